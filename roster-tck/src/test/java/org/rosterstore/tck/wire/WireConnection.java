package org.rosterstore.tck.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One end of a connection: frames of a length (i32) and so many octets. A request is an operation and its arguments, a reply
 * whatever the operation gives.
 */
class WireConnection implements AutoCloseable {

    /** What a client may ask for. */
    enum Operation {
        /** password: nothing. Goes first. */
        GREET,
        /** owner: the owner's state, or nothing. */
        GET,
        /** owner counter commit state: whether the owner was at that revision, and has this state now. */
        REPLACE,
        /** mark size: owners that exist, in their order, after the mark. */
        PAGE,
        /** nothing; from then on the server sends the name of each owner that is replaced, and often nothing. */
        WATCH
    }

    /** Writes the parts of a frame. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static final int FRAME = 64 << 20;

    private final Socket socket;
    private DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[0]));
    private DataOutputStream out = new DataOutputStream(new ByteArrayOutputStream());

    WireConnection(Socket socket) {
        this.socket = socket;
    }

    /** Connects, and greets. */
    void connect(InetSocketAddress address, String password, int millis) throws IOException {
        socket.connect(address, millis);
        attach();
        timeout(millis);
        exchange(Operation.GREET, out -> out.writeUTF(password));
    }

    void attach() throws IOException {
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** How long a read may take. */
    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Asks and waits for the reply. */
    DataInputStream exchange(Operation operation, Writer arguments) throws IOException {
        send(frame -> {
            frame.writeUTF(operation.name());
            arguments.write(frame);
        });
        return receive();
    }

    void send(Writer content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        content.write(new DataOutputStream(frame));
        out.writeInt(frame.size());
        frame.writeTo(out);
        out.flush();
    }

    DataInputStream receive() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > FRAME) {
            throw new IOException("a frame of " + length + " octets");
        }
        return new DataInputStream(new ByteArrayInputStream(body(in, length)));
    }

    /** A frame's content: all of it. */
    byte[] body(DataInputStream in, int length) throws IOException {
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, whatever it says.
        }
    }
}
