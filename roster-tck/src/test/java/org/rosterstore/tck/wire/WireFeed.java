package org.rosterstore.tck.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.tck.wire.WireConnection.Operation;

/**
 * The feed over a connection of its own, from the first listener on. The server is heard every 100 ms, or the connection is
 * taken for lost; then anything may have changed, and once more when it is there again.
 */
class WireFeed implements Feed, AutoCloseable {

    private static final Duration LATENCY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final WirePool pool;
    private final FeedDispatcher dispatcher;
    private boolean isWatching;
    private boolean closed;

    WireFeed(WirePool pool, Function<BareJid, Revision> revision) {
        this.pool = pool;
        this.dispatcher = new FeedDispatcher(LATENCY, revision);
    }

    /** For how long the server may be silent. */
    int silenceMillis() {
        return 6 * WireServer.HEARTBEAT_MILLIS;
    }

    @Override
    public synchronized Registration subscribe(Consumer<? super Signal> listener) {
        if (!isWatching && !closed) {
            try {
                WireConnection connection = connect(pool.deadlineMillis());
                Thread thread = new Thread(() -> run(connection), "wire-feed");
                thread.setDaemon(true);
                thread.start();
                isWatching = true;
            } catch (IOException e) {
                throw new StoreUnavailableException("the feed of %s: %s".formatted(pool, e.getMessage()), e);
            }
        }
        return dispatcher.subscribe(listener);
    }

    private WireConnection connect(int millis) throws IOException {
        WireConnection connection = pool.connect(millis);
        try {
            connection.exchange(Operation.WATCH, out -> {});
            connection.timeout(silenceMillis());
            return connection;
        } catch (IOException e) {
            pool.discard(connection);
            throw e;
        }
    }

    private void run(WireConnection first) {
        WireConnection connection = first;
        while (!isClosed()) {
            try {
                if (connection == null) {
                    connection = connect(silenceOr(pool.deadlineMillis()));
                    tellOfLoss(dispatcher);
                }
                String owner = connection.receive().readUTF();
                if (!owner.isEmpty()) {
                    dispatcher.changed(BareJid.stored(owner));
                }
            } catch (IOException e) {
                tellOfLoss(dispatcher);
                if (connection != null) {
                    pool.discard(connection);
                }
                connection = null;
                if (!reconnects()) {
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private int silenceOr(int millis) {
        return silenceMillis() == 0 ? millis : silenceMillis();
    }

    /** When signals may have been lost. */
    void tellOfLoss(FeedDispatcher listeners) {
        listeners.interrupted();
    }

    /** Whether a lost connection is replaced. */
    boolean reconnects() {
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public Duration latency() {
        return LATENCY;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        dispatcher.close();
    }
}
