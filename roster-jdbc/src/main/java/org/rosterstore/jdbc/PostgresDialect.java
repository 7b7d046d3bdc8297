package org.rosterstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Freshness;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.StoredFormat;

/** PostgreSQL: tables in the schema that connections find first, and a row that says which version they have. */
final class PostgresDialect implements Dialect {

    /** The version of the tables. */
    @StoredFormat("postgresql")
    static final int FORMAT = 1;

    /** Where commits to these tables are announced, as SQL. */
    static final String CHANNEL = "'roster_' || 'roster_owner'::regclass::oid";

    /** {@code RSTR}: those who make the tables come in turn. */
    private static final int LOCK = 0x52535452;

    private static final String UNREACHABLE = "08001";

    /** The driver has no password where the server wants one, or no TLS, or the like. */
    private static final String REJECTED = "08004";

    /** And: no such user, wrong password, no such database, no privilege, no such schema. */
    private static final Set<String> MISCONFIGURED = Set.of(REJECTED, "28000", "28P01", "3D000", "42501", "3F000");

    private final Sessions sessions;
    private final String what;
    private final Duration deadline;

    /** What is asked for connections, and how it is called in messages: without a secret. */
    PostgresDialect(Sessions sessions, String what, Duration deadline) {
        this.sessions = sessions;
        this.what = what;
        this.deadline = deadline;
    }

    /** Makes the tables where there are none. Whoever finds them needs no right to make any. */
    void makeSchema(Database database) {
        if (database.read(this::version) != FORMAT) {
            try {
                database.write(this::migrate);
            } catch (Database.CommitFailed e) {
                throw new StoreUnavailableException("%s: %s".formatted(what, e.getMessage()), e);
            }
        }
    }

    private int migrate(Session session) throws SQLException {
        session.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        int version = version(session); // another process may have been here since
        if (version != FORMAT) {
            checkEncoding(session);
            Schema.make(session, "postgresql", version, FORMAT);
            session.execute("DELETE FROM roster_schema");
            session.execute("INSERT INTO roster_schema (version) VALUES (" + FORMAT + ")");
        }
        return FORMAT;
    }

    private void checkEncoding(Session session) throws SQLException {
        String encoding = session.text("SHOW server_encoding");
        if (!"UTF8".equals(encoding)) {
            throw new StoreConfigurationException(
                    "%s: the database is encoded in %s, which cannot hold every name; make one in UTF8"
                            .formatted(what, encoding));
        }
    }

    /** The version of the tables; 0 where there are none. */
    private int version(Session session) throws SQLException {
        if (session.text("SELECT to_regclass('roster_schema')") == null) {
            return 0;
        }
        int version = (int) session.number("SELECT coalesce(max(version), -1) FROM roster_schema");
        if (version < 1 || version > FORMAT) {
            throw new StoredDataException("%s was written by a newer version: its tables are %d, this version knows %d"
                    .formatted(what, version, FORMAT));
        }
        return version;
    }

    @Override
    public void beginRead(Session session, Deadline rest) throws SQLException {
        begin(session, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", rest);
    }

    /** Committed rows, and not one state: the lock on the owner's row makes what is read of it one. */
    @Override
    public void beginWrite(Session session, Deadline rest) throws SQLException {
        begin(session, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE", rest);
    }

    private static void begin(Session session, String how, Deadline rest) throws SQLException {
        session.connection().setAutoCommit(false);
        session.executeOnce(how + "; SET LOCAL statement_timeout = " + rest.leftMillis());
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.connection().commit();
        session.connection().setAutoCommit(true);
    }

    @Override
    public void rollBack(Session session) throws SQLException {
        session.connection().rollback();
        session.connection().setAutoCommit(true);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String skipLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    /**
     * Others were in the way: a serialization failure, a deadlock, a row that was not there a moment ago, all connections in
     * use. Or the server was: a lost connection, a server that is starting or being shut down. One that does not let itself
     * be connected to has been tried for a while when that is told.
     */
    @Override
    public boolean isWorthAnotherTry(SQLException e) {
        String state = state(e);
        return isUndone(e)
                || state.equals("23505")
                || (state.startsWith("08") && !state.equals(UNREACHABLE) && !state.equals(REJECTED))
                || state.startsWith("57P")
                || (e instanceof SQLTransientConnectionException && state.isEmpty());
    }

    @Override
    public boolean isUndone(SQLException e) {
        String state = state(e);
        return state.equals("40001") || state.equals("40P01");
    }

    @Override
    public RosterStoreException failure(SQLException e) {
        String state = state(e);
        String message = "%s: %s".formatted(what, cause(e));
        if (MISCONFIGURED.contains(state)) {
            return new StoreConfigurationException(message, e);
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
    public StoreDescription describe(Session session) throws SQLException {
        String synced = session.text("SHOW synchronous_commit");
        boolean isSynced = !"off".equals(synced) && "on".equals(session.text("SHOW fsync"));
        return new StoreDescription(
                "PostgreSQL",
                String.valueOf(session.text("SHOW server_version")),
                isSynced
                        ? "survives the server and a power failure: synchronous_commit is " + synced
                        : "the server's last moments may be lost in a crash: synchronous_commit or fsync is off",
                Freshness.CURRENT);
    }

    @Override
    public void announce(Session session, BareJid owner) throws SQLException {
        PreparedStatement notify = session.prepare("SELECT pg_notify(" + CHANNEL + ", ?)");
        notify.setString(1, owner.toString());
        notify.executeQuery().close();
    }

    @Override
    public Listening listen(FeedDispatcher feed) {
        try {
            return new Watch("roster-postgresql-watch", () -> new PostgresLink(sessions, deadline, feed), feed);
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
