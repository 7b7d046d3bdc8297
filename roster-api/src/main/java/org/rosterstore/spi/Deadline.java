package org.rosterstore.spi;

import java.time.Duration;
import org.rosterstore.StoreConfigurationException;

/** The time until which a call must be over. Immutable; it runs by {@link System#nanoTime()}. */
public final class Deadline {

    /** The time that a call of a store may take where nothing else was said. */
    public static final Duration USUAL = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /**
     * A deadline that begins to run.
     *
     * @param time how long from now on, a {@linkplain #checked checked} one
     * @return the deadline
     */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * A time that may be set as a deadline.
     *
     * @param time the time
     * @return the same
     * @throws StoreConfigurationException if it is shorter than a millisecond or longer than a day
     */
    public static Duration checked(Duration time) {
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw new StoreConfigurationException(
                    "a deadline is between 1 ms and %s, and not %s".formatted(LONGEST, time));
        }
        return time;
    }

    /**
     * What is left.
     *
     * @return the time until it is over, or nothing
     */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * What is left, for those who take 0 as for ever.
     *
     * @return milliseconds, at least 1
     */
    public int leftMillis() {
        return Math.max(1, Math.toIntExact(left().toMillis()));
    }

    /**
     * Whether nothing is left.
     *
     * @return true if so
     */
    public boolean isOver() {
        return left().isZero();
    }
}
