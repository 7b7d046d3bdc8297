package org.rosterstore.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when a test says so, on the thread that says so. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    private record Task(Duration due, Runnable task, ScheduledFuture<?> future) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    ManualTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        ScheduledFuture<?> never = super.schedule(task, 365, TimeUnit.DAYS);
        tasks.add(new Task(now.plusNanos(unit.toNanos(delay)), task, never));
        return never;
    }

    /** Does what becomes due, in order, and what that makes due. */
    void pass(Duration time) {
        Duration end = now.plus(time);
        for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
            now = next.get().due();
            tasks.remove(next.get());
            next.get().future().cancel(false);
            next.get().task().run();
        }
        now = end;
    }

    private Optional<Task> next(Duration end) {
        return waiting().stream().filter(task -> task.due().compareTo(end) <= 0).min(Comparator.comparing(Task::due));
    }

    /** How much is to be done some time. */
    int size() {
        return waiting().size();
    }

    private List<Task> waiting() {
        tasks.removeIf(task -> task.future().isCancelled());
        return tasks;
    }
}
