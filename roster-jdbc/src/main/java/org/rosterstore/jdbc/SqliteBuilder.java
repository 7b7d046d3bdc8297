package org.rosterstore.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.rosterstore.RosterStoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens a store in a SQLite file. Not safe for use by several threads. */
public final class SqliteBuilder {

    private static final int READERS = 4;
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
        this.deadline = requireNonNull(deadline, "deadline");
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
        SqliteDialect dialect = new SqliteDialect(file, source(false));
        try {
            dialect.makeSchema();
            Database database = new Database(pool(READERS, false), pool(1, true), dialect);
            return new JdbcRosterStore(database, LATENCY, clock);
        } catch (RosterStoreException e) {
            throw e;
        }
    }

    private HikariDataSource pool(int size, boolean writes) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(file.getFileName() + (writes ? " writer" : " readers"));
        config.setDataSource(source(writes));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(writes ? 1 : 0);
        config.setAutoCommit(false);
        config.setConnectionTimeout(Math.max(250, deadline.toMillis()));
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private SQLiteDataSource source(boolean writes) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) deadline.toMillis());
        config.setTransactionMode(
                writes ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
