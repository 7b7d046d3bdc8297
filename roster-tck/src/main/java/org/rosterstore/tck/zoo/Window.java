package org.rosterstore.tck.zoo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The moment between two steps that others can get into: what a fault needs that shows only between threads. */
final class Window {

    private static final Duration WIDTH = Duration.ofNanos(50_000);

    private Window() {}

    /** Lets others in for a moment. */
    static void open() {
        LockSupport.parkNanos(WIDTH.toNanos());
    }
}
