package org.rosterstore.manager;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The timer of those who bring none: one thread for all of them, which hands on what is due and keeps no program alive. */
final class DaemonTimer {

    static final ScheduledExecutorService SHARED = start();

    private DaemonTimer() {}

    private static ScheduledExecutorService start() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "roster-manager-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
