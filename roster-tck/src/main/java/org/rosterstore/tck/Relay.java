package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP relay on the loopback interface, between the clients of a server and the server, that fails as networks do: it cuts
 * within a request or a reply, is slow, refuses, or falls silent. At first it passes everything on.
 *
 * <pre>{@code
 * try (Relay relay = Relay.to(server)) {
 *     RosterStore store = open(relay.address());
 *     relay.cutAfter(Relay.Way.TO_CLIENT, 0); // the next reply is lost, after the server has done what it was asked
 *     …
 * }
 * }</pre>
 *
 * <p>A fault holds until the next call of {@link #pass()}, {@link #refuse()}, {@link #hang()}, {@link #delay},
 * {@link #cutAfter} or {@link #refuseAfter}, each of which puts another state in the place of the present one. Safe for use
 * by many threads. Two daemon threads serve each connection; none is left when {@link #close()} returns.
 */
public final class Relay implements AutoCloseable {

    /** The way that octets go. */
    public enum Way {
        /** Requests. */
        TO_SERVER,
        /** Replies. */
        TO_CLIENT
    }

    private static final Duration LAST_CALL = Duration.ofSeconds(5);
    private static final int BACKLOG = 200;
    private static final int CONNECT_MILLIS = 5_000;

    /** What becomes of octets. */
    private enum State {
        PASSING,
        REFUSING,
        SILENT,
        CLOSED
    }

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Map<Way, Long> passed = new EnumMap<>(Way.class);
    private final Map<Way, Duration> delays = new EnumMap<>(Way.class);
    private final Map<Way, Long> left = new EnumMap<>(Way.class);
    private State state = State.PASSING;
    private State afterCut = State.PASSING;

    private Relay(InetSocketAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * A relay that listens from now on, on a port that is free.
     *
     * @param server where to connect to, for each client that connects
     * @return the relay
     * @throws UncheckedIOException if no port can be listened on
     */
    public static Relay to(InetSocketAddress server) {
        requireNonNull(server, "server");
        try {
            Relay relay = new Relay(server, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            relay.start(relay::accept, "accept");
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a relay to " + server, e);
        }
    }

    /**
     * Where clients connect to.
     *
     * @return an address of the loopback interface
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * How many octets have been passed on, over all connections.
     *
     * @param way which of them
     * @return a count that only grows
     */
    public synchronized long passed(Way way) {
        return passed.getOrDefault(requireNonNull(way, "way"), 0L);
    }

    /** Passes everything on at once; octets that were held back first. */
    public synchronized void pass() {
        become(State.PASSING);
    }

    /** Cuts every connection, and each new one as soon as it is accepted. A closed relay's port refuses connections outright. */
    public void refuse() {
        synchronized (this) {
            become(State.REFUSING);
        }
        cutAll();
    }

    /** Passes nothing on and answers nothing, but keeps connections and accepts new ones: a half-open network. */
    public synchronized void hang() {
        become(State.SILENT);
    }

    /**
     * Passes everything on, but late.
     *
     * @param way what is late; the other way is as fast as it can be
     * @param delay how long each piece is kept
     */
    public synchronized void delay(Way way, Duration delay) {
        become(State.PASSING);
        delays.put(requireNonNull(way, "way"), requireNonNull(delay, "delay"));
    }

    /**
     * Passes so many more octets on; when the next one comes, cuts every connection instead, and is passing again for new
     * ones. With 0 {@link Way#TO_CLIENT} the next reply is swallowed whole, after the server has made it.
     *
     * @param way what is counted, over all connections
     * @param octets how many get through
     */
    public void cutAfter(Way way, long octets) {
        arm(way, octets, State.PASSING);
    }

    /**
     * As {@link #cutAfter}, but refuses connections after the cut, as {@link #refuse()} does.
     *
     * @param way what is counted, over all connections
     * @param octets how many get through
     */
    public void refuseAfter(Way way, long octets) {
        arm(way, octets, State.REFUSING);
    }

    private synchronized void arm(Way way, long octets, State then) {
        become(State.PASSING);
        left.put(requireNonNull(way, "way"), octets);
        afterCut = then;
    }

    private void become(State next) {
        if (state == State.CLOSED) {
            throw new IllegalStateException("the relay is closed");
        }
        state = next;
        delays.clear();
        left.clear();
        notifyAll();
    }

    /** Closes the port and every connection, and waits for the threads. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            state = State.CLOSED;
            delays.clear();
            notifyAll();
        }
        closeQuietly(listener);
        cutAll();
        long end = System.nanoTime() + LAST_CALL.toNanos();
        boolean interrupted = false;
        for (Thread thread = anyThread(); thread != null && end - System.nanoTime() > 0; thread = anyThread()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
                threads.remove(thread);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Thread anyThread() {
        return threads.stream().findAny().orElse(null);
    }

    void cutAll() {
        connections.forEach(this::cut);
    }

    private void cut(RelayedConnection connection) {
        connections.remove(connection);
        connection.close();
    }

    private void start(Runnable task, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                "roster-relay " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (true) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                return; // closed
            }
            start(() -> connect(client), "connect");
        }
    }

    private void connect(Socket client) {
        RelayedConnection connection = new RelayedConnection(client);
        connections.add(connection);
        try {
            if (!mayConnect()) {
                connection.reset();
            } else if (connection.connect(server, CONNECT_MILLIS) && mayConnect()) {
                start(() -> connection.pump(Way.TO_CLIENT, this), "replies");
                connection.pump(Way.TO_SERVER, this);
            }
        } finally {
            cut(connection);
        }
    }

    private synchronized boolean mayConnect() {
        while (state == State.SILENT) {
            await(0);
        }
        return state == State.PASSING;
    }

    /** How many of some octets may pass, waiting until they may; fewer than all if it is time to cut. */
    synchronized int admit(Way way, int octets) {
        long end = System.nanoTime() + delays.getOrDefault(way, Duration.ZERO).toNanos();
        while (state == State.SILENT || (delays.containsKey(way) && end - System.nanoTime() > 0)) {
            await(state == State.SILENT ? 0 : end - System.nanoTime());
        }
        if (state != State.PASSING) {
            return 0;
        }
        Long budget = left.get(way);
        int admitted = budget == null ? octets : (int) Math.min(budget, octets);
        if (budget != null) {
            left.put(way, budget - admitted);
        }
        if (admitted < octets) {
            become(afterCut);
        }
        passed.merge(way, (long) admitted, Long::sum);
        return admitted;
    }

    @SuppressWarnings("WaitNotInLoop") // it is called in loops
    private void await(long nanos) {
        try {
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            } else {
                wait();
            }
        } catch (InterruptedException e) {
            // Nobody has these threads; they end when the relay is closed.
        }
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is of no use any more, whatever it says.
        }
    }
}
