package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** What a person with telnet can ask of a server: nothing is tried twice, and no client's library has a say. */
final class Inline {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Inline() {}

    /** Sends a command, words with spaces between, on a connection of its own, and returns the first line of the reply. */
    static String ask(InetSocketAddress server, String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                throw new EOFException("the server at %s closed the connection".formatted(server));
            }
            return line;
        }
    }
}
