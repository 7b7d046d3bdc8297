package org.rosterstore.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;

/** Opens a store in a PostgreSQL database. Not safe for use by several threads. */
public final class PostgresBuilder {

    private static final int CONNECTIONS = 10;

    /** A commit is signalled within this time, or the feed says that it was interrupted. */
    private static final Duration LATENCY = Duration.ofSeconds(3);

    private static final String PRIMARY = "primary";

    private final @Nullable DataSource theirs;
    private List<String> hosts = List.of("localhost");
    private List<OptionalInt> ports = List.of(OptionalInt.empty());
    private String database = "";
    private Optional<String> user = Optional.empty();
    private Optional<String> password = Optional.empty();
    private Optional<String> schema = Optional.empty();
    private Optional<String> sslMode = Optional.empty();
    private int connections = CONNECTIONS;
    private Duration deadline = Deadline.USUAL;
    private Clock clock = Clock.systemUTC();

    PostgresBuilder(@Nullable DataSource theirs) {
        this.theirs = theirs;
    }

    PostgresBuilder hosts(List<String> names, List<OptionalInt> theirPorts) {
        this.hosts = names;
        this.ports = theirPorts;
        return this;
    }

    PostgresBuilder database(String name) {
        this.database = name;
        return this;
    }

    PostgresBuilder login(Optional<String> name, Optional<String> secret) {
        this.user = name;
        this.password = secret;
        return this;
    }

    PostgresBuilder schema(Optional<String> name) {
        this.schema = name;
        return this;
    }

    PostgresBuilder sslMode(Optional<String> mode) {
        this.sslMode = mode;
        return this;
    }

    PostgresBuilder connections(int most) {
        this.connections = most;
        return this;
    }

    PostgresBuilder clock(Clock other) {
        this.clock = other;
        return this;
    }

    /**
     * How long a call may take.
     *
     * @param time from 1 ms to a day; 5 seconds unless this is called
     * @return this
     * @throws StoreConfigurationException if it is shorter or longer
     */
    public PostgresBuilder deadline(Duration time) {
        requireNonNull(time, "time");
        this.deadline = Deadline.checked(time);
        return this;
    }

    /**
     * Opens the store, and makes its tables if there are none in the schema that the connections find first.
     *
     * @return a handle
     * @throws StoreConfigurationException if the server refuses the user, or the database or a privilege is missing
     * @throws org.rosterstore.StoredDataException if the tables were written by a newer version
     * @throws org.rosterstore.StoreUnavailableException if the server does not answer
     */
    public JdbcRosterStore open() {
        if (theirs != null) {
            return open(new PooledSessions(theirs, () -> {}), "the database");
        }
        HikariDataSource pool = pool();
        return open(new PooledSessions(pool, pool::close), what());
    }

    private JdbcRosterStore open(Sessions sessions, String what) {
        PostgresDialect dialect = new PostgresDialect(sessions, what, deadline);
        Database database = new Database(sessions, sessions, dialect, deadline);
        try {
            dialect.makeSchema(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new JdbcRosterStore(database, LATENCY, clock);
    }

    private String what() {
        String servers = IntStream.range(0, hosts.size())
                .mapToObj(i -> hosts.get(i) + ":" + port(ports.get(i)))
                .collect(Collectors.joining(","));
        return "PostgreSQL at %s, database %s".formatted(servers, database);
    }

    private static int port(OptionalInt port) {
        return port.orElse(5432);
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("rosters in " + database);
        config.setDataSource(source());
        config.setMaximumPoolSize(connections + 1); // one listens
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(250, deadline.toMillis() / 4)); // a call tries again until its deadline
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(hosts.toArray(String[]::new));
        source.setPortNumbers(ports.stream().mapToInt(PostgresBuilder::port).toArray());
        if (hosts.size() > 1) {
            source.setTargetServerType(PRIMARY); // of a group of servers one takes commits
        }
        source.setDatabaseName(database);
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        schema.ifPresent(source::setCurrentSchema);
        sslMode.ifPresent(source::setSslMode);
        source.setConnectTimeout(Math.toIntExact(Math.max(1, deadline.toSeconds())));
        source.setLoginTimeout(Math.toIntExact(Math.max(1, deadline.toSeconds())));
        source.setApplicationName("roster-jdbc");
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        return source;
    }
}
