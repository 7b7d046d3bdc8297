package org.rosterstore.jdbc;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/**
 * Opens {@code postgresql://user:password@host:port/database}.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code schema}</td><td>where the tables are; else in the one that the user's connections find first</td></tr>
 * <tr><td>{@code sslmode}</td><td>as libpq has it: {@code disable} to {@code verify-full}</td></tr>
 * <tr><td>{@code connections}</td><td>how many there are at most; one more listens; 10</td></tr>
 * <tr><td>{@code timeout}</td><td>{@link PostgresBuilder#deadline}; 5s</td></tr>
 * </table>
 */
public final class PostgresRosterStoreProvider implements RosterStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public PostgresRosterStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        String database = uri.path().startsWith("/") ? uri.path().substring(1) : "";
        if (uri.hosts().isEmpty() || database.isEmpty() || database.contains("/")) {
            throw new StoreConfigurationException(
                    "postgresql: names a server and a database, as in postgresql://user@db.example/rosters: " + uri);
        }
        StoreUri.Options options = uri.options("schema", "sslmode", "connections", "timeout");
        List<OptionalInt> ports = uri.hosts().stream().map(StoreUri.Host::port).toList();
        return new PostgresBuilder(null)
                .hosts(uri.hosts().stream().map(StoreUri.Host::name).toList(), ports)
                .database(database)
                .login(uri.user(), uri.password())
                .schema(options.text("schema"))
                .sslMode(options.text("sslmode"))
                .connections(options.count("connections", 1, 1_000).orElse(10))
                .deadline(options.duration("timeout").orElse(Deadline.USUAL))
                .open();
    }
}
