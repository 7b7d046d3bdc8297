/**
 * The contract of roster storage: values, {@link org.rosterstore.RosterStore}, and what a store author builds on.
 */
@org.jspecify.annotations.NullMarked
module org.rosterstore {
    requires static org.jspecify;
    requires rocks.xmpp.precis;
    requires java.xml;

    exports org.rosterstore;
    exports org.rosterstore.spi;

    uses org.rosterstore.spi.RosterStoreProvider;
}
