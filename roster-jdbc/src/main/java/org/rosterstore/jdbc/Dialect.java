package org.rosterstore.jdbc;

import java.sql.SQLException;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;

/** What differs from one database to another. */
interface Dialect {

    /** Ends the telling. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins a transaction that sees one state of the database. */
    void beginRead(Session session, Deadline deadline) throws SQLException;

    /** Begins a transaction that may write; what waits for others waits no longer than the deadline. */
    void beginWrite(Session session, Deadline deadline) throws SQLException;

    /** Ends a transaction that has written. */
    void commit(Session session) throws SQLException;

    /** Ends a transaction that has not written, or undoes what it has. */
    void rollBack(Session session) throws SQLException;

    /** What follows the SELECT of an owner's row for a commit. */
    String forUpdate();

    /** What follows the SELECT of rows to delete, of which those that another transaction uses are left alone. */
    String skipLocked();

    /** Whether a transaction that failed before its end may succeed when it is begun again. */
    boolean isWorthAnotherTry(SQLException e);

    /** Whether a commit that failed has certainly left nothing. */
    boolean isUndone(SQLException e);

    /** A failure in the contract's words. */
    RosterStoreException failure(SQLException e);

    /** What answers. */
    StoreDescription describe(Session session) throws SQLException;

    /** Tells others of a commit, as part of its transaction; nothing where they see it by themselves. */
    void announce(Session session, BareJid owner) throws SQLException;

    /** Begins to tell of the commits of others; what is committed once this has returned is told, or an interruption. */
    Listening listen(FeedDispatcher feed);
}
