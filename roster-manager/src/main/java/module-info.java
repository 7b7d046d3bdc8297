/**
 * What to do about presence subscriptions, by RFC 6121, over any roster store: for components and bots, which are the
 * authority over their rosters, and for clients, whose server is.
 */
@org.jspecify.annotations.NullMarked
module org.rosterstore.manager {
    requires static org.jspecify;
    requires transitive java.xml;
    requires transitive org.rosterstore;

    exports org.rosterstore.manager;
}
