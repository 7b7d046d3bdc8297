package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.Feed;
import org.rosterstore.RosterStore;
import org.rosterstore.testing.ChildJvm;
import org.rosterstore.testing.Increments;

/** One file, several processes. */
class SqliteProcessesTest {

    private static final int TIMES = 150;

    @TempDir
    private Path directory;

    private static Process start(Path file) throws IOException {
        return ChildJvm.of(Increments.class, List.of("sqlite:" + file, String.valueOf(TIMES)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void ofIncrementsByThreeProcessesNoneIsLost() throws Exception {
        Path file = directory.resolve("shared.db");
        BlockingQueue<Feed.Signal> signals = new LinkedBlockingQueue<>();
        List<Process> others = new ArrayList<>();
        try (RosterStore store = JdbcRosterStore.sqlite(file).open();
                Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            for (int i = 0; i < 2; i++) {
                others.add(start(file));
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
            assertThat(Increments.number(store.load(Increments.OWNER))).isEqualTo(3 * TIMES);
            assertThat(store.revision(Increments.OWNER).counter()).isEqualTo(3 * TIMES);
            awaitSignal(signals, 3 * TIMES);
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }

    /** Of the owner at a counter; what comes before never goes back, and no gap is told. */
    private static void awaitSignal(BlockingQueue<Feed.Signal> signals, long counter) throws InterruptedException {
        long last = 0;
        while (last < counter) {
            Feed.Signal signal = signals.poll(10, TimeUnit.SECONDS);
            assertThat(signal).as("a signal past " + last).isInstanceOf(Feed.Changed.class);
            long reached = ((Feed.Changed) signal).revision().counter();
            assertThat(reached).isGreaterThanOrEqualTo(last);
            last = reached;
        }
    }
}
