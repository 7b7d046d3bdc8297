package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.rosterstore.RosterStoreException;

/** Connections for reads, connections for writes, and the transactions on them. */
final class Database implements AutoCloseable {

    /** What is done within a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A transaction of which it is not known whether it was committed. */
    static final class CommitFailed extends Exception {

        private static final long serialVersionUID = 1;

        CommitFailed(SQLException cause) {
            super(cause);
        }
    }

    private final HikariDataSource reads;
    private final HikariDataSource writes;
    private final Dialect dialect;

    Database(HikariDataSource reads, HikariDataSource writes, Dialect dialect) {
        this.reads = reads;
        this.writes = writes;
        this.dialect = dialect;
    }

    /** Reads one state. */
    <T> T read(Work<T> work) {
        try (Connection connection = reads.getConnection()) {
            try {
                T value = work.on(connection);
                connection.commit();
                return value;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (StoredOwner.Failed e) {
            throw failure(e.failure());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Reads and writes. What fails before the end is rolled back.
     *
     * @throws CommitFailed if the end itself fails
     */
    <T> T write(Work<T> work) throws CommitFailed {
        try (Connection connection = writes.getConnection()) {
            T value;
            try {
                value = work.on(connection);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
            commit(connection);
            return value;
        } catch (StoredOwner.Failed e) {
            throw failure(e.failure());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void commit(Connection connection) throws CommitFailed {
        try {
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection, e);
            throw new CommitFailed(e);
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e); // the pool throws the connection away
        }
    }

    RosterStoreException failure(SQLException e) {
        return dialect.failure(e);
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        writes.close();
        reads.close();
    }
}
