package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;

/** Whoever listens where a Redis was expected: what it is, is told in words, by the deadline. */
class NotRedisTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** What is at the other end. */
    private enum Other {
        WEB_SERVER(StoreConfigurationException.class, "does not speak Redis' protocol") {
            @Override
            String answer(String line) {
                return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            }
        },
        MAIL_SERVER(StoreConfigurationException.class, "does not speak Redis' protocol") {
            @Override
            String answer(String line) {
                return "220 mail.example ESMTP\r\n";
            }
        },
        OLD_REDIS(StoreConfigurationException.class, "no Redis 7.0 or later") {
            @Override
            String answer(String line) {
                // Each argument is a line, and one with its length is before it.
                return line.startsWith("*") ? "-ERR unknown command\r\n" : "";
            }
        },
        SILENT(StoreUnavailableException.class, "timed out") {
            @Override
            String answer(String line) {
                return "";
            }
        },
        SHUT(StoreUnavailableException.class, "") {
            @Override
            String answer(String line) throws IOException {
                throw new IOException("it is not interested");
            }
        };

        private final Class<? extends RosterStoreException> type;
        private final String words;

        Other(Class<? extends RosterStoreException> type, String words) {
            this.type = type;
            this.words = words;
        }

        abstract String answer(String line) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Other.class)
    void itIsToldWhatItIs(Other other) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> accept(listener, other, threads));
            for (String scheme : new String[] {"redis", "redis-cluster"}) {
                String uri = "%s://:%s@127.0.0.1:%d?timeout=%dms"
                        .formatted(scheme, Failure.SECRET, listener.getLocalPort(), DEADLINE.toMillis());
                Failure.undone(other.type, DEADLINE, other.words, () -> RosterStores.open(uri));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void accept(ServerSocket listener, Other other, ExecutorService threads) {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket, other));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void serve(Socket socket, Other other) {
        try (socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            if (other == Other.SHUT) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                socket.getOutputStream().write(other.answer(line).getBytes(UTF_8));
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
