package org.rosterstore.redis;

import org.rosterstore.RosterStore;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.StoreUri;

/**
 * The store as it is shipped but for the number of commits that are under way to a server at a time, to be measured: with as
 * many as there are callers no round trip is shared. It stands in the store's own package, since there is no such setting.
 */
public final class RedisInWays {

    private RedisInWays() {}

    /**
     * Opens a store.
     *
     * @param uri its URI
     * @param ways how many commits are under way at a time
     * @return the store
     */
    public static RosterStore open(String uri, int ways) {
        StoreUri parsed = StoreUri.parse(uri);
        Servers servers = new Client(parsed, RedisRosterStoreProvider.options(parsed)).connect();
        return new RedisBuilder(() -> servers)
                .ways(ways)
                .deadline(Deadline.USUAL)
                .open();
    }
}
