package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A file that connections are opened to. */
final class SqliteFile {

    private final Path path;
    private final Duration deadline;

    SqliteFile(Path path, Duration deadline) {
        this.path = path;
        this.deadline = deadline;
    }

    /** What every commit rests on: a log that is written ahead, and synced before a commit returns. */
    Session open() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        Session session = session(config);
        session.executeOnce("PRAGMA fullfsync = 1"); // where the system has a sync that does not reach the disk: macOS
        return session;
    }

    /** To see what kind of file it is; nothing is set in it. */
    Session look() throws SQLException {
        return session(config());
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(deadline.toMillis()));
        return config;
    }

    private Session session(SQLiteConfig config) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return new Session(source.getConnection(), () -> {});
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
