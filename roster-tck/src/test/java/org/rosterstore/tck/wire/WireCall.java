package org.rosterstore.tck.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.Future;
import org.rosterstore.tck.wire.WireConnection.Operation;
import org.rosterstore.tck.wire.WireConnection.Writer;

/** A connection in the hands of one call. */
final class WireCall implements AutoCloseable {

    private final WirePool pool;
    private final WireConnection connection;
    private final Future<?> end;
    private boolean isSpoilt;

    WireCall(WirePool pool, WireConnection connection, Future<?> end) {
        this.pool = pool;
        this.connection = connection;
        this.end = end;
    }

    void connect() throws IOException {
        attempt(() -> {
            pool.connect(connection, pool.timeoutMillis());
            return this;
        });
    }

    DataInputStream exchange(Operation operation, Writer arguments) throws IOException {
        return attempt(() -> {
            connection.timeout(pool.timeoutMillis());
            return connection.exchange(operation, arguments);
        });
    }

    /** What may leave a connection in the middle of something. */
    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T attempt(Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            isSpoilt = true;
            end.cancel(false);
            pool.spoilt(connection, e);
            throw e;
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        if (!isSpoilt) {
            pool.keep(connection);
        }
    }
}
