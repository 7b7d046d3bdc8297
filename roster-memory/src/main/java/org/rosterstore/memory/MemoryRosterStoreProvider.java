package org.rosterstore.memory;

import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Opens {@code memory:NAME}. The name may be empty; all handles of one name in a process share what they keep. */
public final class MemoryRosterStoreProvider implements RosterStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public MemoryRosterStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        if (!uri.hosts().isEmpty()) {
            throw new StoreConfigurationException("memory: is followed by a name, and has no host: " + uri);
        }
        uri.options();
        return InMemoryRosterStore.open(uri.path());
    }
}
