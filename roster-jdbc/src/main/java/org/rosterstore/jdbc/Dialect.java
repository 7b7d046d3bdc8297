package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.FeedDispatcher;

/** What differs from one database to another. */
interface Dialect {

    /** Ends the telling. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins a transaction that sees one state of the database. */
    void beginRead(Connection connection, Duration deadline) throws SQLException;

    /** Begins a transaction that may write; what waits for others waits no longer than the deadline. */
    void beginWrite(Connection connection, Duration deadline) throws SQLException;

    /** Ends a transaction that has written. */
    void commit(Connection connection) throws SQLException;

    /** Ends a transaction that has not written, or undoes what it has. */
    void rollBack(Connection connection) throws SQLException;

    /** How the row of an owner is read for a commit, after the SELECT itself. */
    String forUpdate();

    /** Whether other transactions were in the way of this one, which has left nothing. */
    boolean isWorthAnotherTry(SQLException e);

    /** A failure in the contract's words. */
    RosterStoreException failure(SQLException e);

    /** What answers. */
    StoreDescription describe(Connection connection) throws SQLException;

    /** Tells others of a commit, as part of its transaction; nothing where they see it by themselves. */
    void announce(Connection connection, BareJid owner) throws SQLException;

    /** Begins to tell of the commits of others. */
    Listening listen(FeedDispatcher feed);
}
