package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rosterstore.Feed.Signal;

/** A listener that notes what it is told, and can be held in the middle of a call. */
final class Listener implements Consumer<Signal> {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch released;
    private volatile @Nullable Thread thread;

    private Listener(int holds) {
        released = new CountDownLatch(holds);
    }

    static Listener quick() {
        return new Listener(0);
    }

    /** One whose first call lasts until {@link #release}. */
    static Listener held() {
        return new Listener(1);
    }

    @Override
    public void accept(Signal signal) {
        thread = Thread.currentThread();
        signals.add(signal);
        called.countDown();
        await(released);
    }

    void awaitCall() {
        await(called);
    }

    void release() {
        released.countDown();
    }

    /** The next signal that it was told or will be. */
    Signal next() throws InterruptedException {
        Signal signal = signals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(signal).as("a signal").isNotNull();
        return signal;
    }

    boolean heardNothingMore() {
        return signals.isEmpty();
    }

    /** The thread that called it. */
    Thread thread() {
        Thread caller = thread;
        assertThat(caller).isNotNull();
        return caller;
    }

    static void await(CountDownLatch latch) {
        boolean opened;
        try {
            opened = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while held", e);
        }
        assertThat(opened).as("opened in time").isTrue();
    }

    /** Waits until a thread waits for something itself. */
    static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).as("alive, and to wait soon").isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
