package org.rosterstore.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of the tests' own, at a port of the loopback and in a directory of its own, which can be killed and started again.
 * Its program is the one that the property {@code roster.test.redis.bin} names ({@code redis-server}, {@code valkey-server},
 * or a path), else the embedded one. It ends with this process, and leaves nothing behind.
 */
final class RedisServer implements AutoCloseable {

    /** What it takes for an acknowledged commit to outlive the death of the server. */
    static final List<String> DURABLE = List.of("appendonly yes", "appendfsync always");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORTS = 5;
    private static final Pattern VERSION = Pattern.compile("(\\w+) version=([^,\\s]+),");

    private final String program;
    private final Keeper keeper;
    private final String name;
    private ProcessHandle process;
    private int port;

    /**
     * Starts a server.
     *
     * @param configuration lines as in {@code redis.conf}; what stands there twice counts as it stands the second time
     */
    RedisServer(List<String> configuration) throws IOException {
        this.program = System.getProperty("roster.test.redis.bin", "");
        this.keeper = new Keeper(command(), "redis.conf");
        try {
            this.process = startAtSomePort(configuration);
            this.name = named();
        } catch (IOException | RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    /** Starts a server. */
    RedisServer(String... configuration) throws IOException {
        this(List.of(configuration));
    }

    private String command() {
        return program.isEmpty() ? "./redis-server" : program;
    }

    private ProcessHandle startAtSomePort(List<String> configuration) throws IOException {
        if (program.isEmpty()) {
            EmbeddedProgram.copyTo(directory());
        }
        for (int i = 1; ; i++) {
            port = FreePort.next();
            List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "save \"\""));
            lines.addAll(configuration);
            Files.write(directory().resolve("redis.conf"), lines);
            try {
                return launch();
            } catch (IOException e) {
                boolean wasTaken = keeper.log().contains("Address already in use"); // in the meantime
                if (i == PORTS || !wasTaken) {
                    throw e;
                }
            }
        }
    }

    /** Returns when all is read that a dead one has left: only its log says that, whether it wants a password or not. */
    private ProcessHandle launch() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ProcessHandle started = keeper.start();
        while (!keeper.log().contains("eady to accept connections")) {
            boolean isAlive = started.info().command().isPresent(); // a dead one that nobody has waited for has none
            if (!isAlive || System.nanoTime() > end) {
                throw new IOException("%s does not start: %s"
                        .formatted(command(), keeper.log().strip()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // it has no other way to say that it is there
        }
        Inline.ask(address(), "PING"); // the answer may be that it wants a password
        return started;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The URI of a store in it, with what follows the port: a database, options. */
    String uri(String rest) {
        return "redis://127.0.0.1:%d%s".formatted(port, rest);
    }

    /** The server's process. */
    ProcessHandle process() {
        return process;
    }

    /** Where it keeps its data, as long as it is not closed. */
    Path directory() {
        return keeper.directory();
    }

    /** Kills it by SIGKILL. */
    void kill() {
        signal("KILL");
    }

    /** Starts it on what the dead one has left, at the same address. */
    void start() throws IOException {
        process = launch();
    }

    /** Makes it stand still, by SIGSTOP: it accepts connections and answers nobody. */
    void pause() {
        signal("STOP");
    }

    /** Makes it go on. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            keeper.signal(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String named() {
        Matcher version = VERSION.matcher(keeper.log());
        String product = version.find() ? version.group(1) + " " + version.group(2) : "a server of unknown version";
        return product + (program.isEmpty() ? ", the embedded one" : ", started by " + program);
    }

    /** What it is, for people. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        keeper.close();
    }
}
