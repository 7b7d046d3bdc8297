package org.rosterstore.redis;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.Connection;

/**
 * Sees to it that the use of a connection ends by its deadline: then the connection is closed. A socket itself has a time for
 * each read alone, so that a reply may drip for ever, and none for writing, which ends nowhere while a server takes nothing.
 * One daemon thread does this for all stores, and only while something is under way. Safe for use by many threads.
 */
final class Watch {

    private static final long EVERY_MILLIS = 50;

    private static final Set<Watch> UNDER_WAY = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean AWAKE = new AtomicBoolean();
    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "roster deadlines of Redis");
        thread.setDaemon(true);
        return thread;
    });

    static {
        THREAD.setKeepAliveTime(1, TimeUnit.SECONDS);
        THREAD.allowCoreThreadTimeOut(true);
    }

    private final Connection connection;
    private final Deadline deadline;

    /** Whoever sets it decides whether the connection is closed. */
    private final AtomicBoolean over = new AtomicBoolean();

    private Watch(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    /** Begins. */
    static Watch on(Connection connection, Deadline deadline) {
        Watch watch = new Watch(connection, deadline);
        UNDER_WAY.add(watch);
        wake();
        return watch;
    }

    private static void wake() {
        if (!AWAKE.get() && AWAKE.compareAndSet(false, true)) {
            lookLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing of it fails
    private static void lookLater() {
        THREAD.schedule(Watch::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void look() {
        UNDER_WAY.forEach(Watch::cutIfLate);
        if (!UNDER_WAY.isEmpty()) {
            lookLater();
            return;
        }
        AWAKE.set(false);
        if (!UNDER_WAY.isEmpty()) {
            wake();
        }
    }

    private void cutIfLate() {
        if (deadline.isOver() && over.compareAndSet(false, true)) {
            UNDER_WAY.remove(this);
            Servers.giveUp(connection);
            try {
                connection.forceDisconnect();
            } catch (IOException e) {
                System.getLogger(Watch.class.getName())
                        .log(System.Logger.Level.DEBUG, "a late connection could not be closed", e);
            }
        }
    }

    /** Whether the connection was closed, or will be in a moment. */
    boolean isLate() {
        return over.get();
    }

    /** Ends; false if it was too late. */
    boolean end() {
        UNDER_WAY.remove(this);
        return over.compareAndSet(false, true);
    }
}
