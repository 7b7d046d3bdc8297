package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rosterstore.spi.FeedDispatcher;

/** A thread that looks for commits of anybody. When the connection is lost it tells of a gap, and connects again. */
final class Watch implements Dialect.Listening {

    /** A connection on which commits can be seen. */
    interface Link extends AutoCloseable {

        /** Waits a moment, and tells of the commits that were made since it was asked last. */
        void look() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** Connects. All that is committed afterwards is seen on the link. */
    interface Connecting {
        Link connect() throws SQLException;
    }

    private static final System.Logger LOG = System.getLogger(Watch.class.getName());

    /** Before it is tried again to connect. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Connecting connecting;
    private final FeedDispatcher feed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Connects, and begins. */
    Watch(String name, Connecting connecting, FeedDispatcher feed) throws SQLException {
        this.connecting = connecting;
        this.feed = feed;
        Link link = connecting.connect();
        this.thread = new Thread(() -> run(link), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Link first) {
        follow(first);
        while (!isClosed()) {
            try {
                Link link = connecting.connect();
                feed.interrupted(); // what was committed meanwhile is not seen
                follow(link);
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "the feed is still interrupted", e);
            }
        }
    }

    private void follow(Link link) {
        try (link) {
            while (closed.getCount() > 0) {
                link.look();
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "the feed is interrupted: {0}", e.getMessage());
            feed.interrupted();
        }
    }

    private boolean isClosed() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false; // nobody has a reason to interrupt this thread
        }
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
