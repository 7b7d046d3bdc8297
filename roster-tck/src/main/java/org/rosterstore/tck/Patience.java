package org.rosterstore.tck;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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
        FutureTask<T> task = new FutureTask<>(supplier::get);
        Thread thread = new Thread(task, "roster-tck " + call);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        return result(trial, call, task);
    }

    /** What a call on another thread gave or threw, which must be there within {@link #LIMIT}. */
    static <T> T result(Trial trial, String call, FutureTask<T> task) {
        try {
            return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(call, e);
        } catch (TimeoutException e) {
            throw trial.fail("%s is back within %s".formatted(call, LIMIT), "it is not");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + call, e);
        }
    }

    /** A moment between two looks at the same thing. */
    static void pause() {
        LockSupport.parkNanos(PAUSE);
    }
}
