/** Small programs that show how roster stores are used, and how one is written. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.examples {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires transitive org.rosterstore.manager;

    exports org.rosterstore.examples;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.examples.DirectoryRosterStoreProvider;
}
