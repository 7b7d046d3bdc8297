package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Freshness;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.StoredFormat;

/** PostgreSQL: tables in the schema that connections find first, and a row that says which version they have. */
final class PostgresDialect implements Dialect {

    /** The version of the tables. */
    @StoredFormat("postgresql")
    static final int FORMAT = 1;

    /** Followed by the schema's name: where commits are announced. */
    static final String CHANNEL = "roster_change_";

    /** {@code RSTR}: those who make the tables come in turn. */
    private static final int LOCK = 0x52535452;

    private final DataSource source;
    private final String what;
    private final Duration deadline;

    /** What is asked for connections, and how it is called in messages: without a secret. */
    PostgresDialect(DataSource source, String what, Duration deadline) {
        this.source = source;
        this.what = what;
        this.deadline = deadline;
    }

    /** Makes the tables where there are none. Whoever finds them needs no right to make any. */
    void makeSchema() {
        try (Connection connection = source.getConnection()) {
            beginWrite(connection, deadline);
            try {
                if (!isReady(connection)) {
                    execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
                    if (!isReady(connection)) {
                        Schema.make(connection, "postgresql", 0, FORMAT);
                        execute(connection, "INSERT INTO roster_schema (version) VALUES (" + FORMAT + ")");
                    }
                }
                commit(connection);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private boolean isReady(Connection connection) throws SQLException {
        if (text(connection, "SELECT to_regclass('roster_schema')") == null) {
            return false;
        }
        String version = text(connection, "SELECT max(version) FROM roster_schema");
        if (version == null || Integer.parseInt(version) > FORMAT) {
            throw new StoredDataException(
                    "%s was written by a newer version: its tables are version %s, this one knows %d"
                            .formatted(what, version, FORMAT));
        }
        return true;
    }

    @Override
    public void beginRead(Connection connection, Duration rest) throws SQLException {
        begin(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", rest);
    }

    /** Committed rows, and not one state: the lock on the owner's row makes what is read of it one. */
    @Override
    public void beginWrite(Connection connection, Duration rest) throws SQLException {
        begin(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", rest);
    }

    private static void begin(Connection connection, String how, Duration rest) throws SQLException {
        long millis = Math.max(1, rest.toMillis());
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(millis));
        connection.setAutoCommit(false);
        execute(connection, how + "; SET LOCAL statement_timeout = " + millis);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    /** A serialization failure, a deadlock, or a row that was not there a moment ago. */
    @Override
    public boolean isWorthAnotherTry(SQLException e) {
        String state = state(e);
        return state.equals("40001") || state.equals("40P01") || state.equals("23505");
    }

    @Override
    public RosterStoreException failure(SQLException e) {
        String state = state(e);
        String message = "%s: %s".formatted(what, cause(e));
        if (state.startsWith("28") || state.equals("3D000") || state.equals("42501") || state.equals("3F000")) {
            return new StoreConfigurationException(message, e); // wrong password, no database, no privilege, no schema
        }
        if (state.startsWith("XX")) {
            return new StoredDataException(message, e); // damaged pages
        }
        return new StoreUnavailableException(message, e);
    }

    /** A pool says that it has no connection; what it waited for is its cause. */
    private static @Nullable String cause(SQLException e) {
        return e.getCause() instanceof SQLException inner
                ? "%s (%s)".formatted(e.getMessage(), inner.getMessage())
                : e.getMessage();
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        if (state == null && e.getCause() instanceof SQLException inner) {
            state = inner.getSQLState();
        }
        return state == null ? "" : state;
    }

    @Override
    public StoreDescription describe(Connection connection) throws SQLException {
        String synced = text(connection, "SHOW synchronous_commit");
        boolean isSynced = !"off".equals(synced) && "on".equals(text(connection, "SHOW fsync"));
        return new StoreDescription(
                "PostgreSQL",
                String.valueOf(text(connection, "SHOW server_version")),
                isSynced
                        ? "survives the server and a power failure: synchronous_commit is " + synced
                        : "the server's last moments may be lost in a crash: synchronous_commit or fsync is off",
                Freshness.CURRENT);
    }

    @Override
    public void announce(Connection connection, BareJid owner) throws SQLException {
        try (PreparedStatement notify =
                connection.prepareStatement("SELECT pg_notify('" + CHANNEL + "' || current_schema(), ?)")) {
            notify.setString(1, owner.toString());
            notify.executeQuery().close();
        }
    }

    @Override
    public Listening listen(FeedDispatcher feed) {
        return new PostgresWatch(source, feed);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
