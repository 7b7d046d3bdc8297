package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** The process that keeps the data is killed while it is busy. */
final class KillTests {

    /** How many items each writer's commits hold. */
    private static final List<Integer> WRITERS = List.of(1, 1, 3, 300);

    private static final int COMMITS_BEFORE = 25;
    private static final int NANOS_INTO = 2_000_000;

    private KillTests() {}

    @Verifies(Clause.FAIL_KILL)
    static void whatWasAcknowledgedOutlivesAKillAndTheRestIsWholeOrAbsent(Trial trial) {
        List<SteadyWriter> writers =
                WRITERS.stream().map(items -> new SteadyWriter(trial, items)).toList();
        Map<SteadyWriter.Fate, Integer> fates = new EnumMap<>(SteadyWriter.Fate.class);
        int kills = SystemProperties.kills(trial.effort());
        int within = 0;
        for (int kill = 0; kill < kills; kill++) {
            killWhile(trial, writers);
            within += writers.stream().anyMatch(writer -> writer.failure().isPresent()) ? 1 : 0;
            // What a handle remembers is no proof: one that has never seen these owners looks first.
            try (RosterStore witness = trial.anotherHandle()) {
                for (SteadyWriter writer : writers) {
                    fates.merge(writer.settle(witness), 1, Integer::sum);
                }
            }
            trial.note(
                    "%d kills, %d of them within a commit; of unknown outcome were %d that were found and %d that were not, and %d were not applied"
                            .formatted(
                                    kill + 1,
                                    within,
                                    fates.getOrDefault(SteadyWriter.Fate.FOUND, 0),
                                    fates.getOrDefault(SteadyWriter.Fate.NOT_FOUND, 0),
                                    fates.getOrDefault(SteadyWriter.Fate.NOT_APPLIED, 0)));
        }
    }

    /** Lets them write through one handle, until the server has been killed in the middle and is back. */
    private static void killWhile(Trial trial, List<SteadyWriter> writers) {
        RosterStore store = trial.store();
        CountDownLatch underWay = new CountDownLatch(1 + trial.random().nextInt(COMMITS_BEFORE));
        AtomicBoolean isBack = new AtomicBoolean();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (SteadyWriter writer : writers) {
            tasks.add(Patience.begin("writer", () -> {
                Patience.untilItWorks(trial, "describe", store::describe);
                writer.writeUntil(store, isBack::get, underWay::countDown);
                return true;
            }));
        }
        try {
            awaitUnderWay(trial, underWay);
            LockSupport.parkNanos(trial.random().nextInt(NANOS_INTO));
            trial.fixture().killing().orElseThrow().killAndRestart();
        } finally {
            isBack.set(true);
        }
        tasks.forEach(task -> Patience.result(trial, "a commit when the server was killed", task));
        Stream<RuntimeException> failures = writers.stream().flatMap(writer -> writer.failure().stream());
        trial.expect(
                failures.allMatch(RosterStoreException.class::isInstance),
                "a RosterStoreException of a commit when the server was killed",
                writers.stream().map(SteadyWriter::failure).toList());
    }

    private static void awaitUnderWay(Trial trial, CountDownLatch underWay) {
        try {
            if (!underWay.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw trial.fail("some commits within " + Patience.LIMIT, "there were none");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while commits were made", e);
        }
    }
}
