package org.rosterstore.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The contract, all of it, on the server that the tests share. */
class RedisRosterStoreTest extends RosterStoreTck {

    private static final String PREFIX = "roster:kit:";
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    @BeforeAll
    static void findServer() {
        SharedRedis.orSkip();
    }

    private static SharedRedis shared() {
        return SharedRedis.orSkip();
    }

    @Override
    public RosterStore open() {
        return RosterStores.open(shared().uri("prefix=" + PREFIX));
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the server
    }

    @Override
    public Optional<Relaying> relaying() {
        return shared().server().map(server -> new Relaying() {
            @Override
            public InetSocketAddress server() {
                return server.address();
            }

            @Override
            public RosterStore open(InetSocketAddress relay) {
                return RosterStores.open("redis://%s:%d?prefix=%s&timeout=%dms"
                        .formatted(relay.getHostString(), relay.getPort(), PREFIX, DEADLINE.toMillis()));
            }

            @Override
            public Duration deadline() {
                return DEADLINE;
            }
        });
    }

    @Override
    public Optional<Killing> killing() {
        return shared().server().map(server -> () -> {
            server.kill();
            try {
                server.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(RedisRosterStoreTest::damage);
    }

    private static void damage(BareJid owner, BareJid contact) {
        OwnerKeys keys = new OwnerKeys(new Keyspace(PREFIX), owner);
        try (RawRedis redis = new RawRedis(shared().uri())) {
            redis.ask(
                    keys.slot(),
                    new CommandArguments(Command.HSET)
                            .add(keys.contacts())
                            .add(ContactRecord.field(contact))
                            .add("damaged"));
        }
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class));
    }
}
