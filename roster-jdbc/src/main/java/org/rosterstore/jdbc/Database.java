package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rosterstore.RosterStoreException;
import org.rosterstore.spi.Deadline;

/** Sessions for reads, sessions for writes, and the transactions on them, each within the deadline. */
final class Database implements AutoCloseable {

    /** What is done within a transaction. */
    interface Work<T> {
        T on(Session session) throws SQLException;
    }

    /** A transaction of which it is not known whether it was committed. */
    static final class CommitFailed extends Exception {

        private static final long serialVersionUID = 1;

        CommitFailed(RosterStoreException failure) {
            super(failure.getMessage(), failure.getCause());
        }
    }

    private interface Begin {
        void on(Session session, Deadline deadline) throws SQLException;
    }

    private interface End<X extends Exception> {
        void on(Session session) throws SQLException, X;
    }

    /** Before another try; long enough that a server that is away is not asked without a pause. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Sessions reads;
    private final Sessions writes;
    private final Dialect dialect;
    private final Duration deadline;

    /** Shared by all calls under way; whoever closes waits for them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /** Both kinds of sessions may come from one place; they are closed with this. */
    Database(Sessions reads, Sessions writes, Dialect dialect, Duration deadline) {
        this.reads = reads;
        this.writes = writes;
        this.dialect = dialect;
        this.deadline = deadline;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Reads one state. */
    <T> T read(Work<T> work) {
        return call(reads, dialect::beginRead, work, dialect::rollBack);
    }

    /**
     * Reads and writes. What fails before the end is undone, and begun again if it may succeed then.
     *
     * @throws CommitFailed if the end itself fails
     */
    <T> T write(Work<T> work) throws CommitFailed {
        return call(writes, dialect::beginWrite, work, this::commit);
    }

    private <T, X extends Exception> T call(Sessions sessions, Begin begin, Work<T> work, End<X> end) throws X {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            Deadline rest = Deadline.in(deadline);
            while (true) {
                try {
                    return transaction(sessions, rest, begin, work, end);
                } catch (SQLException e) {
                    if (!dialect.isWorthAnotherTry(e) || rest.isOver() || !pause()) {
                        throw dialect.failure(e);
                    }
                }
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** False if the caller is interrupted, who then waits no longer. */
    private static boolean pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
        return !Thread.currentThread().isInterrupted();
    }

    private <T, X extends Exception> T transaction(
            Sessions sessions, Deadline rest, Begin begin, Work<T> work, End<X> end) throws SQLException, X {
        Session session = sessions.take(rest);
        T value;
        try {
            begin.on(session, rest);
            value = work.on(session);
            end.on(session);
        } catch (StoredOwner.Failed e) {
            undo(sessions, session, e);
            throw e.failure();
        } catch (Throwable e) {
            undo(sessions, session, e);
            throw e;
        }
        sessions.giveBack(session);
        return value;
    }

    private void commit(Session session) throws SQLException, CommitFailed {
        try {
            dialect.commit(session);
        } catch (SQLException e) {
            if (dialect.isUndone(e)) {
                throw e;
            }
            throw new CommitFailed(dialect.failure(e));
        }
    }

    /** A transaction that cannot be ended must not become the next caller's, nor a statement that the driver has ended. */
    private void undo(Sessions sessions, Session session, Throwable reason) {
        try {
            dialect.rollBack(session);
            session.closeStatements();
        } catch (SQLException e) {
            reason.addSuppressed(e);
            sessions.discard(session);
            return;
        }
        sessions.giveBack(session);
    }

    /** Waits for the calls under way, of which none takes longer than the deadline. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            use.writeLock().unlock();
        }
        writes.close();
        reads.close();
    }
}
