package org.rosterstore.manager;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets so many pass in each period of time. Not safe for use by several threads. */
final class Gate {

    private final int limit;
    private final Duration period;
    private final InstantSource clock;
    private Instant end = Instant.MIN;
    private int passed;

    Gate(int limit, Duration period, InstantSource clock) {
        this.limit = limit;
        this.period = period;
        this.clock = clock;
    }

    boolean passes() {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            end = now.plus(period);
            passed = 0;
        }
        if (passed == limit) {
            return false;
        }
        passed++;
        return true;
    }
}
