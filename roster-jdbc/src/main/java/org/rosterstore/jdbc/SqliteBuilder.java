package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.rosterstore.spi.Deadline;

/** Opens a store in a SQLite file. Not safe for use by several threads. */
public final class SqliteBuilder {

    private static final int READERS = 4;
    private static final Duration LATENCY = Duration.ofSeconds(1);

    private final Path file;
    private Duration deadline = Deadline.USUAL;
    private Clock clock = Clock.systemUTC();

    SqliteBuilder(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * How long a call may wait for others that write to the file, in this process or in another.
     *
     * @param deadline from 1 ms to a day; 5 seconds unless this is called
     * @return this
     * @throws org.rosterstore.StoreConfigurationException if it is shorter or longer
     */
    public SqliteBuilder deadline(Duration deadline) {
        this.deadline = Deadline.checked(deadline);
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
        SqliteFile opened = new SqliteFile(file, deadline);
        SqliteDialect dialect = new SqliteDialect(opened);
        dialect.makeSchema();
        Sessions writer = new SqliteSessions(opened, 1); // so that those who write in this process come in turn
        Database database = new Database(new SqliteSessions(opened, READERS), writer, dialect, deadline);
        return new JdbcRosterStore(database, LATENCY, clock);
    }
}
