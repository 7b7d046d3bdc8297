package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;

/** Connections for reads, connections for writes, and the transactions on them, each within the deadline. */
final class Database implements AutoCloseable {

    /** What is done within a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A transaction of which it is not known whether it was committed. */
    static final class CommitFailed extends Exception {

        private static final long serialVersionUID = 1;

        CommitFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private interface Begin {
        void on(Connection connection, Duration deadline) throws SQLException;
    }

    private interface End<X extends Exception> {
        void on(Connection connection) throws SQLException, X;
    }

    private final DataSource reads;
    private final DataSource writes;
    private final Dialect dialect;
    private final Duration deadline;
    private final Runnable closing;

    /** Shared by all calls under way; whoever closes waits for them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /** Connections are taken from these sources and given back; whoever made them says how they are closed. */
    Database(DataSource reads, DataSource writes, Dialect dialect, Duration deadline, Runnable closing) {
        this.reads = reads;
        this.writes = writes;
        this.dialect = dialect;
        this.deadline = deadline;
        this.closing = closing;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Reads one state. */
    <T> T read(Work<T> work) {
        return call(reads, dialect::beginRead, work, dialect::rollBack);
    }

    /**
     * Reads and writes. What fails before the end is undone, and begun again if another transaction was in the way.
     *
     * @throws CommitFailed if the end itself fails
     */
    <T> T write(Work<T> work) throws CommitFailed {
        return call(writes, dialect::beginWrite, work, this::commit);
    }

    private <T, X extends Exception> T call(DataSource pool, Begin begin, Work<T> work, End<X> end) throws X {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            Deadline rest = new Deadline(deadline);
            while (true) {
                try (Connection connection = pool.getConnection()) {
                    return transaction(pool, connection, rest, begin, work, end);
                } catch (SQLException e) {
                    if (!dialect.isWorthAnotherTry(e) || rest.isOver()) {
                        throw dialect.failure(e);
                    }
                }
            }
        } finally {
            use.readLock().unlock();
        }
    }

    private <T, X extends Exception> T transaction(
            DataSource pool, Connection connection, Deadline rest, Begin begin, Work<T> work, End<X> end)
            throws SQLException, X {
        try {
            begin.on(connection, rest.left());
            T value = work.on(connection);
            end.on(connection);
            return value;
        } catch (StoredOwner.Failed e) {
            undo(pool, connection, e);
            throw e.failure();
        } catch (Exception e) {
            undo(pool, connection, e);
            throw e;
        }
    }

    private void commit(Connection connection) throws SQLException, CommitFailed {
        try {
            dialect.commit(connection);
        } catch (SQLException e) {
            if (dialect.isWorthAnotherTry(e)) {
                throw e; // the database has undone it, and says so
            }
            throw new CommitFailed(e);
        }
    }

    /** A transaction that cannot be ended must not become the next caller's. */
    private void undo(DataSource pool, Connection connection, Exception reason) {
        try {
            dialect.rollBack(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            discard(pool, connection, reason);
        }
    }

    private static void discard(DataSource pool, Connection connection, Exception reason) {
        try {
            if (pool instanceof HikariDataSource hikari) {
                hikari.evictConnection(connection);
            } else {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Waits for the calls under way, of which none takes longer than the deadline. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
        } finally {
            use.writeLock().unlock();
        }
        closing.run();
    }
}
