package org.rosterstore.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Opens {@code directory:PATH}: with this on the class path, so does every program that opens stores by URI. */
public final class DirectoryRosterStoreProvider implements RosterStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public DirectoryRosterStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("directory");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        uri.options();
        Path directory = Path.of(uri.path());
        if (!Files.isDirectory(directory)) {
            throw new StoreConfigurationException("no such directory: " + directory);
        }
        return new DirectoryRosterStore(directory);
    }
}
