package org.rosterstore.tck.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a handle: idle ones, and those of calls under way, each of which is closed when its call's deadline is
 * over, wherever that call is: connecting, writing, or reading a reply that comes octet by octet.
 */
class WirePool implements AutoCloseable {

    private final InetSocketAddress address;
    private final String password;
    private final Duration deadline;
    private final Deque<WireConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<WireConnection> all = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "wire-deadline");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    WirePool(InetSocketAddress address, String password, Duration deadline) {
        this.address = address;
        this.password = password;
        this.deadline = deadline;
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    final int deadlineMillis() {
        return (int) deadline.toMillis();
    }

    /** How long one step of a call may take, beside the deadline for all of them. */
    int timeoutMillis() {
        return deadlineMillis();
    }

    final String password() {
        return password;
    }

    WireConnection connection() {
        return new WireConnection(new Socket());
    }

    /** Begins a call on a connection of its own. */
    WireCall call() throws IOException {
        WireConnection connection = idle.poll();
        boolean isNew = connection == null;
        WireConnection used = isNew ? connection() : connection;
        all.add(used);
        if (closed) {
            discard(used);
            throw new IOException("closed");
        }
        WireCall call = new WireCall(this, used, watch(used));
        if (isNew) {
            call.connect();
        }
        return call;
    }

    /** Closes the connection when the deadline is over. */
    Future<?> watch(WireConnection connection) throws IOException {
        try {
            return watchdog.schedule(connection::close, deadlineMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            discard(connection);
            throw new IOException("closed", e);
        }
    }

    /** A connection that is kept open, for as long as the pool is. */
    final WireConnection connect(int millis) throws IOException {
        WireConnection connection = connection();
        all.add(connection);
        try {
            connect(connection, millis);
            return connection;
        } catch (IOException e) {
            discard(connection);
            throw e;
        }
    }

    final void connect(WireConnection connection, int millis) throws IOException {
        connection.connect(address, password, millis);
        if (closed) {
            throw new IOException("closed");
        }
    }

    final void keep(WireConnection connection) {
        idle.push(connection);
        if (closed || connection.isClosed()) {
            idle.remove(connection);
            discard(connection);
        }
    }

    /** After a failure the idle ones are not to be trusted either. */
    void spoilt(WireConnection connection, IOException cause) {
        discard(connection);
        for (WireConnection other = idle.poll(); other != null; other = idle.poll()) {
            discard(other);
        }
    }

    final void discard(WireConnection connection) {
        all.remove(connection);
        connection.close();
    }

    /** Whoever waits for an answer finds the connection closed. */
    @Override
    public void close() {
        end();
        all.forEach(WireConnection::close);
    }

    final void end() {
        closed = true;
        watchdog.shutdown();
    }

    /** What messages say of it. */
    @Override
    public String toString() {
        return "the wire store at %s:%d (deadline %d ms)"
                .formatted(address.getAddress().getHostAddress(), address.getPort(), deadlineMillis());
    }
}
