/**
 * Rosters as files that other XMPP software can read and write: XEP-0227, in and out, and from there into a store and
 * back; and rosters in the files of Prosody, Smack and aioxmpp, in.
 */
@org.jspecify.annotations.NullMarked
module org.rosterstore.portable {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires com.fasterxml.jackson.core;
    requires java.xml;

    exports org.rosterstore.portable;
}
