package org.rosterstore.tck;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;

/** Calls a store again and again, is interrupted meanwhile, and goes on for a few calls. */
final class InterruptedCaller {

    private static final int CALLS_AFTERWARDS = 4;
    private static final BareJid CONTACT = BareJid.stored("mercutio@verona.example");

    private final Trial trial;
    private final BareJid owner;
    private final CountDownLatch callsBefore;
    private final FutureTask<Boolean> calls = new FutureTask<>(this::run, true);
    private final Thread thread = new Thread(calls, "roster-tck interrupted");
    private volatile boolean isInterrupted;

    private InterruptedCaller(Trial trial, BareJid owner, int callsBefore) {
        this.trial = trial;
        this.owner = owner;
        this.callsBefore = new CountDownLatch(callsBefore);
    }

    /** Begins to call on a thread of its own. */
    static InterruptedCaller begin(Trial trial, BareJid owner, int callsBefore) {
        InterruptedCaller caller = new InterruptedCaller(trial, owner, callsBefore);
        caller.thread.setDaemon(true);
        caller.thread.start();
        return caller;
    }

    /** Makes one call on a thread that is interrupted already, or may be meanwhile: it succeeds, or fails as any other. */
    static String call(Trial trial, String call, Supplier<?> supplier) {
        try {
            Object unused = supplier.get();
            return call + " returned";
        } catch (RosterStoreException e) {
            return call + " failed: " + e;
        } catch (RuntimeException e) {
            throw trial.fail(call + " of an interrupted thread succeeds, or throws a RosterStoreException", e);
        }
    }

    /** States that the calling thread, which was interrupted, is so still. */
    static void expectFlag(Trial trial, String end) {
        trial.expect(
                Thread.currentThread().isInterrupted(),
                "the flag of an interrupted thread still set when its call is over",
                "it is gone after " + end);
    }

    /** Interrupts the thread in the middle of a call, or between two, and waits for the end of its calls. */
    void interrupt() {
        try {
            callsBefore.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were made", e);
        }
        thread.interrupt();
        isInterrupted = true;
        Patience.result(trial, "a series of calls of an interrupted thread", calls);
    }

    private void run() {
        try {
            int number = 0;
            for (int afterwards = 0; afterwards < CALLS_AFTERWARDS; afterwards += isInterrupted ? 1 : 0) {
                String end = call(number++);
                callsBefore.countDown();
                if (isInterrupted) {
                    expectFlag(trial, end);
                }
            }
        } finally {
            while (callsBefore.getCount() > 0) {
                callsBefore.countDown();
            }
        }
    }

    private String call(int number) {
        RosterEdit put = RosterEdit.put(RosterItem.of(CONTACT).withName("" + number));
        return switch (number % 4) {
            case 0 -> call(trial, "commit", () -> trial.store().commit(owner, put, Condition.none()));
            case 1 -> call(trial, "load", () -> trial.store().load(owner));
            case 2 -> call(trial, "find", () -> trial.store().find(owner, CONTACT));
            default -> call(trial, "revision", () -> trial.store().revision(owner));
        };
    }
}
