/** Rosters in the memory of one process: a store of its own, and a cache in front of any other. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.memory {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires com.github.benmanes.caffeine;
    requires org.pcollections;

    exports org.rosterstore.memory;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.memory.MemoryRosterStoreProvider,
            org.rosterstore.memory.CacheRosterStoreProvider;
}
