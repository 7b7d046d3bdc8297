package org.rosterstore.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client's connection to a {@link Relay} and the relay's own to the server, which end together. */
final class RelayedConnection {

    private static final int PIECE = 16 * 1024;

    private final Socket client;
    private final Socket server = new Socket();

    RelayedConnection(Socket client) {
        this.client = client;
    }

    /** Connects to the server; false if that cannot be reached. */
    boolean connect(InetSocketAddress address, int millis) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(address, millis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Passes octets on one way, as the relay admits them, until one of the two ends closes, or it is cut. */
    void pump(Relay.Way way, Relay relay) {
        Socket from = way == Relay.Way.TO_SERVER ? client : server;
        Socket to = way == Relay.Way.TO_SERVER ? server : client;
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                int admitted = relay.admit(way, size);
                out.write(piece, 0, admitted);
                if (admitted < size) {
                    relay.cutAll();
                    return;
                }
            }
        } catch (IOException e) {
            // One end is gone; so is the other.
        } finally {
            close();
        }
    }

    /** Cuts in the middle of nothing: the client finds that its connection was reset. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // Gone already.
        }
        close();
    }

    void close() {
        Relay.closeQuietly(client);
        Relay.closeQuietly(server);
    }
}
