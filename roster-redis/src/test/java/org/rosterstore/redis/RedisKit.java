package org.rosterstore.redis;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The contract, all of it, on the servers of a store URI. */
abstract class RedisKit extends RosterStoreTck {

    private static final String PREFIX = "roster:kit:";
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Where the servers are. */
    abstract String uri();

    private String uri(String options) {
        return uri() + (uri().indexOf('?') < 0 ? '?' : '&') + "prefix=" + PREFIX + options;
    }

    @Override
    public RosterStore open() {
        return RosterStores.open(uri(""));
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the server
    }

    /** Of one server; those of a group tell their own addresses. */
    @Override
    public Optional<Relaying> relaying() {
        StoreUri parsed = StoreUri.parse(uri());
        StoreUri.Host host = parsed.hosts().get(0);
        boolean isOne = parsed.scheme().equals("redis") || parsed.scheme().equals("rediss");
        return !isOne
                ? Optional.empty()
                : Optional.of(new Relaying() {
                    @Override
                    public InetSocketAddress server() {
                        return new InetSocketAddress(host.name(), host.port().orElseThrow());
                    }

                    @Override
                    public RosterStore open(InetSocketAddress relay) {
                        return RosterStores.open(uri("&timeout=" + DEADLINE.toMillis() + "ms")
                                .replace(host.toString(), host.name() + ":" + relay.getPort()));
                    }

                    @Override
                    public Duration deadline() {
                        return DEADLINE;
                    }

                    @Override
                    public Set<String> secrets() {
                        return parsed.password().map(Set::of).orElse(Set.of());
                    }
                });
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(this::damage);
    }

    private void damage(BareJid owner, BareJid contact) {
        OwnerKeys keys = new OwnerKeys(new Keyspace(PREFIX), owner);
        try (RawRedis redis = new RawRedis(uri())) {
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
