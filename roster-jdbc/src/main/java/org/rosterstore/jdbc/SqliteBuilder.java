package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.rosterstore.StoreConfigurationException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens a store in a SQLite file. Not safe for use by several threads. */
public final class SqliteBuilder {

    private static final int READERS = 4;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LATENCY = Duration.ofSeconds(1);

    private final Path file;
    private Duration deadline = Duration.ofSeconds(5);
    private Clock clock = Clock.systemUTC();

    SqliteBuilder(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * How long a call may wait for others that write to the file, in this process or in another.
     *
     * @param deadline a positive time; 5 seconds unless this is called
     * @return this
     */
    public SqliteBuilder deadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
            throw new StoreConfigurationException(
                    "a deadline is between 1 ms and %s, and not %s".formatted(LONGEST, deadline));
        }
        this.deadline = deadline;
        return this;
    }

    SqliteBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Opens the store.
     *
     * @return a handle
     * @throws org.rosterstore.StoredDataException if the file is no roster database, is damaged, or was written by a newer
     *     version; it is left as it is
     * @throws org.rosterstore.StoreUnavailableException if the file cannot be opened or made
     */
    public JdbcRosterStore open() {
        SqliteDialect dialect = new SqliteDialect(file, source());
        dialect.makeSchema();
        HikariDataSource readers = pool("readers", READERS);
        HikariDataSource writer = pool("writer", 1); // so that those who write in this process come in turn
        Database database = new Database(readers, writer, dialect, deadline, () -> {
            writer.close();
            readers.close();
        });
        return new JdbcRosterStore(database, LATENCY, clock);
    }

    private HikariDataSource pool(String use, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(file.getFileName() + " " + use);
        config.setDataSource(source());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(250, deadline.toMillis())); // Hikari takes no less
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private SQLiteDataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enableFullSync(true); // where the system has a sync that does not reach the disk: macOS
        config.setBusyTimeout(Math.toIntExact(deadline.toMillis()));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
