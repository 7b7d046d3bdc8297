package org.rosterstore.tck.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;

/** Where a {@link WireServer} runs. */
interface WireHost extends AutoCloseable {

    /** Starts a server on a port; the port. */
    int start(int port) throws IOException;

    /** Kills the server, if one runs. */
    void kill() throws IOException;

    @Override
    default void close() {
        try {
            kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** In this process, on a disk that may do wrong; what is killed is the disk. */
    static WireHost within(Path directory, Function<Path, WireDisk> disk, String password) {
        return new WireHost() {
            private WireServer server;

            @Override
            public int start(int port) throws IOException {
                server = new WireServer(disk.apply(directory), port, password);
                return server.port();
            }

            @Override
            public void kill() throws IOException {
                server.close();
            }
        };
    }
}
