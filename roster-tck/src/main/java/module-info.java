/** The kit: verifies that a store keeps the contract of roster storage. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.tck {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires transitive org.junit.jupiter.api;

    exports org.rosterstore.tck;
    exports org.rosterstore.tck.zoo;

    uses org.rosterstore.tck.StoreFixture;
}
