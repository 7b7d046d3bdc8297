package org.rosterstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.rosterstore.BareJid;
import org.rosterstore.spi.FeedDispatcher;

/**
 * Sees the commits of all processes: SQLite's {@code data_version} moves on when another connection has committed, and then
 * the log names the owners.
 */
final class SqliteLink implements Watch.Link {

    private static final Duration POLL = Duration.ofMillis(25);

    private final Session session;
    private final FeedDispatcher feed;

    /** Read before {@link #seen}: what is committed between the two moves it on, and is looked for in vain. */
    private long version;

    /** The last row of the log that was told of. */
    private long seen;

    SqliteLink(Session session, FeedDispatcher feed) throws SQLException {
        this.session = session;
        this.feed = feed;
        this.version = version();
        this.seen = session.number("SELECT coalesce(max(seq), 0) FROM roster_change");
    }

    private long version() throws SQLException {
        return session.number("PRAGMA data_version");
    }

    @Override
    public void look() throws SQLException {
        LockSupport.parkNanos(POLL.toNanos());
        long now = version();
        if (now != version) {
            version = now;
            tell();
        }
    }

    private void tell() throws SQLException {
        PreparedStatement select = session.prepare("SELECT o.owner, max(c.seq) FROM roster_change c"
                + " JOIN roster_owner o ON o.id = c.owner_id WHERE c.seq > ? GROUP BY o.owner");
        select.setLong(1, seen);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                feed.changed(BareJid.stored(row.getString(1)));
                seen = Math.max(seen, row.getLong(2));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
