package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rosterstore.spi.Deadline;

/**
 * Some connections to a file, opened when they are needed first and then kept. Those who wait for one come in turn, which
 * SQLite's own lock does not see to.
 */
final class SqliteSessions implements Sessions {

    private final SqliteFile file;
    private final Semaphore free;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    SqliteSessions(SqliteFile file, int most) {
        this.file = file;
        this.free = new Semaphore(most, true);
    }

    @Override
    public Session take(Deadline deadline) throws SQLException {
        acquire(deadline);
        Session session = idle.poll();
        if (session != null) {
            return session;
        }
        try {
            return file.open();
        } catch (Throwable e) {
            free.release();
            throw e;
        }
    }

    /** An interruption ends the waiting, and one of before harms nobody. */
    private void acquire(Deadline deadline) throws SQLException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            if (!free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTransientConnectionException("other calls kept all connections in use until the deadline");
            }
        } catch (InterruptedException e) {
            wasInterrupted = true;
            throw new SQLTransientConnectionException("interrupted while other calls had all connections in use", e);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void giveBack(Session session) {
        idle.add(session);
        free.release();
    }

    @Override
    public void discard(Session session) {
        close(session);
        free.release();
    }

    @Override
    public void close() {
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            close(session);
        }
    }

    /** What is committed is on the disk, and of the rest nothing is wanted. */
    private static void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            System.getLogger(SqliteSessions.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection could not be closed", e);
        }
    }
}
