package org.rosterstore.manager;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a client whose roster is behind tries to come up with its server: after a second, and after twice as long each time,
 * but not longer than five minutes; the half of that is by chance, so that those whom one store has failed do not all come
 * back at once. For one thread at a time.
 */
final class CatchUp {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** So often is a server asked for a roster that cannot be kept. */
    static final int QUESTIONS = 10;

    private final ScheduledExecutorService timer;
    private final Executor work;
    private final Runnable attempt;
    private Duration delay = FIRST;
    private int questions;
    private @Nullable Future<?> next;

    CatchUp(ScheduledExecutorService timer, Executor work, Runnable attempt) {
        this.timer = timer;
        this.work = work;
        this.attempt = attempt;
    }

    /** The roster is behind. */
    void needed() {
        if (next != null || questions == QUESTIONS) {
            return;
        }
        long half = delay.toNanos() / 2;
        next = timer.schedule(
                () -> work.execute(this::run),
                half + ThreadLocalRandom.current().nextLong(half),
                TimeUnit.NANOSECONDS);
        Duration twice = delay.multipliedBy(2);
        delay = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private void run() {
        if (next != null) {
            next = null;
            attempt.run();
        }
    }

    /** The server is about to be asked, not only the store. */
    void asks() {
        questions++;
    }

    /** The roster is not behind any more, or nobody will be asked any more. */
    void end() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        delay = FIRST;
        questions = 0;
    }
}
