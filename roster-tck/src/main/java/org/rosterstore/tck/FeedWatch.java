package org.rosterstore.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;

/** Watches a feed: whether revisions go back, and whether each commit is signalled in time. */
final class FeedWatch implements AutoCloseable {

    /** Beyond the declared latency, for a machine that is busy with something else. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Feed feed;
    private final Feed.Registration registration;
    private final Map<BareJid, Revision> reached = new HashMap<>();
    private final Map<BareJid, String> backwards = new HashMap<>();
    private final Map<BareJid, HashSet<Revision>> signalled = new HashMap<>();
    private final long begin = System.nanoTime();

    /** When signals were interrupted last, in ns from the beginning. */
    private long interrupted = -1;

    FeedWatch(Feed feed) {
        this.feed = feed;
        this.registration = feed.subscribe(this::accept);
    }

    private synchronized void accept(Feed.Signal signal) {
        if (signal instanceof Feed.Changed changed) {
            Revision before = reached.put(changed.owner(), changed.revision());
            if (before != null && changed.revision().counter() < before.counter()) {
                backwards.put(changed.owner(), before + ", then " + changed.revision());
            }
            signalled.computeIfAbsent(changed.owner(), owner -> new HashSet<>()).add(changed.revision());
        } else {
            interrupted = System.nanoTime() - begin;
        }
        notifyAll();
    }

    /**
     * Waits until the last of an owner's commits has been signalled, and checks what was signalled of it. An interruption
     * excuses what came before it, and nothing else: signals are complete again after it.
     *
     * @param lastCall the {@link System#nanoTime()} at which the last of the commits was called for
     */
    synchronized void await(BareJid owner, List<Revision> commits, long lastCall) {
        Revision last = commits.get(commits.size() - 1);
        long end = System.nanoTime() + feed.latency().plus(GRACE).toNanos();
        while (interrupted < lastCall - begin
                && reached.getOrDefault(owner, Revision.NONE).counter() < last.counter()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new Nonconformity(
                        Clause.FEED_SIGNALS,
                        "within %s a signal for %s at or past %s".formatted(feed.latency(), owner, last),
                        "the last was at " + reached.getOrDefault(owner, Revision.NONE));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a signal", e);
            }
        }
        String back = backwards.get(owner);
        if (back != null) {
            throw new Nonconformity(Clause.FEED_ORDER, "signals of " + owner + " that never go back", back);
        }
        for (Revision revision : signalled.getOrDefault(owner, new HashSet<>())) {
            if (!commits.contains(revision)) {
                throw new Nonconformity(
                        Clause.FEED_ORDER, "signals of " + owner + " at its revisions", revision.toString());
            }
        }
    }

    @Override
    public void close() {
        registration.close();
    }
}
