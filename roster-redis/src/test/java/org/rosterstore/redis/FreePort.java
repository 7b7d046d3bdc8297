package org.rosterstore.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback that nobody listens at. It is below those that the system gives to clients: one of their connections
 * could sit on it while the server is dead, and it could not start again. A cluster's node also takes the one 10,000 above.
 */
final class FreePort {

    private static final int FIRST = 10_000;
    private static final int BEYOND = 22_768;
    private static final int TRIES = 100;

    private FreePort() {}

    static int next() throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }
}
