package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;

/**
 * A feed for stores that learn of commits as they happen: told which owner has changed, it tells its listeners, each on a
 * thread of its own, so that a slow one delays nobody. The revision is read when the signal is given, and not when the
 * commit is reported: signals are then in order however the reports overtake each other. Safe for use by many threads.
 */
public final class FeedDispatcher implements Feed, AutoCloseable {

    private final Duration latency;
    private final Function<BareJid, Revision> revision;
    private final List<FeedSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * A feed without listeners.
     *
     * @param latency what {@link #latency()} answers
     * @param revision an owner's present revision, never older than at an earlier call
     */
    public FeedDispatcher(Duration latency, Function<BareJid, Revision> revision) {
        this.latency = requireNonNull(latency, "latency");
        this.revision = requireNonNull(revision, "revision");
    }

    /**
     * Reports that an owner has been committed to. Returns at once.
     *
     * @param owner whose roster
     */
    public void changed(BareJid owner) {
        subscriptions.forEach(subscription -> subscription.changed(owner));
    }

    /** Reports that any owner may have changed. Returns at once. */
    public void interrupted() {
        subscriptions.forEach(FeedSubscription::interrupted);
    }

    @Override
    public synchronized Registration subscribe(Consumer<? super Signal> listener) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        FeedSubscription subscription =
                new FeedSubscription(requireNonNull(listener, "listener"), revision, subscriptions::remove);
        subscriptions.add(subscription);
        subscription.start();
        return subscription;
    }

    @Override
    public Duration latency() {
        return latency;
    }

    /** Ends all registrations. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        subscriptions.forEach(FeedSubscription::end); // all at once: listeners that hang are waited for together
        subscriptions.forEach(FeedSubscription::close);
    }
}
