package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A server that is short of memory, and drops nothing: what grows is refused, whole. */
class RedisMemoryTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final RosterItem JULIET = RosterItem.of(BareJid.of("juliet@capulet.example"));

    @BeforeAll
    static void findServer() {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
    }

    @Test
    void commitsAreRefusedAndReadsGoOn() throws IOException {
        List<RosterItem> many = IntStream.range(0, CommitOrder.MOST + 1)
                .mapToObj(i -> RosterItem.of(BareJid.of("x" + i + "@example.com")))
                .toList();
        try (RedisServer server = new RedisServer("maxmemory-policy noeviction");
                RawRedis admin = new RawRedis(server.uri(""));
                RosterStore store = RosterStores.open(server.uri(""))) {
            Revision before = store.commit(ROMEO, RosterEdit.put(JULIET));
            limit(admin, "1");
            for (RosterEdit edit : List.of(RosterEdit.ver("1"), RosterEdit.replaceItems(many))) {
                assertThatThrownBy(() -> store.commit(ROMEO, edit))
                        .isInstanceOfSatisfying(
                                StoreUnavailableException.class,
                                refusal -> assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                        .hasMessageContaining("OOM");
            }
            assertThatThrownBy(() -> store.commit(JULIET.contact(), RosterEdit.ver("1")))
                    .hasMessageContaining("OOM");
            assertThat(store.load(ROMEO).revision()).isEqualTo(before);
            assertThat(store.history().orElseThrow().since(ROMEO, Revision.NONE))
                    .isPresent();
            store.erase(ROMEO);
            assertThat(store.load(ROMEO).contacts()).isEmpty();
            assertThatThrownBy(() -> store.commit(ROMEO, RosterEdit.ver("1"))).hasMessageContaining("OOM");
            assertThat(store.catalog().orElseThrow().owners()).isEmpty();
            limit(admin, "0");
            assertThat(store.commit(ROMEO, RosterEdit.put(JULIET)).counter()).isEqualTo(3);
        }
    }

    private static void limit(RawRedis admin, String octets) {
        admin.ask(
                0,
                new CommandArguments(Command.CONFIG).add("SET").add("maxmemory").add(octets));
    }
}
