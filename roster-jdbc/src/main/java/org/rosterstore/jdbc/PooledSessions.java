package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.rosterstore.spi.Deadline;

/** The connections of a pool, each call to which ends with the caller's deadline. */
final class PooledSessions implements Sessions {

    private static final System.Logger LOG = System.getLogger(PooledSessions.class.getName());

    private final DataSource pool;
    private final Runnable closing;

    /** What closing is to do: nothing, where the pool is somebody else's. */
    PooledSessions(DataSource pool, Runnable closing) {
        this.pool = pool;
        this.closing = closing;
    }

    @Override
    public Session take(Deadline deadline) throws SQLException {
        Connection connection = pool.getConnection();
        return new Session(connection, () -> connection.setNetworkTimeout(Runnable::run, deadline.leftMillis()));
    }

    @Override
    public void giveBack(Session session) {
        try {
            session.closeStatements();
            session.connection().setNetworkTimeout(Runnable::run, 0);
            session.connection().close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection could not be given back", e);
            discard(session);
        }
    }

    @Override
    public void discard(Session session) {
        if (pool instanceof HikariDataSource hikari) {
            hikari.evictConnection(session.connection());
            return;
        }
        try (Connection connection = session.connection()) {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection could not be discarded", e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
