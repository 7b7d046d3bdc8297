package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed.Registration;
import org.rosterstore.Revision;

/** When listeners are told no more. */
class FeedDispatcherCloseTest {

    private static final BareJid A = BareJid.of("a@example.com");
    private static final BareJid B = BareJid.of("b@example.com");

    private final FeedDispatcher feed = new FeedDispatcher(Duration.ofSeconds(1), owner -> new Revision(7, 70));

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void afterCloseTheListenerIsNotCalledAndItsThreadHasEnded() throws Exception {
        Listener listener = Listener.quick();
        Registration registration = feed.subscribe(listener);
        feed.changed(A);
        listener.next();

        registration.close();
        feed.changed(B);

        assertThat(listener.thread().isAlive()).isFalse();
        assertThat(listener.heardNothingMore()).isTrue();
    }

    @Test
    void anIdleListenerCanBeClosed() {
        feed.subscribe(Listener.quick()).close();
    }

    @Test
    void closingAgainDoesNothing() {
        Registration registration = feed.subscribe(Listener.quick());

        registration.close();
        registration.close();
        feed.close();
        feed.close();
        registration.close();
    }

    @Test
    void closingOneEndsNoOther() throws Exception {
        Listener listener = Listener.quick();
        feed.subscribe(listener);
        feed.subscribe(Listener.quick()).close();

        feed.changed(A);

        assertThat(listener.next()).isNotNull();
    }

    @Test
    void closeWaitsForACallThatRuns() throws Exception {
        Listener listener = Listener.held();
        Registration registration = feed.subscribe(listener);
        feed.changed(A);
        feed.changed(B);
        listener.awaitCall();
        Thread closer = new Thread(registration::close);
        closer.start();
        Listener.awaitWaiting(closer);

        assertThat(listener.thread().isAlive()).isTrue();
        listener.release();
        join(closer);

        assertThat(listener.thread().isAlive()).isFalse();
        listener.next();
        assertThat(listener.heardNothingMore())
                .as("what was pending is dropped")
                .isTrue();
    }

    @Test
    void anInterruptedCloserWaitsAsWellAndKeepsItsFlag() throws Exception {
        Listener listener = Listener.held();
        Registration registration = feed.subscribe(listener);
        feed.changed(A);
        listener.awaitCall();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            registration.close();
            flag.complete(
                    Thread.currentThread().isInterrupted() && !listener.thread().isAlive());
        });
        closer.start();
        Listener.awaitWaiting(closer);
        closer.interrupt();
        listener.release();

        assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
        join(closer);
    }

    @Test
    void aSignalInPreparationIsDropped() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayRead = new CountDownLatch(1);
        Listener listener = Listener.quick();
        try (FeedDispatcher slow = new FeedDispatcher(Duration.ofSeconds(1), owner -> {
            reading.countDown();
            Listener.await(mayRead);
            return new Revision(7, 70);
        })) {
            Registration registration = slow.subscribe(listener);
            slow.changed(A);
            Listener.await(reading);
            Thread closer = new Thread(registration::close);
            closer.start();
            Listener.awaitWaiting(closer);
            mayRead.countDown();
            join(closer);

            assertThat(listener.heardNothingMore()).isTrue();
        }
    }

    @Test
    void aListenerCanEndItself() throws Exception {
        CompletableFuture<Registration> registration = new CompletableFuture<>();
        Listener listener = Listener.quick();
        registration.complete(feed.subscribe(signal -> {
            listener.accept(signal);
            registration.join().close();
        }));
        feed.changed(A);

        listener.next();
        join(listener.thread());
        feed.changed(B);
        assertThat(listener.heardNothingMore()).isTrue();
    }

    @Test
    void aListenerCanCloseTheFeed() throws Exception {
        Listener other = Listener.quick();
        feed.subscribe(other);
        Listener listener = Listener.quick();
        feed.subscribe(signal -> {
            listener.accept(signal);
            feed.close();
        });
        feed.changed(A);

        listener.next();
        join(listener.thread());
        assertThatIllegalStateException().isThrownBy(() -> feed.subscribe(Listener.quick()));
    }

    @Test
    void closingTheFeedEndsAll() throws Exception {
        Listener one = Listener.quick();
        Listener other = Listener.quick();
        feed.subscribe(one);
        feed.subscribe(other);
        feed.changed(A);
        one.next();
        other.next();

        feed.close();
        feed.changed(B);
        feed.interrupted();

        assertThat(one.thread().isAlive()).isFalse();
        assertThat(other.thread().isAlive()).isFalse();
        assertThat(one.heardNothingMore()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> feed.subscribe(Listener.quick()));
    }

    @Test
    void listenersThatHangAreWaitedForTogether() throws Exception {
        List<Listener> listeners = Stream.generate(Listener::held).limit(4).toList();
        listeners.forEach(feed::subscribe);
        feed.changed(A);
        for (Listener listener : listeners) {
            listener.awaitCall();
        }
        feed.changed(B);
        Thread closer = new Thread(feed::close);
        closer.start();
        Listener.awaitWaiting(closer);

        for (Listener listener : listeners.subList(1, 4)) {
            listener.release();
            join(listener.thread());
            listener.next();
            assertThat(listener.heardNothingMore())
                    .as("it was ended before the first was waited for")
                    .isTrue();
        }
        listeners.get(0).release();
        join(closer);
    }

    @Test
    void itsThreadKeepsNoProgramAlive() throws Exception {
        Listener listener = Listener.quick();
        feed.subscribe(listener);
        feed.changed(A);
        listener.next();

        assertThat(listener.thread().isDaemon()).isTrue();
    }

    private static void join(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
    }
}
