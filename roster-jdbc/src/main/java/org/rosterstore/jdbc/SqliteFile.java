package org.rosterstore.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.Deadline;
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

    /** For a call that begins now. */
    Deadline deadline() {
        return Deadline.in(deadline);
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
        checkWritable();
        checkNotEmptied();
        return session(config());
    }

    /** SQLite would open it, and leave a log beside it that may only be read either, also when the file may be written again. */
    private void checkWritable() {
        if (Files.isRegularFile(path) && !Files.isWritable(path)) {
            throw new StoreUnavailableException(path + ": it may only be read");
        }
    }

    /**
     * SQLite takes a file of no octets, and of one, for a new one, and then deletes a log that is beside it. The log is never
     * there before the file has its first page.
     */
    private void checkNotEmptied() {
        Path log = Path.of(path + "-wal");
        boolean hasLog = size(log) > 0;
        long size = size(path);
        if (size == 0 && hasLog) {
            throw new StoredDataException(
                    "%s is empty, or is not there, but %s is, with what was committed last; both are left as they are"
                            .formatted(path, log));
        }
        if (size == 1) {
            throw new StoredDataException(path + " is no SQLite database; it is left as it is");
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // it was there a moment ago, and SQLite will say what is wrong with it
        }
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(deadline.toMillis()));
        return config;
    }

    private Session session(SQLiteConfig config) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:file:"
                + path.toUri().getRawPath()); // of a plain name the driver cuts off what looks like options
        return new Session(source.getConnection(), () -> {});
    }

    /** Looked at afterwards, for SQLite does not say. */
    String whyItCannotBeOpened() {
        Path directory = path.getParent();
        return directory == null || Files.isWritable(directory)
                ? "it cannot be opened or made"
                : "it cannot be opened or made: its directory, where SQLite keeps two more files, may only be read, or is not there";
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
