package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.rosterstore.BareJid;
import org.rosterstore.spi.FeedDispatcher;

/**
 * Looks for commits of any process: SQLite's {@code data_version} moves on when another connection has committed, and then
 * the log names the owners.
 */
final class SqliteWatch implements Dialect.Listening {

    private static final System.Logger LOG = System.getLogger(SqliteWatch.class.getName());

    private final DataSource source;
    private final FeedDispatcher feed;
    private final Duration poll;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "roster-sqlite-watch");

    SqliteWatch(DataSource source, FeedDispatcher feed, Duration poll) {
        this.source = source;
        this.feed = feed;
        this.poll = poll;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        boolean lost = false;
        while (!isClosed()) {
            try (Connection connection = source.getConnection()) {
                long seen = last(connection);
                if (lost) {
                    feed.interrupted();
                }
                lost = true;
                follow(connection, seen);
            } catch (SQLException e) {
                if (!isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "the feed is interrupted", e);
                    feed.interrupted();
                }
            }
        }
    }

    private void follow(Connection connection, long begin) throws SQLException {
        long seen = begin;
        long version = version(connection);
        while (!isClosed()) {
            long now = version(connection);
            if (now != version) {
                version = now;
                seen = signal(connection, seen);
            }
        }
    }

    /** Waits for the next look. */
    private boolean isClosed() {
        try {
            return closed.await(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() == 0; // nobody has a reason to interrupt this thread
        }
    }

    private static long last(Connection connection) throws SQLException {
        return number(connection, "SELECT coalesce(max(seq), 0) FROM roster_change");
    }

    private static long version(Connection connection) throws SQLException {
        return number(connection, "PRAGMA data_version");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Tells of the owners that were committed to after a row of the log; the last row now. */
    private long signal(Connection connection, long seen) throws SQLException {
        long last = seen;
        try (PreparedStatement select = connection.prepareStatement("SELECT o.owner, max(c.seq) FROM roster_change c"
                + " JOIN roster_owner o ON o.id = c.owner_id WHERE c.seq > ? GROUP BY o.owner")) {
            select.setLong(1, seen);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    feed.changed(BareJid.stored(row.getString(1)));
                    last = Math.max(last, row.getLong(2));
                }
            }
        }
        return last;
    }

    @Override
    public void close() {
        closed.countDown();
        Threads.join(thread);
    }
}
