package org.rosterstore.tck;

import java.util.List;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;

/** The contacts of the examples. */
final class Cast {

    static final BareJid JULIET = BareJid.stored("juliet@capulet.example");
    static final BareJid NURSE = BareJid.stored("nurse@capulet.example");
    static final BareJid TYBALT = BareJid.stored("tybalt@capulet.example");
    static final BareJid ROMEO = BareJid.stored("romeo@montague.example");
    static final BareJid MERCUTIO = BareJid.stored("mercutio@verona.example");

    private Cast() {}

    /** An item with a name and nothing else. */
    static RosterItem named(BareJid contact, String name) {
        return RosterItem.of(contact).withName(name);
    }

    /** So many contacts that nothing is particular about. */
    static List<BareJid> crowd(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> BareJid.stored("guest" + i + "@verona.example"))
                .toList();
    }
}
