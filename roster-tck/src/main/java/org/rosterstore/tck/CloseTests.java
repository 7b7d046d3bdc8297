package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Handles that are closed while others use them. */
final class CloseTests {

    private static final int NANOS_INTO = 1_000_000;

    private CloseTests() {}

    @Verifies(Clause.LIFE_CLOSE_IN_USE)
    static void callsUnderWayEndAndTheirCommitsAreWholeOrAbsent(Trial trial) {
        int rounds = Math.max(5, trial.effort().rounds() / 10);
        List<SteadyWriter> writers = Stream.of(1, 3, 100)
                .map(items -> new SteadyWriter(trial, items))
                .toList();
        BareJid read = trial.owner();
        Revision revision = trial.store().commit(read, RosterEdit.put(RosterItem.of(JULIET)));
        for (int round = 0; round < rounds; round++) {
            RosterStore handle = Eventually.handle(trial, read, revision);
            CountDownLatch underWay = new CountDownLatch(trial.random().nextInt(20));
            AtomicBoolean isClosed = new AtomicBoolean();
            List<FutureTask<Boolean>> tasks = new ArrayList<>();
            for (SteadyWriter writer : writers) {
                tasks.add(Patience.begin("writer", () -> {
                    writer.writeUntil(handle, isClosed::get, underWay::countDown);
                    return true;
                }));
            }
            tasks.add(Patience.begin("reader", () -> readUntil(isClosed, trial, handle, read, revision)));
            Patience.result(trial, "close", Patience.begin("close", () -> {
                awaitUnderWay(trial, underWay);
                LockSupport.parkNanos(trial.random().nextInt(NANOS_INTO));
                handle.close();
                isClosed.set(true);
                return true;
            }));
            tasks.forEach(task -> Patience.result(trial, "a call when its handle is closed", task));
            LifeTests.expectOpen(trial.store(), read);
            writers.forEach(writer -> writer.settle(trial.store()));
        }
    }

    private static boolean readUntil(
            AtomicBoolean isClosed, Trial trial, RosterStore handle, BareJid owner, Revision revision) {
        try {
            while (!isClosed.get()) {
                Revision seen = handle.load(owner).revision();
                trial.expectEqual("of a load when its handle is closed the revision", revision, seen);
            }
        } catch (RosterStoreException | IllegalStateException e) {
            // As it should be.
        }
        return true;
    }

    private static void awaitUnderWay(Trial trial, CountDownLatch underWay) {
        try {
            if (!underWay.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw trial.fail("some commits within " + Patience.LIMIT, "there were none");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were made", e);
        }
    }

    @Verifies(value = Clause.LIFE_CLOSE_IN_USE, needs = Hook.RELAY)
    static void aCallThatWaitsForAnAnswerEndsWhenItsHandleIsClosed(Trial trial) {
        Duration limit = trial.fixture().relaying().orElseThrow().deadline().plus(Patience.GRACE);
        BareJid owner = trial.owner();
        trial.unmodelled(owner); // a commit of unknown outcome may be in it
        RosterEdit put = RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.ver("1"));
        Relay relay = trial.relay();
        RosterStore store = trial.handle(relay);
        Patience.untilItWorks(trial, "load", () -> store.load(owner));
        relay.delay(Relay.Way.TO_CLIENT, limit.multipliedBy(4));
        long before = relay.passed(Relay.Way.TO_SERVER);
        Map<String, Supplier<?>> calls = new LinkedHashMap<>();
        calls.put("load", () -> store.load(owner));
        calls.put("commit", () -> store.commit(owner, put, Condition.none()));
        Map<String, FutureTask<?>> tasks = new LinkedHashMap<>();
        calls.forEach((call, supplier) -> tasks.put(call, Patience.begin(call, supplier::get)));
        Patience.until(() -> relay.passed(Relay.Way.TO_SERVER) > before
                || tasks.values().stream().anyMatch(FutureTask::isDone));
        Patience.result(
                trial,
                "close while calls wait for an answer",
                Patience.begin("close", () -> {
                    store.close();
                    return true;
                }),
                limit);
        tasks.forEach((call, task) -> {
            String which = call + " that waits when its handle is closed";
            try {
                throw trial.fail(which + " fails", Patience.result(trial, which, task, limit));
            } catch (RosterStoreException | IllegalStateException e) {
                // As it should be.
            } catch (RuntimeException e) {
                throw trial.fail(which + " throws IllegalStateException or a RosterStoreException", e);
            }
        });
        relay.pass();
        RosterStore other = trial.store();
        boolean isThere = other.load(owner).ver().isPresent();
        trial.expectEqual(
                "of a commit under way at close both parts, or none:",
                isThere,
                other.find(owner, JULIET).item().isPresent());
    }
}
