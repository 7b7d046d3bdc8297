package org.rosterstore.tck.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rosterstore.Revision;

/** Keeps states on a {@link WireDisk} for whoever connects: compare-and-set, and word of every change. */
final class WireServer implements AutoCloseable {

    static final int HEARTBEAT_MILLIS = 100;

    private static final int BACKLOG = 200;

    private final WireDisk disk;
    private final String password;
    private final ServerSocket listener;
    private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<BlockingQueue<String>> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    WireServer(WireDisk disk, int port, String password) throws IOException {
        this.disk = disk;
        this.password = password;
        this.listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Directory, port and password; prints the port, and ends when its standard input does, that is with its parent. */
    public static void main(String[] args) throws IOException {
        WireServer server = new WireServer(new WireDisk(Path.of(args[0])), Integer.parseInt(args[1]), args[2]);
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            // Nothing is said there.
        }
        Runtime.getRuntime().halt(0);
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            Socket socket;
            try {
                socket = listener.accept();
            } catch (IOException e) {
                return; // closed
            }
            start(() -> serve(new WireConnection(socket)));
        }
    }

    private void serve(WireConnection connection) {
        connections.add(connection);
        try (connection) {
            connection.attach();
            boolean isGreeted = false;
            while (!isClosed) {
                DataInputStream request = connection.receive();
                WireConnection.Operation operation = WireConnection.Operation.valueOf(request.readUTF());
                if (operation == WireConnection.Operation.GREET) {
                    isGreeted = request.readUTF().equals(password);
                } else if (!isGreeted) {
                    return;
                }
                answer(connection, operation, request);
            }
        } catch (IOException e) {
            // The client is gone, or this server is.
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(WireConnection connection, WireConnection.Operation operation, DataInputStream request)
            throws IOException {
        switch (operation) {
            case GREET -> connection.send(out -> {});
            case GET -> {
                byte[] state = disk.read(request.readUTF());
                connection.send(out -> out.write(state));
            }
            case REPLACE -> {
                String owner = request.readUTF();
                Revision expected = new Revision(request.readLong(), request.readLong());
                boolean isReplaced = disk.replace(owner, expected, request.readAllBytes());
                if (isReplaced) {
                    watchers.forEach(watcher -> watcher.add(owner));
                }
                connection.send(out -> out.writeBoolean(isReplaced));
            }
            case PAGE -> {
                List<String> page = disk.page(request.readUTF(), request.readInt());
                connection.send(out -> {
                    for (String owner : page) {
                        out.writeUTF(owner);
                    }
                });
            }
            case WATCH -> watch(connection);
        }
    }

    private void watch(WireConnection connection) throws IOException {
        BlockingQueue<String> changed = new LinkedBlockingQueue<>();
        watchers.add(changed);
        try {
            connection.send(out -> {});
            while (!isClosed) {
                String owner = changed.poll(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
                connection.send(out -> out.writeUTF(owner == null ? "" : owner));
            }
        } catch (InterruptedException e) {
            throw new IOException(e); // nobody has this thread
        } finally {
            watchers.remove(changed);
        }
    }

    /** Ends it as a kill does, as far as that is possible within a process. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        disk.die();
        listener.close();
        connections.forEach(WireConnection::close);
    }
}
