/**
 * The contract of roster storage: values, {@link org.rosterstore.RosterStore}, and what a store author builds on.
 */
@SuppressWarnings("module") // the modules that read XML are built after this one
@org.jspecify.annotations.NullMarked
module org.rosterstore {
    requires static org.jspecify;
    requires rocks.xmpp.precis;
    requires java.xml;

    exports org.rosterstore;
    exports org.rosterstore.spi;
    exports org.rosterstore.xml to
            org.rosterstore.manager,
            org.rosterstore.portable;

    uses org.rosterstore.spi.RosterStoreProvider;
}
