package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Feed.Changed;
import org.rosterstore.Feed.Interrupted;
import org.rosterstore.Feed.Signal;
import org.rosterstore.Revision;

/** What listeners are told. */
class FeedDispatcherTest {

    private static final BareJid A = BareJid.of("a@example.com");
    private static final BareJid B = BareJid.of("b@example.com");
    private static final BareJid C = BareJid.of("c@example.com");

    /** What a listener may be behind. */
    private static final int PENDING = 100_000;

    private final Map<BareJid, Revision> revisions = new ConcurrentHashMap<>();
    private final FeedDispatcher feed =
            new FeedDispatcher(Duration.ofSeconds(1), owner -> revisions.getOrDefault(owner, Revision.NONE));

    @AfterEach
    void close() {
        feed.close();
    }

    private Changed commit(BareJid owner) {
        Revision revision = revisions.merge(owner, Revision.NONE.next(1), (old, first) -> old.next(1));
        feed.changed(owner);
        return new Changed(owner, revision);
    }

    @Test
    void aCommitIsSignalledWithItsRevision() throws Exception {
        Listener listener = Listener.quick();
        feed.subscribe(listener);

        Changed changed = commit(A);

        assertThat(listener.next()).isEqualTo(changed);
    }

    @Test
    void signalsComeInOrder() throws Exception {
        Listener listener = Listener.held();
        feed.subscribe(listener);
        Changed first = commit(A);
        listener.awaitCall();
        Changed second = commit(C);
        Changed third = commit(B);
        Changed fourth = commit(A);
        listener.release();

        assertThat(listener.next()).isEqualTo(first);
        assertThat(listener.next()).isEqualTo(second);
        assertThat(listener.next()).isEqualTo(third);
        assertThat(listener.next()).isEqualTo(fourth);
    }

    @Test
    void commitsOfOneOwnerAreMergedIntoOneSignalWithTheLastRevision() throws Exception {
        Listener listener = Listener.held();
        feed.subscribe(listener);
        commit(B);
        listener.awaitCall();
        for (int i = 0; i < 100; i++) {
            commit(A);
        }
        Changed last = commit(C);
        listener.release();

        listener.next();
        assertThat(listener.next()).isEqualTo(new Changed(A, new Revision(100, 1)));
        assertThat(listener.next()).isEqualTo(last);
    }

    @Test
    void whatWasCommittedBeforeASubscriptionIsNotSignalled() throws Exception {
        Listener listener = Listener.quick();
        commit(A);
        feed.subscribe(listener);
        Changed second = commit(B);

        assertThat(listener.next()).isEqualTo(second);
    }

    @Test
    void anInterruptionIsSignalledBeforeWhatIsPending() throws Exception {
        Listener listener = Listener.held();
        feed.subscribe(listener);
        commit(B);
        listener.awaitCall();
        Changed pending = commit(A);
        feed.interrupted();
        feed.interrupted();
        listener.release();

        listener.next();
        assertThat(listener.next()).isEqualTo(new Interrupted());
        assertThat(listener.next()).isEqualTo(pending);
    }

    @Test
    void aListenerThatFallsTooFarBehindIsToldOfAnInterruption() throws Exception {
        Listener listener = Listener.held();
        feed.subscribe(listener);
        commit(A);
        listener.awaitCall();
        for (int i = 0; i < PENDING; i++) {
            feed.changed(BareJid.stored(i + ".example"));
        }
        Changed last = commit(B);
        listener.release();

        listener.next();
        assertThat(listener.next()).isEqualTo(new Interrupted());
        assertThat(listener.next()).as("complete again").isEqualTo(last);
    }

    @Test
    void aListenerThatIsBehindByAllThatFitsIsToldOfEach() throws Exception {
        Listener listener = Listener.held();
        feed.subscribe(listener);
        commit(A);
        listener.awaitCall();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PENDING; i++) {
                feed.changed(BareJid.stored(i + ".example"));
            }
        }
        listener.release();

        listener.next();
        for (int i = 0; i < PENDING; i++) {
            assertThat(((Changed) listener.next()).owner().toString()).isEqualTo(i + ".example");
        }
    }

    static Stream<Consumer<Signal>> failures() {
        return Stream.of(
                signal -> {
                    throw new IllegalStateException("a failure of the listener");
                },
                signal -> {
                    throw new AssertionError("an error of the listener");
                },
                signal -> sneak(new Exception("a checked exception of the listener")),
                signal -> Thread.currentThread().interrupt());
    }

    @SuppressWarnings("unchecked")
    private static <X extends Exception> void sneak(Exception exception) throws X {
        throw (X) exception;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aListenerThatFailsIsToldOfTheNextCommit(Consumer<Signal> failure) throws Exception {
        Listener listener = Listener.quick();
        AtomicBoolean failed = new AtomicBoolean();
        feed.subscribe(signal -> {
            listener.accept(signal);
            if (!failed.getAndSet(true)) {
                failure.accept(signal);
            }
        });
        Listener other = Listener.quick();
        feed.subscribe(other);

        assertThat(commit(A)).isEqualTo(listener.next()).isEqualTo(other.next());
        assertThat(commit(B)).isEqualTo(listener.next()).isEqualTo(other.next());
    }

    @Test
    void aSlowListenerDelaysNobody() throws Exception {
        Listener slow = Listener.held();
        Listener quick = Listener.quick();
        feed.subscribe(slow);
        feed.subscribe(quick);
        Changed first = commit(A);
        slow.awaitCall();
        Changed second = commit(B);

        assertThat(quick.next()).isEqualTo(first);
        assertThat(quick.next()).isEqualTo(second);
        slow.release();
    }

    @Test
    void aRevisionThatCannotBeReadIsAnInterruption() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Listener listener = Listener.quick();
        try (FeedDispatcher remote = new FeedDispatcher(Duration.ofSeconds(1), owner -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("the revision cannot be read");
            }
            return new Revision(7, 70);
        })) {
            remote.subscribe(listener);
            remote.changed(A);

            assertThat(listener.next()).isEqualTo(new Interrupted());
            remote.changed(B);
            assertThat(listener.next()).isEqualTo(new Changed(B, new Revision(7, 70)));
        }
    }

    @Test
    void itsLatencyIsAsGiven() {
        assertThat(feed.latency()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aListenerIsNeeded() {
        assertThatNullPointerException().isThrownBy(() -> feed.subscribe(null));
    }
}
