package org.rosterstore.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** TLS in front of a server that may not have been built with it, on a port of the loopback. */
final class TlsFront implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    TlsFront(Certificate certificate, InetSocketAddress server) throws IOException, GeneralSecurityException {
        this.server = server;
        this.listener = certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket behind = new Socket(server.getAddress(), server.getPort());
                sockets.add(client);
                sockets.add(behind);
                threads.execute(() -> pass(client, behind));
                threads.execute(() -> pass(behind, client));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end is gone; so is the other.
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0); // closing waits for nothing
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            reset(socket);
        }
        threads.shutdownNow();
    }
}
