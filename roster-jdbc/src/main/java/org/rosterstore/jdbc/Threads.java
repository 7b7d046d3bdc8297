package org.rosterstore.jdbc;

/** Threads that end when they are told. */
final class Threads {

    private Threads() {}

    /** Waits for its end; an interruption is kept for later. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
