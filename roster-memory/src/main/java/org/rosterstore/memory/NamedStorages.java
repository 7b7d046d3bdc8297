package org.rosterstore.memory;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The storages that handles of one name share, each for as long as there is such a handle. */
final class NamedStorages {

    /** A storage and how many handles are open on it. */
    private record Shared(Storage storage, int handles) {}

    private static final Map<String, Shared> OPEN = new HashMap<>();

    private NamedStorages() {}

    static synchronized Storage acquire(String name) {
        return OPEN.merge(
                        name,
                        new Shared(new Storage(Clock.systemUTC()), 1),
                        (shared, fresh) -> new Shared(shared.storage(), shared.handles() + 1))
                .storage();
    }

    static synchronized void release(String name) {
        OPEN.computeIfPresent(
                name,
                (key, shared) -> shared.handles() == 1 ? null : new Shared(shared.storage(), shared.handles() - 1));
    }
}
