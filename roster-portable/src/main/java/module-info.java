/**
 * Rosters as files that other XMPP software can read and write: XEP-0227, in and out, and from there into a store and
 * back; and rosters in the files of Prosody, Smack and aioxmpp, and in the Redis of SleekXMPP, in. For the last of them
 * {@code redis.clients.jedis} is to be there.
 */
@org.jspecify.annotations.NullMarked
module org.rosterstore.portable {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires static redis.clients.jedis;

    exports org.rosterstore.portable;
}
