package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay, between a client and a server that gives every octet back. */
@Timeout(60)
class RelayTest {

    private static final int SHORT_MILLIS = 100;

    private final Queue<Byte> served = new ConcurrentLinkedQueue<>();
    private ServerSocket server;
    private Relay relay;

    @BeforeEach
    void begin() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
        relay = Relay.to(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    @AfterEach
    void end() throws IOException {
        relay.close();
        server.close();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> echo(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            for (int octet = socket.getInputStream().read();
                    octet >= 0;
                    octet = socket.getInputStream().read()) {
                served.add((byte) octet);
                socket.getOutputStream().write(octet);
            }
        } catch (IOException e) {
            // cut
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(relay.address());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket socket, int octets) throws IOException {
        byte[] text = new byte[octets];
        new DataInputStream(socket.getInputStream()).readFully(text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** What comes until the end. */
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void atFirstItPassesEverythingOnAndCounts() throws IOException {
        try (Socket one = connect();
                Socket two = connect()) {
            send(one, "abc");
            send(two, "de");
            assertThat(receive(one, 3)).isEqualTo("abc");
            assertThat(receive(two, 2)).isEqualTo("de");
            assertThat(relay.passed(Relay.Way.TO_SERVER)).isEqualTo(5);
            assertThat(relay.passed(Relay.Way.TO_CLIENT)).isEqualTo(5);
        }
    }

    @Test
    void aRequestIsCutWhereItWasAskedFor() throws IOException {
        try (Socket socket = connect();
                Socket idle = connect()) {
            send(idle, "x");
            receive(idle, 1);
            relay.cutAfter(Relay.Way.TO_SERVER, 2);
            send(socket, "abc");
            assertThat(rest(socket)).isIn("", "a", "ab"); // replies race with the cut
            assertThat(rest(idle)).isEmpty();
            assertThat(relay.passed(Relay.Way.TO_SERVER)).isEqualTo(3);
        }
        try (Socket socket = connect()) {
            send(socket, "d");
            assertThat(receive(socket, 1)).isEqualTo("d");
        }
        assertThat(served).doesNotContain((byte) 'c');
    }

    @Test
    void aReplyIsSwallowedAfterTheServerHasMadeIt() throws IOException {
        try (Socket socket = connect()) {
            relay.cutAfter(Relay.Way.TO_CLIENT, 0);
            send(socket, "a");
            assertThat(rest(socket)).isEmpty();
            assertThat(served).containsExactly((byte) 'a');
        }
    }

    @Test
    void aReplyIsCutWhereItWasAskedForAndThenConnectionsAreRefused() throws IOException {
        try (Socket socket = connect()) {
            relay.refuseAfter(Relay.Way.TO_CLIENT, 2);
            send(socket, "abc");
            assertThat(rest(socket)).isEqualTo("ab");
        }
        expectRefused();
        relay.pass();
        try (Socket socket = connect()) {
            send(socket, "d");
            assertThat(receive(socket, 1)).isEqualTo("d");
        }
    }

    private void expectRefused() {
        assertThatThrownBy(() -> {
                    try (Socket socket = connect()) {
                        send(socket, "a");
                        receive(socket, 1);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusalCutsWhatThereIsAndWhatComes() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "a");
            receive(socket, 1);
            relay.refuse();
            assertThat(rest(socket)).isEmpty();
        }
        expectRefused();
        assertThat(served).hasSize(1);
    }

    @Test
    void silenceKeepsConnectionsAndWhatWasSentForLater() throws IOException {
        try (Socket socket = connect()) {
            relay.hang();
            send(socket, "a");
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketTimeoutException.class);
            assertThat(served).isEmpty();
            try (Socket other = connect()) {
                relay.pass();
                socket.setSoTimeout(0);
                send(other, "b");
                assertThat(receive(other, 1)).isEqualTo("b");
                assertThat(receive(socket, 1)).isEqualTo("a");
            }
        }
    }

    @Test
    void delayHoldsBackOneWayOnly() throws IOException {
        for (Relay.Way way : List.of(Relay.Way.TO_CLIENT, Relay.Way.TO_SERVER)) {
            served.clear();
            try (Socket socket = connect()) {
                relay.delay(way, Duration.ofHours(1));
                send(socket, "a");
                socket.setSoTimeout(SHORT_MILLIS);
                assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketTimeoutException.class);
                assertThat(served).hasSize(way == Relay.Way.TO_CLIENT ? 1 : 0);
                relay.pass();
                socket.setSoTimeout(0);
                assertThat(receive(socket, 1)).isEqualTo("a");
                long begin = System.nanoTime();
                relay.delay(way, Duration.ofMillis(SHORT_MILLIS));
                send(socket, "b");
                assertThat(receive(socket, 1)).isEqualTo("b");
                assertThat(Duration.ofNanos(System.nanoTime() - begin).toMillis())
                        .isGreaterThanOrEqualTo(SHORT_MILLIS);
                relay.pass();
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsAConnectionThatEnds() throws IOException {
        server.close();
        expectRefused();
    }

    @Test
    void nothingIsLeftOfAClosedRelay() throws IOException {
        for (Runnable fault : List.<Runnable>of(
                relay::pass, relay::hang, () -> relay.delay(Relay.Way.TO_SERVER, Duration.ofHours(1)))) {
            fault.run();
            Socket socket = connect();
            send(socket, "a");
        }
        InetSocketAddress address = relay.address();
        relay.close();
        relay.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("roster-relay"));
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(relay::pass).isInstanceOf(IllegalStateException.class);
    }
}
