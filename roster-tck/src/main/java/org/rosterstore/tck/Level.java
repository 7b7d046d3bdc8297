package org.rosterstore.tck;

/** How binding a clause is, in the words of RFC 2119. */
public enum Level {
    /** Every store keeps it. */
    MUST,
    /** A store that offers the ability keeps it. */
    MUST_IF_OFFERED
}
