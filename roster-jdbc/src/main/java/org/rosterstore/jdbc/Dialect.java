package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.FeedDispatcher;

/** What differs from one database to another. */
interface Dialect {

    /** Which database it is, for messages; without a secret. */
    String what();

    /** A failure in the contract's words. */
    RosterStoreException failure(SQLException e);

    /** What answers. */
    StoreDescription describe(Connection connection) throws SQLException;

    /** Begins to tell of the commits of others; closing the result ends it. */
    AutoCloseable listen(FeedDispatcher feed);
}
