package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Callers in threads of their own, which begin at one moment. All have ended when a race returns or throws. */
final class Race {

    private Race() {}

    /** What each caller got, in the order of their numbers; or throws what one of them threw. */
    static <T> List<T> run(int callers, IntFunction<T> call) {
        CountDownLatch ready = new CountDownLatch(callers);
        List<FutureTask<T>> tasks = IntStream.range(0, callers)
                .mapToObj(caller -> new FutureTask<>(() -> {
                    ready.countDown();
                    ready.await();
                    return call.apply(caller);
                }))
                .toList();
        for (FutureTask<T> task : tasks) {
            Thread thread = new Thread(task, "kit-caller");
            thread.setDaemon(true);
            thread.start();
        }
        return results(tasks);
    }

    /** Reads again and again, each reader in its thread, while the writer writes, and once more when it has done so. */
    static void readWhile(List<Runnable> readers, Runnable writer) {
        AtomicBoolean written = new AtomicBoolean();
        Runnable writing = () -> {
            try {
                writer.run();
            } finally {
                written.set(true);
            }
        };
        List<Runnable> reading =
                readers.stream().map(read -> repeat(read, written)).toList();
        List<Runnable> all = Stream.concat(Stream.of(writing), reading.stream()).toList();
        run(all.size(), caller -> {
            all.get(caller).run();
            return caller;
        });
    }

    private static Runnable repeat(Runnable read, AtomicBoolean written) {
        return () -> {
            boolean last;
            do {
                last = written.get();
                read.run();
            } while (!last);
        };
    }

    private static <T> List<T> results(List<FutureTask<T>> tasks) {
        List<T> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while callers were at work", e);
            }
        }
        if (!failures.isEmpty()) {
            throw unchecked(failures);
        }
        return results;
    }

    private static RuntimeException unchecked(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        return first instanceof RuntimeException e ? e : new IllegalStateException("a caller was interrupted", first);
    }
}
