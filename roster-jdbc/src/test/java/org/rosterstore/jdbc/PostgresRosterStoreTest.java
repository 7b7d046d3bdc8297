package org.rosterstore.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/**
 * The contract, all of it, on PostgreSQL: over a pool that the stores share, since the kit opens thousands of them, and by URI
 * where connections are cut.
 */
class PostgresRosterStoreTest extends RosterStoreTck {

    private static final String SCHEMA = "kit";
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private static @Nullable HikariDataSource pool;

    @BeforeAll
    static void findServer() throws SQLException {
        Assumptions.assumeTrue(PostgresServer.get().isPresent(), "there is no PostgreSQL; that is printed as a gap");
        server().makeSchema(SCHEMA);
        pool = server().pool(SCHEMA);
    }

    @AfterAll
    static void closePool() {
        if (pool != null) {
            pool.close();
        }
    }

    private static PostgresServer server() {
        return PostgresServer.get().orElseThrow();
    }

    @Override
    public RosterStore open() {
        return JdbcRosterStore.postgresql(requireNonNull(pool)).open();
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the server
    }

    @Override
    public Optional<Relaying> relaying() {
        return Optional.of(new Relaying() {
            @Override
            public InetSocketAddress server() {
                return PostgresRosterStoreTest.server().address();
            }

            @Override
            public RosterStore open(InetSocketAddress relay) {
                return RosterStores.open(PostgresServer.uri(relay, SCHEMA, "&timeout=" + DEADLINE.toMillis() + "ms"));
            }

            @Override
            public Duration deadline() {
                return DEADLINE;
            }
        });
    }

    @Override
    public Optional<Killing> killing() {
        return server().cluster().map(cluster -> () -> {
            cluster.kill(cluster.processes());
            try {
                cluster.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(new DamagedRow(requireNonNull(pool)::getConnection));
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class));
    }
}
