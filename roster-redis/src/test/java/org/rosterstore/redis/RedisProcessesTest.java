package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.testing.ChildJvm;
import org.rosterstore.testing.Increments;

/** One server, several processes. */
class RedisProcessesTest {

    private static final int TIMES = 300;

    private static Process start(String uri) throws IOException {
        return ChildJvm.of(Increments.class, List.of(uri, String.valueOf(TIMES)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void ofIncrementsByThreeProcessesNoneIsLostAndTheLastIsToldInTime() throws Exception {
        String uri = SharedRedis.orSkip().uri("prefix=processes:&timeout=60s");
        Queue<Feed.Signal> signals = new ConcurrentLinkedQueue<>();
        List<Process> others = new ArrayList<>();
        try (RosterStore store = RosterStores.open(uri);
                Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            store.erase(Increments.OWNER);
            long begin = store.revision(Increments.OWNER).counter();
            for (int i = 0; i < 2; i++) {
                others.add(start(uri));
            }
            for (Process other : others) {
                BufferedReader out = other.inputReader();
                assertThat(out.readLine()).isEqualTo("ready");
            }
            for (Process other : others) {
                other.getOutputStream().write('\n');
                other.getOutputStream().close();
            }
            Increments.increment(store, TIMES);
            for (Process other : others) {
                assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(other.exitValue()).isZero();
            }
            Revision last = store.revision(Increments.OWNER);
            assertThat(Increments.number(store.load(Increments.OWNER))).isEqualTo(3 * TIMES);
            assertThat(last.counter()).isEqualTo(begin + 3 * TIMES);
            await().atMost(store.feed().orElseThrow().latency())
                    .until(() -> signals.contains(new Feed.Changed(Increments.OWNER, last)));
            assertThat(signals).allSatisfy(signal -> assertThat(signal).isInstanceOf(Feed.Changed.class));
            assertThat(signals.stream()
                            .map(signal -> ((Feed.Changed) signal).revision().counter()))
                    .isSorted();
            store.erase(Increments.OWNER);
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }
}
