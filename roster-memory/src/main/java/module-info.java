/** Rosters in the memory of one process. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.memory {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires org.pcollections;

    exports org.rosterstore.memory;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.memory.MemoryRosterStoreProvider;
}
