package org.rosterstore.jdbc;

import java.sql.SQLException;
import org.rosterstore.spi.Deadline;

/** Where sessions come from. Safe for use by many threads. */
interface Sessions extends AutoCloseable {

    /** A session for the caller alone, who gives it back or discards it. */
    Session take(Deadline deadline) throws SQLException;

    /** Takes back a session that has no transaction open. */
    void giveBack(Session session);

    /** Takes back a session that nobody is to use again. */
    void discard(Session session);

    /** Called when no session is in use. */
    @Override
    void close();
}
