package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that a server is told to do, also by scripts, as MONITOR says it, read by a thread of its own. */
final class Monitor implements AutoCloseable {

    /** A command with its arguments, an octet a character; from a script, or from a client. */
    record Order(boolean byScript, List<String> words) {
        String name() {
            return words.get(0).toUpperCase(Locale.ROOT);
        }
    }

    private final Socket socket;
    private final Thread thread;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();

    /** Returns when it sees what is done from now on. */
    Monitor(InetSocketAddress server) throws IOException {
        this.socket = new Socket(server.getAddress(), server.getPort());
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        socket.getOutputStream().write("MONITOR\r\n".getBytes(ISO_8859_1));
        String answer = lines.readLine();
        if (!"+OK".equals(answer)) {
            socket.close();
            throw new IOException("MONITOR is answered by " + answer);
        }
        this.thread = new Thread(() -> read(lines), "monitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                orders.add(order(line));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    static Order order(String line) {
        int from = line.indexOf(' ', line.indexOf('[')) + 1;
        int to = line.indexOf(']', from);
        if (from == 0 || to < 0) {
            throw new IllegalArgumentException(line);
        }
        return new Order(line.substring(from, to).equals("lua"), words(line, to + 2));
    }

    /** Quoted each, with a space between. They may be long, which expressions cannot bear. */
    private static List<String> words(String line, int begin) {
        List<String> words = new ArrayList<>();
        for (int at = begin; at < line.length(); at += 2) {
            StringBuilder word = new StringBuilder();
            while (line.charAt(++at) != '"') {
                if (line.charAt(at) != '\\') {
                    word.append(line.charAt(at));
                } else if (line.charAt(++at) == 'x') {
                    word.append((char) Integer.parseInt(line, at + 1, at + 3, 16));
                    at += 2;
                } else {
                    word.append(unescaped(line.charAt(at)));
                }
            }
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> '\007';
            case 'b' -> '\b';
            default -> letter;
        };
    }

    /** What was seen until now. */
    List<Order> orders() {
        return List.copyOf(orders);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
