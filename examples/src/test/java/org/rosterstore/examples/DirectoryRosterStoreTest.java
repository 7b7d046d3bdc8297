package org.rosterstore.examples;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.RosterStoreTck;

// tag::kit[]
class DirectoryRosterStoreTest extends RosterStoreTck {

    @TempDir
    static Path directory;

    @Override
    public RosterStore open() {
        return new DirectoryRosterStore(directory);
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the directory
    }
}
// end::kit[]
