package org.rosterstore.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;

/** A listener that remembers what it was told, in order. */
final class Signals implements Consumer<Feed.Signal> {

    /** Beyond the declared latency, for a machine that is busy with something else. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Duration latency;
    private final List<Feed.Signal> told = new ArrayList<>();

    /** What a feed with this latency tells. */
    Signals(Duration latency) {
        this.latency = latency;
    }

    @Override
    public synchronized void accept(Feed.Signal signal) {
        told.add(signal);
        notifyAll();
    }

    /** How many signals there were, those of other people's owners included. */
    synchronized int count() {
        return told.size();
    }

    /** The revisions that were signalled of an owner, in order. */
    synchronized List<Revision> of(BareJid owner) {
        return told.stream()
                .filter(Feed.Changed.class::isInstance)
                .map(Feed.Changed.class::cast)
                .filter(changed -> changed.owner().equals(owner))
                .map(Feed.Changed::revision)
                .toList();
    }

    /**
     * Waits for the signal of a commit.
     *
     * @param begin {@link #count()} before the commit: an interruption from before excuses nothing
     * @return whether it came, or an interruption in its place
     */
    synchronized boolean await(BareJid owner, Revision commit, int begin) {
        long end = System.nanoTime() + latency.plus(GRACE).toNanos();
        while (!isTold(owner, commit, begin)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a signal", e);
            }
        }
        return true;
    }

    private boolean isTold(BareJid owner, Revision commit, int begin) {
        return told.subList(begin, told.size()).stream()
                .anyMatch(signal -> !(signal instanceof Feed.Changed changed)
                        || (changed.owner().equals(owner) && changed.revision().counter() >= commit.counter()));
    }

    /** Waits for the signal of a commit, which any feed owes. */
    void expect(BareJid owner, Revision commit, int begin) {
        if (!await(owner, commit, begin)) {
            throw new Nonconformity(
                    Clause.FEED_SIGNALS,
                    "within %s a signal for %s at or past %s".formatted(latency, owner, commit),
                    "of this owner there were " + of(owner));
        }
    }
}
