package org.rosterstore.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The PostgreSQL that the tests run on: the one that the property {@code roster.test.postgresql} names as {@code host:port},
 * where user and database {@code postgres} are trusted, else an embedded one, else none: then that is a printed gap.
 */
final class PostgresServer {

    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");

    /** Shared by all tests of this process. */
    private static final class Shared {
        private static final Optional<PostgresServer> SERVER = find();
    }

    private final InetSocketAddress address;

    private PostgresServer(InetSocketAddress address) {
        this.address = address;
    }

    /** The server; it ends with the process. */
    static Optional<PostgresServer> get() {
        return Shared.SERVER;
    }

    private static Optional<PostgresServer> find() {
        String given = System.getProperty("roster.test.postgresql", "");
        return given.isEmpty() ? embedded() : Optional.of(new PostgresServer(address(given)));
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return InetSocketAddress.createUnresolved(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    @SuppressWarnings("resource") // a shutdown hook of its own ends it
    private static Optional<PostgresServer> embedded() {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
            return Optional.of(new PostgresServer(InetSocketAddress.createUnresolved("localhost", postgres.getPort())));
        } catch (IOException | RuntimeException e) {
            report("no PostgreSQL could be started: " + e);
            return Optional.empty();
        }
    }

    private static void report(String gap) {
        String line = "not covered: %s%n".formatted(gap);
        System.out.print(line);
        try {
            Files.createDirectories(GAPS.toAbsolutePath().getParent());
            Files.writeString(GAPS, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** The URI of a schema, which is made if it is not there, with options. */
    String uri(InetSocketAddress where, String schema, String options) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
        return "postgresql://postgres@%s:%d/postgres?schema=%s%s"
                .formatted(where.getHostString(), where.getPort(), schema, options);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/postgres?user=postgres".formatted(address.getHostString(), address.getPort()));
    }
}
