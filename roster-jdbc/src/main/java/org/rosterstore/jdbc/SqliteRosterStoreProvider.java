package org.rosterstore.jdbc;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Opens {@code sqlite:PATH}. The option {@code timeout} is {@link SqliteBuilder#deadline}. */
public final class SqliteRosterStoreProvider implements RosterStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SqliteRosterStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("sqlite");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        if (!uri.hosts().isEmpty() || uri.path().isEmpty()) {
            throw new StoreConfigurationException(
                    "sqlite: is followed by a file, as in sqlite:/var/lib/rosters.db: " + uri);
        }
        StoreUri.Options options = uri.options("timeout");
        try {
            return JdbcRosterStore.sqlite(Path.of(uri.path()))
                    .deadline(options.duration("timeout").orElse(Deadline.USUAL))
                    .open();
        } catch (InvalidPathException e) {
            throw new StoreConfigurationException("not the name of a file: " + uri.path(), e);
        }
    }
}
