package org.rosterstore.manager;

import java.util.UUID;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * The one place that the scenarios take a store from, so that they can be played over any: {@code -Droster.test.store=URI},
 * else in memory. All tests share what the URI names, so each has owners of its own, and nothing needs to be erased.
 */
final class Stores {

    private static final String URI = System.getProperty("roster.test.store", "memory:");

    private Stores() {}

    /** A handle on the storage; several that are open at once see each other's commits. */
    static RosterStore open() {
        return RosterStores.open(URI);
    }

    /** Somebody whom the storage does not know yet. */
    static BareJid owner() {
        return owner("owner");
    }

    /** Somebody whom the storage does not know yet, with a name to recognise them by. */
    static BareJid owner(String name) {
        return BareJid.of(name + "-" + UUID.randomUUID() + "@example.com");
    }
}
