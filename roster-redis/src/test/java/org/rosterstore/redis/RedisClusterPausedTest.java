package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;

/** A cluster whose nodes all stand still: looking for another one ends by the deadline too, however many there are. */
class RedisClusterPausedTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final BareJid OWNER = BareJid.of("owner@paused.example");

    @Test
    void callsAndOpeningEndByTheDeadline() throws Exception {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        try (RedisNodes nodes = new RedisNodes(6)) {
            look(nodes);
        }
    }

    private static void look(RedisNodes nodes) throws Exception {
        String uri = nodes.uri("?timeout=%dms".formatted(DEADLINE.toMillis()));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RosterStore store = RosterStores.open(uri)) {
            store.commit(OWNER, RosterEdit.nothing());
            nodes.servers().forEach(RedisServer::pause);
            List<Future<StoreUnavailableException>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> Failure.of(StoreUnavailableException.class, DEADLINE, () -> {
                        if (i % 2 == 0) {
                            store.load(BareJid.of(i + "@paused.example"));
                        } else {
                            store.commit(BareJid.of(i + "@paused.example"), RosterEdit.nothing());
                        }
                    })))
                    .toList();
            for (Future<StoreUnavailableException> call : calls) {
                assertThat(call.get().getMessage()).contains("Redis cluster of [127.0.0.1");
            }
            Failure.undone(StoreUnavailableException.class, DEADLINE, "Redis cluster of", () -> RosterStores.open(uri));
            nodes.servers().forEach(RedisServer::resume);
            assertThat(store.revision(OWNER).counter()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
