package org.rosterstore.manager;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs tasks one after the other, in the order in which they came, on whatever threads an executor has. A task may add
 * further ones, also where the executor is the calling thread itself.
 */
final class SerialExecutor implements Executor {

    /** So many tasks at once, then others get their turn. */
    private static final int BATCH = 64;

    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean isRunning;

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        begin();
    }

    private void begin() {
        boolean begun = false;
        try {
            executor.execute(this::run);
            begun = true;
        } finally {
            if (!begun) {
                synchronized (tasks) {
                    tasks.clear(); // The executor takes nothing any more.
                    isRunning = false;
                }
            }
        }
    }

    private void run() {
        for (int done = 0; done < BATCH; done++) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    isRunning = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (Throwable e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
        begin();
    }
}
