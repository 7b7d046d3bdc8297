package org.rosterstore.tck;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where callers meet step by step, to go on at one moment. Nobody sleeps there: a call to a store in memory is over before a
 * thread has woken up. Safe for use by many threads.
 */
final class Gate {

    private static final int SPINS = 2_000;
    private static final long PAUSE = 20_000;

    private final int callers;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile boolean isOpen;

    Gate(int callers) {
        this.callers = callers;
    }

    /** Waits until all have come to this step, the first of which is 0. */
    @SuppressWarnings("ThreadPriorityCheck") // where there are few processors the others need this one to arrive
    void meet(int step) {
        arrived.incrementAndGet();
        for (int spins = 0; !isOpen && arrived.get() < callers * (step + 1); spins++) {
            if (spins < SPINS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Lets everybody pass from now on: one of them will not come any more. */
    void open() {
        isOpen = true;
    }
}
