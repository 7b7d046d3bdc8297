package org.rosterstore.jdbc;

import java.time.Duration;
import org.rosterstore.StoreConfigurationException;

/** The time until which a call must be over. */
final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final long end;

    /** So long from now on. */
    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /** A time that may be set as a deadline. */
    static Duration checked(Duration time) {
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw new StoreConfigurationException(
                    "a deadline is between 1 ms and %s, and not %s".formatted(LONGEST, time));
        }
        return time;
    }

    /** What is left; nothing if it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** What is left for those who take 0 as for ever. */
    int leftMillis() {
        return Math.max(1, Math.toIntExact(left().toMillis()));
    }

    boolean isOver() {
        return left().isZero();
    }
}
