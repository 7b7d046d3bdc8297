package org.rosterstore.tck;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Waiting for what a store may take its time for, and no longer. */
final class Patience {

    /** What no call and no recovery may exceed: far beyond any deadline, so that a busy machine is no breach. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Beyond a deadline that the store itself sets, for a machine that is busy with something else. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private Patience() {}

    /** The roster, at or past a revision that was acknowledged through whichever handle. */
    static Roster load(Trial trial, RosterStore store, BareJid owner, Revision acknowledged) {
        return Eventually.read(
                trial, () -> store.load(owner), roster -> roster.revision().counter() >= acknowledged.counter());
    }

    /** Calls until the store answers: it may need a while after an outage, and fail until then, but not for ever. */
    static <T> T untilItWorks(Trial trial, String call, Supplier<T> supplier) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return inTime(trial, call, supplier);
            } catch (RosterStoreException e) {
                if (System.nanoTime() - end > 0) {
                    throw new Nonconformity(
                            Clause.FAIL_RECOVERS,
                            "%s works again within %s of the outage's end".formatted(call, LIMIT),
                            e);
                }
                pause();
            }
        }
    }

    /** A call's answer or failure. It runs on a thread of its own, since it may never come back. */
    static <T> T inTime(Trial trial, String call, Supplier<T> supplier) {
        return result(trial, call, begin(call, supplier));
    }

    /** Begins a call on a thread of its own. */
    static <T> FutureTask<T> begin(String call, Supplier<T> supplier) {
        FutureTask<T> task = new FutureTask<>(supplier::get);
        Thread thread = new Thread(task, "roster-tck " + call);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** What a call on another thread gave or threw, which must be there within {@link #LIMIT}. */
    static <T> T result(Trial trial, String call, FutureTask<T> task) {
        return result(trial, call, task, LIMIT);
    }

    /** What a call on another thread gave or threw, which must be there in time. */
    static <T> T result(Trial trial, String call, FutureTask<T> task, Duration limit) {
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(call, e);
        } catch (TimeoutException e) {
            throw trial.fail("%s is back within %s".formatted(call, limit), "it is not");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + call, e);
        }
    }

    /** Waits until something is so, but not for ever. */
    static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.getAsBoolean() && System.nanoTime() - end < 0) {
            pause();
        }
    }

    /** A moment between two looks at the same thing. */
    static void pause() {
        LockSupport.parkNanos(PAUSE);
    }
}
