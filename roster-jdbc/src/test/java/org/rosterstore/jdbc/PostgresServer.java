package org.rosterstore.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.rosterstore.testing.Gap;

/**
 * The PostgreSQL that the tests run on: the one that listens at the port that the property {@code roster.test.postgresql} names,
 * where user and database {@code postgres} are trusted, else a {@link PostgresCluster}, else none: then that is a printed gap.
 */
final class PostgresServer {

    /** Shared by all tests of this process. */
    private static final class Shared {
        private static final Optional<PostgresServer> SERVER = find();
    }

    private final InetSocketAddress address;
    private final Optional<PostgresCluster> cluster;

    private PostgresServer(InetSocketAddress address, Optional<PostgresCluster> cluster) {
        this.address = address;
        this.cluster = cluster;
    }

    /** The server; it ends with the process. */
    static Optional<PostgresServer> get() {
        return Shared.SERVER;
    }

    private static Optional<PostgresServer> find() {
        String given = System.getProperty("roster.test.postgresql", "");
        return given.isEmpty()
                ? ours()
                : Optional.of(new PostgresServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(given)),
                        Optional.empty()));
    }

    private static Optional<PostgresServer> ours() {
        try {
            PostgresCluster cluster = new PostgresCluster(Files.createTempDirectory("roster-postgresql"), false);
            return Optional.of(new PostgresServer(cluster.address(), Optional.of(cluster)));
        } catch (IOException | RuntimeException e) {
            Gap.report("PostgreSQL, since none could be started: " + e);
            return Optional.empty();
        }
    }

    /** The server itself, if it is the tests' own. */
    Optional<PostgresCluster> cluster() {
        return cluster;
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
