package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Freshness;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.StoredFormat;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one file, with a number that says what it is and one that says which schema it has. */
final class SqliteDialect implements Dialect {

    /** The version of the schema, which SQLite calls {@code user_version}. */
    @StoredFormat("sqlite")
    static final int FORMAT = 1;

    /** {@code RSTR}, in the header of the file. */
    private static final int APPLICATION = 0x52535452;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Path file;
    private final SQLiteDataSource source;

    SqliteDialect(Path file, SQLiteDataSource source) {
        this.file = file;
        this.source = source;
    }

    /** Makes the tables in a new file, and refuses a foreign one. */
    void makeSchema() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (isReady(statement)) {
                return;
            }
            statement.execute("BEGIN IMMEDIATE");
            if (!isReady(statement)) {
                Schema.make(connection, "sqlite", 0, FORMAT);
                statement.execute("PRAGMA application_id = " + APPLICATION);
                statement.execute("PRAGMA user_version = " + FORMAT);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private boolean isReady(Statement statement) throws SQLException {
        int application = number(statement, "PRAGMA application_id");
        int version = number(statement, "PRAGMA user_version");
        boolean isEmpty = number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application == 0 && version == 0 && isEmpty) {
            return false;
        }
        if (application != APPLICATION) {
            throw new StoredDataException(file + " is a SQLite database, but not one of rosters; it is left as it is");
        }
        if (version > FORMAT) {
            throw new StoredDataException("%s was written by a newer version: its schema is %d, this version knows %d"
                    .formatted(file, version, FORMAT));
        }
        return true;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The transactions are begun by hand: the driver, once it commits, begins the next at once and so keeps the lock. */
    @Override
    public void beginRead(Connection connection, Duration deadline) throws SQLException {
        execute(connection, "BEGIN");
    }

    @Override
    public void beginWrite(Connection connection, Duration deadline) throws SQLException {
        execute(connection, "PRAGMA busy_timeout = " + deadline.toMillis(), "BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            } // after some failures, a full disk for one, SQLite has done it by itself
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String forUpdate() {
        return ""; // there is one writer at a time
    }

    /** Who has to wait has waited until its deadline already. */
    @Override
    public boolean isWorthAnotherTry(SQLException e) {
        return false;
    }

    @Override
    public RosterStoreException failure(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return new StoreUnavailableException("%s: %s".formatted(file, e.getMessage()), e);
        }
        // The lower octet is the kind of failure, the others its details.
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
        return switch (code) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                new StoredDataException(
                        "%s is no SQLite database, or is damaged (%s); it is left as it is"
                                .formatted(file, sqlite.getResultCode()),
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED -> unavailable("others kept it locked until the deadline", e);
            case SQLITE_FULL -> unavailable("the disk is full", e);
            case SQLITE_READONLY, SQLITE_PERM -> unavailable("it may only be read", e);
            case SQLITE_CANTOPEN -> unavailable("it cannot be opened or made", e);
            default -> unavailable(e.getMessage(), e);
        };
    }

    private StoreUnavailableException unavailable(@Nullable String why, SQLException e) {
        return new StoreUnavailableException("%s: %s".formatted(file, why), e);
    }

    @Override
    public StoreDescription describe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            return new StoreDescription(
                    "SQLite",
                    row.getString(1),
                    "survives the process and a power failure: synced at every commit",
                    Freshness.CURRENT);
        }
    }

    @Override
    public void announce(Connection connection, BareJid owner) {
        // SqliteWatch sees it.
    }

    @Override
    public Listening listen(FeedDispatcher feed) {
        return new SqliteWatch(source, feed, POLL);
    }
}
