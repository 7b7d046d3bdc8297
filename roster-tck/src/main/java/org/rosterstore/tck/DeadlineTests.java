package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.named;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;

/** Networks that are slow, silent, or refuse. */
final class DeadlineTests {

    /** How many wait at once: were they to wait one after the other, that would show. */
    private static final int CALLERS = 16;

    private DeadlineTests() {}

    private static StoreFixture.Relaying relaying(Trial trial) {
        return trial.fixture().relaying().orElseThrow();
    }

    private static Duration limit(Trial trial) {
        return relaying(trial).deadline().plus(Patience.GRACE);
    }

    /** An owner that a relayed handle has never read, so that no snapshot of it can be there. */
    private static BareJid unread(Trial trial) {
        BareJid owner = trial.owner();
        trial.unmodelled(owner); // a commit of unknown outcome may be in it
        trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet")).and(RosterEdit.ver("1")));
        return owner;
    }

    /** A handle with a connection that works. */
    private static RosterStore warm(Trial trial, Relay relay) {
        RosterStore store = trial.handle(relay);
        Patience.untilItWorks(trial, "load", () -> store.load(trial.owner()));
        return store;
    }

    /** Every call that asks the storage, once on its own owner. */
    private static Map<String, Supplier<?>> calls(Trial trial, RosterStore store) {
        BareJid owner = unread(trial);
        List<BareJid> several = List.of(unread(trial), unread(trial), unread(trial));
        BareJid written = unread(trial);
        Map<String, Supplier<?>> calls = new LinkedHashMap<>();
        calls.put("load", () -> store.load(owner));
        calls.put("find", () -> store.find(owner, JULIET));
        calls.put("revision", () -> store.revision(owner));
        calls.put("loadAll", () -> store.loadAll(several));
        calls.put("commit", () -> store.commit(written, RosterEdit.put(named(NURSE, "Nurse")), Condition.none()));
        calls.put("update", () -> store.update(several.get(0), roster -> RosterEdit.ver("2")));
        store.history().ifPresent(history -> calls.put("history().since", () -> history.since(owner, Revision.NONE)));
        store.catalog().ifPresent(catalog -> calls.put("catalog().page", () -> catalog.page(Optional.empty(), 10)));
        return calls;
    }

    /** Makes all calls at once; each fails with the right exception, in time. */
    private static List<StoreUnavailableException> allFail(Trial trial, String fault, Map<String, Supplier<?>> calls) {
        Map<String, FutureTask<Object>> tasks = new LinkedHashMap<>();
        calls.forEach((call, supplier) -> tasks.put(call, Patience.begin(call, supplier::get)));
        long end = System.nanoTime() + limit(trial).toNanos();
        List<StoreUnavailableException> failures = new ArrayList<>();
        tasks.forEach((call, task) -> {
            String which = call + " when the server " + fault;
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            failures.add(trial.expectThrows(
                    StoreUnavailableException.class, which, () -> Patience.result(trial, which, task, left)));
        });
        return failures;
    }

    @Verifies(Clause.FAIL_DEADLINE)
    static void aCallThatIsNeverAnsweredFailsInTimeHoweverManyWait(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        Map<String, Supplier<?>> calls = calls(trial, store);
        for (int i = calls.size(); i < CALLERS; i++) {
            BareJid owner = unread(trial);
            calls.put("load by caller " + i, () -> store.load(owner));
        }
        relay.hang();
        allFail(trial, "says nothing", calls);
        relay.pass();
        calls.forEach((call, supplier) -> worksAgain(trial, call, supplier));
    }

    /** What was lost in a silence is no excuse once it is over. */
    private static void worksAgain(Trial trial, String call, Supplier<?> supplier) {
        Patience.<Object>untilItWorks(trial, call, supplier::get);
    }

    @Verifies(Clause.FAIL_DEADLINE)
    static void aCallThatIsRefusedFailsInTime(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        Map<String, Supplier<?>> calls = calls(trial, store);
        relay.refuse();
        allFail(trial, "refuses", calls);
        relay.pass();
        calls.forEach((call, supplier) -> worksAgain(trial, call, supplier));
    }

    @Verifies(Clause.FAIL_DEADLINE)
    static void aCallThatIsAnsweredTooLateFailsInTime(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        for (Relay.Way way : Relay.Way.values()) {
            Map<String, Supplier<?>> calls = calls(trial, store);
            relay.delay(way, limit(trial).multipliedBy(2));
            allFail(trial, "is slow", calls);
            relay.pass();
            calls.forEach((call, supplier) -> worksAgain(trial, call, supplier));
        }
    }

    @Verifies(Clause.FAIL_DEADLINE)
    static void aFirstConnectionThatSaysNothingFailsInTime(Trial trial) {
        BareJid owner = unread(trial);
        Relay relay = trial.relay();
        relay.hang();
        FutureTask<Roster> task =
                Patience.begin("open and load", () -> trial.handle(relay).load(owner));
        trial.expectThrows(
                StoreUnavailableException.class,
                "open and load when the server says nothing",
                // Opening and loading may each take a deadline.
                () -> Patience.result(
                        trial,
                        "open and load when the server says nothing",
                        task,
                        limit(trial).plus(relaying(trial).deadline())));
    }

    @Verifies(Clause.FAIL_MESSAGE)
    static void aFailureNamesTheAddressAndNoSecret(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        relay.refuse();
        expectMessages(trial, relay, allFail(trial, "refuses", calls(trial, store)));
        relay.hang();
        expectMessages(trial, relay, allFail(trial, "says nothing", calls(trial, store)));
        Map<String, Supplier<?>> calls = calls(trial, store);
        relay.close();
        expectMessages(trial, relay, allFail(trial, "is not there", calls));
    }

    private static void expectMessages(Trial trial, Relay relay, List<StoreUnavailableException> failures) {
        String port = ":" + relay.address().getPort();
        for (StoreUnavailableException failure : failures) {
            trial.expect(failure.toString().contains(port), "a message with the server's address, " + port, failure);
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                String text = cause.toString();
                // The secret itself is not for a report either.
                trial.expect(
                        relaying(trial).secrets().stream().noneMatch(text::contains),
                        "messages without a password",
                        "there is one in a " + cause.getClass().getName());
            }
        }
    }

    @Verifies(value = Clause.FAIL_RECOVERS, needs = Hook.RELAY)
    static void aLateAnswerIsNotTakenForThatToAnotherCall(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        List<BareJid> owners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            BareJid owner = trial.owner();
            trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet " + i)));
            owners.add(owner);
        }
        Duration late = limit(trial).multipliedBy(2);
        relay.delay(Relay.Way.TO_CLIENT, late);
        FutureTask<Roster> first = Patience.begin("load", () -> store.load(owners.get(0)));
        try {
            Object unused = Patience.result(trial, "load when the server is slow", first, limit(trial));
        } catch (RosterStoreException e) {
            // As it should be.
        }
        relay.pass(); // what was late comes now
        for (BareJid owner : owners) {
            Roster answer = Patience.untilItWorks(trial, "load", () -> store.load(owner));
            Roster expected = trial.store().load(owner);
            trial.expect(
                    answer.owner().equals(owner) && answer.sameContent(expected),
                    "after an answer that came too late, to the next call its own: " + expected,
                    answer);
        }
    }

    @Verifies(value = Clause.FAIL_INTERRUPT, needs = Hook.RELAY)
    static void aThreadThatIsInterruptedWhileItWaitsForAnAnswerKeepsItsFlagAndDisturbsNobody(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = warm(trial, relay);
        BareJid other = unread(trial);
        Duration delay = relaying(trial).deadline().dividedBy(10);
        calls(trial, store).forEach((call, supplier) -> {
            relay.delay(Relay.Way.TO_CLIENT, delay);
            Waiting waiting = new Waiting(trial, relay, call, supplier);
            FutureTask<Roster> standBy = Patience.begin("load", () -> store.load(other));
            waiting.interrupt();
            try {
                Patience.result(trial, "load beside a thread that is interrupted", standBy);
            } catch (RosterStoreException e) {
                throw trial.fail("a load succeeds beside a thread that is interrupted in " + call, e);
            }
            relay.pass();
        });
    }

    /** A call that has been sent and waits for its answer. */
    private static final class Waiting {

        private final Trial trial;
        private final String call;
        private final FutureTask<Boolean> task;
        private final Thread thread;
        private volatile boolean isInterrupted;

        Waiting(Trial trial, Relay relay, String call, Supplier<?> supplier) {
            this.trial = trial;
            this.call = call;
            long before = relay.passed(Relay.Way.TO_SERVER);
            this.task = new FutureTask<>(() -> {
                String end = InterruptedCaller.call(trial, call, supplier);
                Patience.until(() -> isInterrupted);
                InterruptedCaller.expectFlag(trial, end);
                return true;
            });
            this.thread = new Thread(task, "roster-tck waiting");
            thread.setDaemon(true);
            thread.start();
            Patience.until(() -> relay.passed(Relay.Way.TO_SERVER) > before || task.isDone());
        }

        void interrupt() {
            thread.interrupt();
            isInterrupted = true;
            Patience.result(trial, call + " of an interrupted thread", task);
        }
    }
}
