package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.rosterstore.BareJid;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;

/** Listens for the announcements of all processes. Whether the connection is still alive is found out by asking. */
final class PostgresLink implements Watch.Link {

    private static final int WAIT_MILLIS = 25;

    /** After so many waits the server is asked something. */
    private static final int WAITS = 20;

    /** Within this time it must answer. */
    private static final int ANSWER_MILLIS = 1_500;

    private final Sessions sessions;
    private final Session session;
    private final FeedDispatcher feed;
    private final PGConnection notified;
    private int waits;

    PostgresLink(Sessions sessions, Duration deadline, FeedDispatcher feed) throws SQLException {
        this.sessions = sessions;
        this.feed = feed;
        Connection connection = sessions.take(Deadline.in(deadline)).connection();
        this.session = new Session(connection, () -> connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS));
        try {
            this.notified = listen();
        } catch (Throwable e) {
            sessions.discard(session);
            throw e;
        }
    }

    private PGConnection listen() throws SQLException {
        session.execute("LISTEN \"" + session.text("SELECT " + PostgresDialect.CHANNEL) + "\"");
        return session.connection().unwrap(PGConnection.class);
    }

    @Override
    public void look() throws SQLException {
        for (PGNotification notification : notified.getNotifications(WAIT_MILLIS)) {
            feed.changed(BareJid.stored(notification.getParameter()));
        }
        if (++waits % WAITS == 0) {
            session.execute("SELECT 1");
        }
    }

    /** The connection may be somebody else's next. */
    @Override
    public void close() {
        try {
            session.execute("UNLISTEN *");
        } catch (SQLException e) {
            sessions.discard(session);
            return;
        }
        sessions.giveBack(session);
    }
}
