package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.named;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/** Signals of commits. */
final class FeedTests {

    private static final RosterEdit PUT_JULIET = RosterEdit.put(named(JULIET, "Juliet"));

    private FeedTests() {}

    private static Feed feed(RosterStore store) {
        return store.feed().orElseThrow();
    }

    /** A listener of the trial's store. */
    private static final class Watch implements AutoCloseable {

        private final Signals signals;
        private final Feed.Registration registration;

        Watch(RosterStore store) {
            Feed feed = feed(store);
            signals = new Signals(feed.latency());
            registration = feed.subscribe(signals);
        }

        /** Makes a commit and waits for its signal. */
        Revision commit(RosterStore store, BareJid owner, RosterEdit edit) {
            int begin = signals.count();
            Revision revision = store.commit(owner, edit);
            signals.expect(owner, revision, begin);
            return revision;
        }

        @Override
        public void close() {
            registration.close();
        }
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void eachKindOfCommitIsSignalled(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(store)) {
            for (RosterEdit edit : List.of(
                    PUT_JULIET,
                    RosterEdit.extra(JULIET, "trusted", "yes"),
                    RosterEdit.ver("2"),
                    RosterEdit.nothing(),
                    RosterEdit.remove(JULIET),
                    RosterEdit.replaceItems(List.of()))) {
                watch.commit(store, owner, edit);
            }
        }
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void commitsOfOtherHandlesAreSignalled(Trial trial) {
        RosterStore other = trial.anotherHandle();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(trial.store());
                Watch others = new Watch(other)) {
            for (int i = 0; i < 3; i++) {
                watch.commit(other, owner, PUT_JULIET);
                others.commit(trial.store(), owner, PUT_JULIET);
                watch.commit(trial.anotherHandle(), owner, PUT_JULIET);
            }
        }
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void anErasureAndANewBeginningAreSignalled(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(store)) {
            watch.commit(store, owner, PUT_JULIET);
            watch.commit(store, owner, RosterEdit.eraseAll());
            watch.commit(store, owner, PUT_JULIET);
        }
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void aLargeEditIsSignalled(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(store)) {
            watch.commit(store, owner, crowd(History.CONTACTS + 1));
            watch.commit(store, owner, RosterEdit.replaceItems(List.of()));
        }
    }

    private static RosterEdit crowd(int size) {
        return RosterEdit.replaceItems(IntStream.range(0, size)
                .mapToObj(number -> RosterItem.of(BareJid.stored("c" + number + "@crowd.example")))
                .toList());
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void manyOwnersAreSignalledToEachListener(Trial trial) {
        RosterStore store = trial.store();
        try (Watch one = new Watch(store);
                Watch two = new Watch(store)) {
            Map<BareJid, Revision> commits = new LinkedHashMap<>();
            int beginOne = one.signals.count();
            int beginTwo = two.signals.count();
            for (int i = 0; i < 50; i++) {
                BareJid owner = trial.owner();
                commits.put(owner, store.commit(owner, PUT_JULIET));
            }
            commits.forEach((owner, revision) -> one.signals.expect(owner, revision, beginOne));
            commits.forEach((owner, revision) -> two.signals.expect(owner, revision, beginTwo));
        }
    }

    @Verifies(Clause.FEED_SIGNALS)
    static void aListenerThatWasSlowMissesNothing(Trial trial) {
        RosterStore store = trial.store();
        Signals signals = new Signals(feed(store).latency());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Feed.Registration registration = feed(store).subscribe(signal -> {
            entered.countDown();
            awaitQuietly(release);
            signals.accept(signal);
        });
        try {
            // A commit waits for no listener: it would wait for ever here.
            Patience.inTime(trial, "commit", () -> store.commit(trial.owner(), PUT_JULIET));
            trial.expect(awaitQuietly(entered), "a signal for a commit", "there was none");
            List<BareJid> owners = Stream.generate(trial::owner).limit(20).toList();
            Map<BareJid, Revision> commits = new LinkedHashMap<>();
            for (int i = 0; i < 3; i++) {
                for (BareJid owner : owners) {
                    commits.put(owner, Patience.inTime(trial, "commit", () -> store.commit(owner, PUT_JULIET)));
                }
            }
            release.countDown();
            commits.forEach((owner, revision) -> signals.expect(owner, revision, 0));
        } finally {
            release.countDown();
            registration.close();
        }
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A signal of a revision, and where the owner was found when it came. */
    private record Heard(Revision signalled, Revision found) {}

    @Verifies(Clause.FEED_ORDER)
    static void signalsOfConcurrentCommitsNeverGoBack(Trial trial) {
        BareJid owner = trial.owner();
        int commits = Math.max(20, trial.effort().rounds() / 4);
        Queue<Revision> revisions = new ConcurrentLinkedQueue<>();
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle(), trial.store());
        try (Watch watch = new Watch(trial.store())) {
            Race.run(handles.size(), writer -> {
                for (int i = 0; i < commits; i++) {
                    revisions.add(handles.get(writer).commit(owner, i % 10 == 9 ? RosterEdit.eraseAll() : PUT_JULIET));
                }
                return writer;
            });
            Revision last = watch.commit(trial.store(), owner, PUT_JULIET);
            revisions.add(last);
            expectOrder(trial, watch.signals.of(owner), List.copyOf(revisions));
        }
    }

    @Verifies(Clause.FEED_ORDER)
    static void whatIsSignalledHasBeenReached(Trial trial) {
        RosterStore store = trial.store();
        RosterStore reader = trial.anotherHandle();
        BareJid owner = trial.owner();
        Feed feed = feed(store);
        Signals signals = new Signals(feed.latency());
        Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        List<Revision> revisions = new ArrayList<>();
        Feed.Registration registration = feed.subscribe(signal -> {
            if (signal instanceof Feed.Changed changed && changed.owner().equals(owner)) {
                Revision signalled = changed.revision();
                Revision found = Patience.load(trial, reader, owner, signalled).revision();
                heard.add(new Heard(signalled, found));
            }
            signals.accept(signal);
        });
        try {
            for (RosterEdit edit : List.of(
                    PUT_JULIET, crowd(200), RosterEdit.ver("3"), RosterEdit.eraseAll(), PUT_JULIET, PUT_JULIET)) {
                int begin = signals.count();
                revisions.add(store.commit(owner, edit));
                signals.expect(owner, revisions.get(revisions.size() - 1), begin);
            }
        } finally {
            registration.close();
        }
        for (Heard one : heard) {
            trial.expect(
                    one.found().counter() >= one.signalled().counter(),
                    "at the signal of %s the owner at or past it".formatted(one.signalled()),
                    "at " + one.found());
        }
        expectOrder(trial, signals.of(owner), revisions);
    }

    private static void expectOrder(Trial trial, List<Revision> signalled, List<Revision> reached) {
        Revision before = Revision.NONE;
        for (Revision revision : signalled) {
            trial.expect(
                    revision.counter() >= before.counter(),
                    "after the signal of %s none of an earlier revision".formatted(before),
                    revision);
            trial.expect(reached.contains(revision), "signals of revisions that the owner had", revision);
            before = revision;
        }
    }

    /** A listener that notices when it is called, or still called, after its end. */
    private static final class Mortal implements Consumer<Feed.Signal> {

        private final Signals signals;
        private final Queue<String> calls = new ConcurrentLinkedQueue<>();
        private volatile boolean isUnderWay;
        private volatile boolean isOver;

        Mortal(Feed feed) {
            signals = new Signals(feed.latency());
        }

        @Override
        public void accept(Feed.Signal signal) {
            isUnderWay = true;
            if (isOver) {
                calls.add("called with " + signal);
            }
            signals.accept(signal);
            Patience.pause(); // a listener that does something is met in the middle of it
            isUnderWay = false;
        }

        /** To be called as soon as close has returned. */
        void end() {
            isOver = true;
            if (isUnderWay) {
                calls.add("a call still under way");
            }
        }

        void expectNoCalls(Trial trial, String end) {
            trial.expectEqual("after %s calls of the listener".formatted(end), List.of(), List.copyOf(calls));
        }
    }

    @Verifies(Clause.FEED_CLOSED)
    static void aClosedRegistrationIsNotCalled(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(store)) {
            Mortal mortal = new Mortal(feed(store));
            Feed.Registration registration = feed(store).subscribe(mortal);
            Revision first = watch.commit(store, owner, PUT_JULIET);
            mortal.signals.expect(owner, first, 0);
            registration.close();
            mortal.end();
            registration.close();
            for (int i = 0; i < 5; i++) {
                watch.commit(store, owner, PUT_JULIET);
            }
            mortal.expectNoCalls(trial, "close of its registration");
        }
    }

    @Verifies(Clause.FEED_CLOSED)
    static void closeLetsACallUnderWayEnd(Trial trial) {
        RosterStore store = trial.store();
        int rounds = Math.max(10, trial.effort().rounds() / 10);
        try (Watch watch = new Watch(store)) {
            for (int round = 0; round < rounds; round++) {
                BareJid owner = trial.owner();
                Mortal mortal = new Mortal(feed(store));
                Feed.Registration registration = feed(store).subscribe(mortal);
                Runnable write = () -> {
                    for (int i = 0; i < 10; i++) {
                        store.commit(owner, PUT_JULIET);
                    }
                };
                Runnable end = () -> {
                    mortal.signals.expect(owner, new Revision(1, 1), 0);
                    registration.close();
                    mortal.end();
                };
                List<Runnable> callers = List.of(write, end);
                Race.run(callers.size(), caller -> {
                    callers.get(caller).run();
                    return caller;
                });
                watch.commit(store, owner, PUT_JULIET);
                mortal.expectNoCalls(trial, "close of its registration");
            }
        }
    }

    @Verifies(Clause.FEED_CLOSED)
    static void theListenersOfAClosedStoreAreNotCalled(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        try (Watch watch = new Watch(store)) {
            RosterStore handle = trial.anotherHandle();
            Mortal mortal = new Mortal(feed(handle));
            Feed.Registration registration = feed(handle).subscribe(mortal);
            Revision first = watch.commit(store, owner, PUT_JULIET);
            mortal.signals.expect(owner, first, 0);
            handle.close();
            mortal.end();
            LifeTests.expectOpen(store, owner);
            for (int i = 0; i < 5; i++) {
                watch.commit(store, owner, PUT_JULIET);
            }
            mortal.expectNoCalls(trial, "close of its store");
            registration.close();
        }
    }

    @Verifies(Clause.FEED_CLOSED)
    static void aListenerMayCloseItsOwnRegistration(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        CompletableFuture<Feed.Registration> registration = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger callsAfter = new AtomicInteger();
        try (Watch watch = new Watch(store)) {
            registration.complete(feed(store).subscribe(signal -> {
                if (closed.getCount() == 0) {
                    callsAfter.incrementAndGet();
                } else if (!(signal instanceof Feed.Changed changed)
                        || changed.owner().equals(owner)) {
                    registration.join().close();
                    closed.countDown();
                }
            }));
            watch.commit(store, owner, PUT_JULIET);
            trial.expect(awaitQuietly(closed), "an end to close when the listener itself calls it", "it hangs");
            for (int i = 0; i < 5; i++) {
                watch.commit(store, owner, PUT_JULIET);
            }
            trial.expectEqual("after the listener has closed its registration, calls:", 0, callsAfter.get());
            registration.join().close();
        }
    }

    @Verifies(Clause.FEED_LISTENERS)
    static void aListenerThatThrowsGoesOnBeingTold(Trial trial) {
        RosterStore store = trial.store();
        Feed feed = feed(store);
        Signals failing = new Signals(feed.latency());
        Watch before = new Watch(store);
        Feed.Registration registration = feed.subscribe(signal -> {
            failing.accept(signal);
            throw new Deliberate();
        });
        try (before;
                Watch after = new Watch(store)) {
            for (int i = 0; i < 5; i++) {
                BareJid owner = trial.owner();
                int begin = failing.count();
                Revision revision = commit(trial, owner, before);
                trial.expect(
                        after.signals.await(owner, revision, 0),
                        "a signal of %s for a listener beside one that throws".formatted(revision),
                        "none");
                trial.expect(
                        failing.await(owner, revision, begin),
                        "a signal of %s for a listener that has thrown %d times".formatted(revision, i),
                        "none");
            }
        } finally {
            registration.close();
        }
    }

    /** A commit that must not feel the listener. */
    private static Revision commit(Trial trial, BareJid owner, Watch watch) {
        int begin = watch.signals.count();
        Revision revision;
        try {
            revision = trial.store().commit(owner, PUT_JULIET);
        } catch (RuntimeException e) {
            throw trial.fail("a commit that succeeds although a listener throws", e);
        }
        trial.expect(
                watch.signals.await(owner, revision, begin),
                "a signal of %s for a listener beside one that throws".formatted(revision),
                "none");
        return revision;
    }

    /** Without a stack trace, since it is no news: stores may log what a listener throws. */
    private static final class Deliberate extends RuntimeException {

        private static final long serialVersionUID = 1;

        Deliberate() {
            super("a listener that fails, on purpose", null, false, false);
        }
    }
}
