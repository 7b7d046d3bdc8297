package org.rosterstore.manager;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is fetched while its caller does something else; by the caller, if nobody else had the time. */
final class Prefetch<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final FutureTask<Void> task;

    Prefetch(Supplier<T> source, Executor executor) {
        task = new FutureTask<>(() -> fetch(source), null);
        executor.execute(task);
    }

    private void fetch(Supplier<T> source) {
        try {
            result.complete(source.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for it. Throws what the source has thrown. */
    T get() {
        task.run(); // does nothing if it has begun
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
