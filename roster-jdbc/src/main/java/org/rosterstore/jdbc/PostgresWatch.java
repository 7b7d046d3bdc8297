package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.rosterstore.BareJid;
import org.rosterstore.spi.FeedDispatcher;

/**
 * Listens for the commits of any process, on a connection of its own. A connection that has gone silent is found by asking
 * something on it again and again.
 */
final class PostgresWatch implements Dialect.Listening {

    /** A commit is signalled within this time, or the feed says that it was interrupted. */
    static final Duration LATENCY = Duration.ofSeconds(3);

    private static final System.Logger LOG = System.getLogger(PostgresWatch.class.getName());

    private static final int QUIET_MILLIS = 500;
    private static final int ANSWER_MILLIS = 1_500;

    private final DataSource source;
    private final FeedDispatcher feed;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "roster-postgresql-watch");

    /** Listens already when it returns, if the server answers. */
    PostgresWatch(DataSource source, FeedDispatcher feed) {
        this.source = source;
        this.feed = feed;
        thread.setDaemon(true);
        thread.start();
        try {
            if (!begun.await(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                feed.interrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean wasAway = false;
        while (closed.getCount() > 0) {
            try (Connection connection = source.getConnection()) {
                listen(connection, wasAway);
            } catch (SQLException e) {
                if (closed.getCount() > 0) {
                    LOG.log(System.Logger.Level.WARNING, "the feed is interrupted: {0}", e.getMessage());
                    feed.interrupted();
                }
            }
            wasAway = true;
            pause();
        }
    }

    private void listen(Connection connection, boolean wasAway) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute("LISTEN \"" + channel(statement) + "\"");
                begun.countDown();
                if (wasAway) {
                    feed.interrupted();
                }
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (closed.getCount() > 0) {
                    signal(notified.getNotifications(QUIET_MILLIS));
                    statement.execute("SELECT 1");
                }
            } finally {
                if (!connection.isClosed()) {
                    statement.execute("UNLISTEN *"); // the pool gives the connection to somebody else
                }
            }
        }
    }

    private static String channel(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT current_schema()")) {
            row.next();
            return (PostgresDialect.CHANNEL + row.getString(1)).replace("\"", "\"\"");
        }
    }

    private void signal(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            feed.changed(BareJid.stored(notification.getParameter()));
        }
    }

    /** Before the next attempt to connect. */
    private void pause() {
        try {
            if (closed.await(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has a reason to interrupt this thread
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Threads.join(thread);
    }
}
