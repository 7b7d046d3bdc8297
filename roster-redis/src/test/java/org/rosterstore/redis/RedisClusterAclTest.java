package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The rights that docs/redis.md adds for a cluster: they suffice, and each of them is needed. */
class RedisClusterAclTest {

    private static final int LAST_SLOT = 16_383;

    private final List<RedisServer> nodes = new ArrayList<>();
    private final List<RawRedis> admins = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        for (int i = 0; i < 2; i++) {
            nodes.add(new RedisServer("cluster-enabled yes"));
            admins.add(new RawRedis(nodes.get(i).uri("")));
        }
        ask(0, "CLUSTER", "ADDSLOTSRANGE", "0", String.valueOf(LAST_SLOT - 1));
        ask(1, "CLUSTER", "ADDSLOTS", String.valueOf(LAST_SLOT));
        ask(
                0,
                "CLUSTER",
                "MEET",
                "127.0.0.1",
                String.valueOf(nodes.get(1).address().getPort()));
        for (int i = 0; i < 2; i++) {
            int node = i;
            await().until(() -> text(ask(node, "CLUSTER", "INFO")).contains("cluster_state:ok"));
            await().until(() -> ((List<?>) ask(node, "CLUSTER", "SLOTS")).size() == 2);
        }
    }

    @AfterEach
    void stop() {
        admins.forEach(RawRedis::close);
        nodes.forEach(RedisServer::close);
    }

    private Object ask(int node, String command, String... arguments) {
        CommandArguments all = new CommandArguments(Command.valueOf(command));
        Arrays.stream(arguments).forEach(all::add);
        return admins.get(node).ask(0, all);
    }

    private static String text(Object reply) {
        return new String((byte[]) reply, UTF_8);
    }

    private void allow(String... more) throws IOException {
        List<String> words = Stream.concat(
                        Stream.of("SETUSER", "bot"),
                        Stream.concat(RedisAclTest.documented().stream(), Arrays.stream(more)))
                .toList();
        for (int i = 0; i < nodes.size(); i++) {
            ask(i, "ACL", words.toArray(String[]::new));
        }
    }

    private RosterStore open() {
        return RosterStores.open("redis-cluster://bot:secret@127.0.0.1:%d"
                .formatted(nodes.get(0).address().getPort()));
    }

    /** Moves an owner to the other node, and does not yet end the move of the slot. */
    private void move(BareJid owner) {
        OwnerKeys keys = new OwnerKeys(new Keyspace(RedisBuilder.PREFIX), owner);
        String slot = String.valueOf(keys.slot());
        ask(1, "CLUSTER", "SETSLOT", slot, "IMPORTING", text(ask(0, "CLUSTER", "MYID")));
        ask(0, "CLUSTER", "SETSLOT", slot, "MIGRATING", text(ask(1, "CLUSTER", "MYID")));
        String other = String.valueOf(nodes.get(1).address().getPort());
        String contacts = new String(keys.both()[0], UTF_8);
        String log = new String(keys.both()[1], UTF_8);
        ask(0, "MIGRATE", "127.0.0.1", other, "", "0", "5000", "KEYS", contacts, log);
    }

    @Test
    void theDocumentedRightsSuffice() throws IOException {
        allow("+cluster|slots", "+asking");
        try (RosterStore store = open()) {
            EveryAbility.use(store);
            move(EveryAbility.ROMEO);
            store.commit(EveryAbility.ROMEO, RosterEdit.ver("moved"));
            assertThat(store.load(EveryAbility.ROMEO).ver()).contains("moved");
        }
    }

    @Test
    void withoutTheSlotsItDoesNotOpen() throws IOException {
        allow("+asking");
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("cluster|slots");
    }

    @Test
    void withoutAskingWhatMovesIsRefused() throws IOException {
        allow("+cluster|slots");
        try (RosterStore store = open()) {
            store.commit(EveryAbility.ROMEO, RosterEdit.ver("1"));
            move(EveryAbility.ROMEO);
            assertThatThrownBy(() -> store.commit(EveryAbility.ROMEO, RosterEdit.ver("2")))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("asking");
        }
    }
}
