package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.Deadline;

/**
 * The store as it is shipped but for the syncs, to be measured against those who do not sync. It stands in the store's own
 * package, since there is no such setting: nobody should have it.
 */
public final class UnsyncedSqlite {

    private UnsyncedSqlite() {}

    /**
     * Opens a store whose commits do not survive a power failure.
     *
     * @param path the file
     * @return the store
     */
    public static RosterStore open(Path path) {
        Duration deadline = Duration.ofSeconds(5);
        SqliteFile file = new SqliteFile(path, deadline);
        SqliteDialect dialect = new SqliteDialect(file);
        dialect.makeSchema();
        Database database =
                new Database(new SqliteSessions(file, 4), new Unsynced(new SqliteSessions(file, 1)), dialect, deadline);
        return new JdbcRosterStore(database, Duration.ofSeconds(1), Clock.systemUTC());
    }

    /** The one session that writes, which is told once. */
    private static final class Unsynced implements Sessions {

        private final Sessions sessions;
        private boolean told;

        Unsynced(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public Session take(Deadline deadline) throws SQLException {
            Session session = sessions.take(deadline);
            if (!told) {
                session.executeOnce("PRAGMA synchronous = OFF");
                told = true;
            }
            return session;
        }

        @Override
        public void giveBack(Session session) {
            sessions.giveBack(session);
        }

        @Override
        public void discard(Session session) {
            told = false;
            sessions.discard(session);
        }

        @Override
        public void close() {
            sessions.close();
        }
    }
}
