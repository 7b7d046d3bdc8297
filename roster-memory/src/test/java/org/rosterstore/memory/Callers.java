package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Callers of a store, each in a thread of its own. */
final class Callers {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** The answer to come. */
    <T> CompletableFuture<T> call(Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(call.get());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return answer;
    }

    /**
     * Returns when each waits for something, or has its answer. For callers who have just begun: one who has just been
     * released may seem to wait still.
     */
    void awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (threads.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** What a call has answered, or its failure. */
    static <T> T answer(CompletableFuture<T> call) throws Exception {
        return call.get(30, TimeUnit.SECONDS);
    }
}
