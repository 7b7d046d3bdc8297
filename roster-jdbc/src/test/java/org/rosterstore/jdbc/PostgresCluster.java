package org.rosterstore.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server of the tests' own, which can be killed and started again. Its programs are those in the directory that
 * the property {@code roster.test.postgresql.bin} names, else the embedded ones. It listens on the loopback alone, and
 * wants a password of nobody but the user {@code guarded}.
 */
final class PostgresCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Root's processes are somebody else's in a user namespace of their own: the server wants not to be root. */
    private static final List<String> NOT_AS_ROOT =
            System.getProperty("user.name").equals("root") ? List.of("unshare", "--user") : List.of();

    /** All others are trusted. */
    private static final String GUARDED = "host all guarded 127.0.0.1/32 scram-sha-256\n";

    private final Path programs;
    private final Path directory;
    private final int port;
    private final boolean syncs;
    private final Process watch;
    private Process server;

    /** Makes a server in an empty directory and starts it. One that syncs what it writes survives a power failure too. */
    PostgresCluster(Path directory, boolean syncs) throws IOException {
        this.syncs = syncs;
        this.programs = programs();
        this.directory = directory.resolve("data");
        this.port = freePort();
        run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Path access = this.directory.resolve("pg_hba.conf");
        Files.writeString(access, GUARDED + Files.readString(access));
        // Ends the server when its input ends, which is when this process does, however that happens.
        List<String> watching = new ArrayList<>(List.of(
                "sh",
                "-c",
                "cat; \"$@\"; rm -rf \"$0/data\" \"$0/postgresql.log\"; rmdir \"$0\"",
                directory.toString()));
        watching.addAll(command("pg_ctl", "stop", "-m", "immediate", "-D", data()));
        this.watch = start(watching);
        this.server = launch();
        awaitConnections();
    }

    private static Path programs() throws IOException {
        String given = System.getProperty("roster.test.postgresql.bin", "");
        return given.isEmpty() ? embedded() : Path.of(given);
    }

    /** Where the library has unpacked them; a running server says it. */
    private static Path embedded() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            String options = Files.readString(Path.of(row.getString(1), "postmaster.opts"));
            return Path.of(options.substring(0, options.indexOf(" \""))).getParent();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return directory.toString();
    }

    private Path log() {
        return directory.resolveSibling("postgresql.log");
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(NOT_AS_ROOT);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private void run(String program, String... arguments) throws IOException {
        int status = await(start(command(program, arguments)));
        if (status != 0) {
            throw new IOException("%s ended with %d: %s".formatted(program, status, Files.readString(log())));
        }
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException {
        return start(command(
                "postgres",
                "-D",
                data(),
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "max_connections=300",
                "-c",
                "fsync=" + (syncs ? "on" : "off")));
    }

    private void awaitConnections() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not start: " + wasSaid(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // it has no other way to say that it is there
            }
        }
    }

    private String wasSaid() {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port));
    }

    /** The URI of a store in it, with options. */
    String uri(String options) {
        return "postgresql://postgres@127.0.0.1:%d/postgres%s".formatted(port, options);
    }

    /** Those that serve the connections, and the others that it has started. */
    List<ProcessHandle> processes() {
        return server.descendants().toList();
    }

    /** All of its processes at once, by SIGKILL, the one that starts the others first. */
    void kill(List<ProcessHandle> others) {
        server.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        await(server);
        others.forEach(other -> other.onExit().join());
    }

    /** Starts it on what the dead one has left. */
    void start() throws IOException {
        server = launch();
        awaitConnections();
    }

    @Override
    public void close() throws IOException {
        kill(processes());
        watch.getOutputStream().close();
        await(watch);
    }
}
