package org.rosterstore.jdbc;

import java.time.Duration;

/** The time until which a call must be over. */
final class Deadline {

    private final long end;

    /** So long from now on. */
    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
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
