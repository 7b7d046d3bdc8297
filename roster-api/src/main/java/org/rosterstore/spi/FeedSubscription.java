package org.rosterstore.spi;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;

/** One listener: the owners it has yet to be told about, each once, and the thread that tells it. */
final class FeedSubscription implements Feed.Registration {

    /** What a slow listener may be behind before it is told that it has missed something. */
    private static final int PENDING = 100_000;

    private static final Duration LAST_CALL = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(FeedSubscription.class.getName());

    private final Consumer<? super Feed.Signal> listener;
    private final Function<BareJid, Revision> revision;
    private final Consumer<FeedSubscription> onClose;
    private final Thread thread = new Thread(this::run, "roster-feed");

    private final Set<BareJid> pending = new LinkedHashSet<>();
    private boolean interrupted;
    private boolean closed;
    private long lastCallEnds;

    FeedSubscription(
            Consumer<? super Feed.Signal> listener,
            Function<BareJid, Revision> revision,
            Consumer<FeedSubscription> onClose) {
        this.listener = listener;
        this.revision = revision;
        this.onClose = onClose;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void changed(BareJid owner) {
        if (pending.size() == PENDING && !pending.contains(owner)) {
            pending.clear();
            interrupted = true;
        }
        pending.add(owner);
        notifyAll();
    }

    synchronized void interrupted() {
        interrupted = true;
        notifyAll();
    }

    private void run() {
        for (Feed.Signal signal = next(); signal != null; signal = next()) {
            try {
                listener.accept(signal);
            } catch (Throwable e) { // whatever it is, the listener is to hear of the next commit
                LOG.log(System.Logger.Level.WARNING, "a listener of the feed failed on " + signal, e);
            }
        }
    }

    /** Waits for the next signal; null once this is closed. */
    private Feed.@Nullable Signal next() {
        BareJid owner;
        synchronized (this) {
            while (!closed && !interrupted && pending.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // Nobody but the listener can have interrupted its own thread. That is no end of its registration.
                }
            }
            if (closed) {
                return null;
            }
            if (interrupted) {
                interrupted = false;
                return new Feed.Interrupted();
            }
            Iterator<BareJid> owners = pending.iterator();
            owner = owners.next();
            owners.remove();
        }
        Feed.Signal signal = changeOf(owner);
        synchronized (this) {
            return closed ? null : signal; // reading the revision may have taken long
        }
    }

    private Feed.Signal changeOf(BareJid owner) {
        try {
            return new Feed.Changed(owner, revision.apply(owner));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the feed cannot tell the revision of " + owner, e);
            return new Feed.Interrupted();
        }
    }

    /** No further signal is begun; the one that is being given has {@link #LAST_CALL} from now on to come to its end. */
    synchronized void end() {
        if (!closed) {
            closed = true;
            lastCallEnds = System.nanoTime() + LAST_CALL.toNanos();
            notifyAll();
        }
    }

    @Override
    public void close() {
        end();
        onClose.accept(this);
        if (Thread.currentThread() != thread) {
            awaitLastCall();
        }
    }

    /** An interrupted caller waits as well, or the listener could be called after {@link #close} has returned. */
    private void awaitLastCall() {
        boolean interrupted = Thread.interrupted();
        for (long left = lastCallLeft(); thread.isAlive() && left > 0; left = lastCallLeft()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long lastCallLeft() {
        return lastCallEnds - System.nanoTime();
    }
}
