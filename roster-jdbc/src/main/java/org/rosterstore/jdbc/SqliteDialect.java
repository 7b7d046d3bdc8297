package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Freshness;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.StoredFormat;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one file, with a number that says what it is and one that says which schema it has. */
final class SqliteDialect implements Dialect {

    /** The version of the schema, which SQLite calls {@code user_version}. */
    @StoredFormat("sqlite")
    static final int FORMAT = 1;

    /** {@code RSTR}, in the header of the file. */
    private static final int APPLICATION = 0x52535452;

    /** Before it is tried again to make the tables. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SqliteFile file;

    SqliteDialect(SqliteFile file) {
        this.file = file;
    }

    /** Makes the tables in a new file, and refuses a foreign one before anything is changed in it. */
    void makeSchema() {
        Deadline rest = file.deadline();
        while (true) {
            try {
                if (!isReady()) {
                    makeTables();
                }
                return;
            } catch (SQLException e) {
                if (!isBusy(e) || rest.isOver()) {
                    throw failure(e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean isReady() throws SQLException {
        try (Session session = file.look()) {
            session.execute("BEGIN"); // one state of it: another process may be making the tables
            return version(session) == FORMAT;
        }
    }

    /** SQLite does not wait for others while it begins with a log, which it does once for a file. */
    private void makeTables() throws SQLException {
        try (Session session = file.open()) {
            session.execute("BEGIN IMMEDIATE");
            Schema.make(session, "sqlite", version(session), FORMAT);
            session.execute("PRAGMA application_id = " + APPLICATION);
            session.execute("PRAGMA user_version = " + FORMAT);
            session.execute("COMMIT");
        }
    }

    /** The version of the schema; 0 where there is nothing yet. */
    private int version(Session session) throws SQLException {
        long application = session.number("PRAGMA application_id");
        int version = (int) session.number("PRAGMA user_version");
        if (application == 0 && version == 0 && session.number("SELECT count(*) FROM sqlite_schema") == 0) {
            return 0;
        }
        if (application != APPLICATION) {
            throw new StoredDataException(file + " is a SQLite database, but not one of rosters; it is left as it is");
        }
        if (version < 1 || version > FORMAT) {
            throw new StoredDataException("%s was written by a newer version: its schema is %d, this version knows %d"
                    .formatted(file, version, FORMAT));
        }
        return version;
    }

    /** The transactions are begun by hand: the driver, once it commits, begins the next at once and so keeps the lock. */
    @Override
    public void beginRead(Session session, Deadline deadline) throws SQLException {
        session.execute("BEGIN");
    }

    @Override
    public void beginWrite(Session session, Deadline deadline) throws SQLException {
        ((SQLiteConnection) session.connection()).setBusyTimeout(deadline.leftMillis());
        session.execute("BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.execute("COMMIT");
    }

    @Override
    public void rollBack(Session session) throws SQLException {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            } // after some failures, a full disk for one, SQLite has done it by itself
        }
    }

    @Override
    public String forUpdate() {
        return ""; // there is one writer at a time
    }

    @Override
    public String skipLocked() {
        return "";
    }

    /** Who has to wait has waited until its deadline already. */
    @Override
    public boolean isWorthAnotherTry(SQLException e) {
        return false;
    }

    @Override
    public boolean isUndone(SQLException e) {
        return false;
    }

    private static boolean isBusy(SQLException e) {
        return e instanceof SQLiteException sqlite && kind(sqlite) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** The lower octet of the code is the kind of failure, the others its details. */
    private static SQLiteErrorCode kind(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
    }

    @Override
    public RosterStoreException failure(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return new StoreUnavailableException("%s: %s".formatted(file, e.getMessage()), e);
        }
        if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return unavailable("the disk is full: there is no room for the memory that is shared beside it", e);
        }
        return switch (kind(sqlite)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                new StoredDataException(
                        "%s is no SQLite database, or is damaged (%s); it is left as it is"
                                .formatted(file, sqlite.getResultCode()),
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED -> unavailable("others kept it locked until the deadline", e);
            case SQLITE_FULL -> unavailable("the disk is full", e);
            case SQLITE_READONLY, SQLITE_PERM -> unavailable("it may only be read", e);
            case SQLITE_CANTOPEN -> unavailable(file.whyItCannotBeOpened(), e);
            default -> unavailable(e.getMessage(), e);
        };
    }

    private StoreUnavailableException unavailable(@Nullable String why, SQLException e) {
        return new StoreUnavailableException("%s: %s".formatted(file, why), e);
    }

    @Override
    public StoreDescription describe(Session session) throws SQLException {
        return new StoreDescription(
                "SQLite",
                String.valueOf(session.text("SELECT sqlite_version()")),
                "survives the process and a power failure: synced at every commit",
                Freshness.CURRENT);
    }

    @Override
    public void announce(Session session, BareJid owner) {
        // SqliteLink sees it.
    }

    @Override
    public Listening listen(FeedDispatcher feed) {
        try {
            return new Watch("roster-sqlite-watch", () -> new SqliteLink(file.open(), feed), feed);
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
