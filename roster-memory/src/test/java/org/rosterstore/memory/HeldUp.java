package org.rosterstore.memory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rosterstore.StoreUnavailableException;

/** Holds up one answer, which is made before. */
final class HeldUp implements Backstage.Stage {

    private final Predicate<Object> which;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable RuntimeException failure;

    /** The first answer. */
    HeldUp() {
        this(answer -> true);
    }

    /** The first answer of these. */
    HeldUp(Predicate<Object> which) {
        this.which = which;
    }

    @Override
    public Object play(Supplier<?> call) {
        Object answer = call.get();
        if (which.test(answer) && isOver.compareAndSet(false, true)) {
            answered.countDown();
            await(released);
            if (failure != null) {
                throw failure;
            }
        }
        return answer;
    }

    void awaitAnswer() {
        await(answered);
    }

    void release() {
        released.countDown();
    }

    /** The call fails instead. */
    void fail() {
        failure = new StoreUnavailableException("away");
        release();
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("it takes too long");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
