package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The PostgreSQL that the tests run on: the one that listens at the port that the property {@code roster.test.postgresql} names,
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
        return given.isEmpty()
                ? embedded()
                : Optional.of(new PostgresServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(given))));
    }

    @SuppressWarnings("resource") // a shutdown hook of its own ends it
    private static Optional<PostgresServer> embedded() {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
            return Optional.of(
                    new PostgresServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres.getPort())));
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

    /** Makes a schema if it is not there. */
    void makeSchema(String schema) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
    }

    /** The URI of a schema, with options. */
    static String uri(InetSocketAddress where, String schema, String options) {
        return "postgresql://postgres@%s:%d/postgres?schema=%s%s"
                .formatted(where.getHostString(), where.getPort(), schema, options);
    }

    /** Connections that find a schema first. */
    HikariDataSource pool(String schema) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://%s:%d/postgres?user=postgres&currentSchema=%s"
                .formatted(address.getHostString(), address.getPort(), schema));
        config.setMaximumPoolSize(50);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/postgres?user=postgres".formatted(address.getHostString(), address.getPort()));
    }
}
