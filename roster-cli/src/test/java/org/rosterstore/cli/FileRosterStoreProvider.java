package org.rosterstore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Opens {@code files:PATH}, in this JVM and in those that the tests start. */
public final class FileRosterStoreProvider implements RosterStoreProvider {

    @Override
    public Set<String> schemes() {
        return Set.of("files");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        uri.options();
        Path directory = Path.of(uri.path());
        if (!Files.isDirectory(directory)) {
            throw new StoreConfigurationException("no such directory: " + directory);
        }
        return new FileRosterStore(directory);
    }
}
