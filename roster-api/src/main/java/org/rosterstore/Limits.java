package org.rosterstore;

/**
 * What a roster may hold: the same in every store. Beyond them is {@link LimitExceededException}, and nothing is changed.
 * "Octets" are of UTF-8.
 */
public final class Limits {

    /** Octets of one part of a JID (RFC 7622, 3.2 and 3.3). */
    public static final int JID_PART_OCTETS = 1_023;

    /** Octets of an item's name. */
    public static final int NAME_OCTETS = 1_023;

    /** Octets of one group's name. */
    public static final int GROUP_OCTETS = 1_023;

    /** Groups of one item. */
    public static final int GROUPS = 1_000;

    /** Characters (UTF-16 units) of a protocol version string. */
    public static final int VER_CHARACTERS = 1_024;

    /** Octets of a pending request's stanza, in its canonical form; also of its nick and its status. */
    public static final int STANZA_OCTETS = 16 * 1_024;

    /** Extras of one contact. */
    public static final int EXTRAS = 32;

    /** Octets of the key of an extra. */
    public static final int EXTRA_KEY_OCTETS = 128;

    /** Octets of the value of an extra. */
    public static final int EXTRA_VALUE_OCTETS = 4_096;

    /** Octets of all the text of one contact: JID, name, groups, nick, status, stanza, keys and values of extras. */
    public static final int CONTACT_OCTETS = 64 * 1_024;

    /** Pending requests of one owner. */
    public static final int REQUESTS = 100_000;

    private Limits() {}
}
