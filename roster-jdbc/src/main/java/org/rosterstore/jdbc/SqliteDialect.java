package org.rosterstore.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.rosterstore.Freshness;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.FeedDispatcher;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one file, with a number that says what it is and one that says which schema it has. */
final class SqliteDialect implements Dialect {

    /** The version of the schema, which SQLite calls {@code user_version}. */
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

    @Override
    public String what() {
        return file.toString();
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
                for (String sql : schema().split(";\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
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

    private static String schema() {
        try (InputStream in = SqliteDialect.class.getResourceAsStream("sqlite-" + FORMAT + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RosterStoreException failure(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_NOTADB || (code.code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code) {
                return new StoredDataException(
                        "%s is no SQLite database, or is damaged (%s); it is left as it is".formatted(file, code), e);
            }
        }
        return new StoreUnavailableException(file + ": " + e.getMessage(), e);
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
    public AutoCloseable listen(FeedDispatcher feed) {
        return new SqliteWatch(source, feed, POLL);
    }
}
