/** The {@code roster} command. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.cli {
    requires static org.jspecify;
    requires org.rosterstore;
    requires org.rosterstore.portable;
    requires org.rosterstore.tck;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.logging;

    uses org.rosterstore.tck.StoreFixture;

    opens org.rosterstore.cli to
            info.picocli;
}
