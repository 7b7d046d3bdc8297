package org.rosterstore.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What a client of Jedis does that has no deadline of its own, such as asking one server of a cluster after the other: it is
 * done by a thread of its own, and whoever wants the outcome waits until the deadline. Safe for use by many threads.
 */
final class Aside<T> {

    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    private Aside() {}

    /** Begins. */
    static <T> Aside<T> begin(String name, Supplier<T> work) {
        Aside<T> aside = new Aside<>();
        Thread thread = new Thread(() -> aside.run(work), name);
        thread.setDaemon(true);
        thread.start();
        return aside;
    }

    private void run(Supplier<T> work) {
        try {
            outcome.complete(work.get());
        } catch (Throwable e) { // whatever it is, those who wait are to have it
            outcome.completeExceptionally(e);
        }
    }

    /** Waits for the outcome, also with the thread's flag of interruption set; what the work has thrown is thrown. */
    T await(Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new JedisConnectionException("no server has answered in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nobody waits any more: if there is an outcome, now or later, this is done with it. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for that either
    void otherwise(Consumer<? super T> work) {
        outcome.thenAccept(work);
    }
}
