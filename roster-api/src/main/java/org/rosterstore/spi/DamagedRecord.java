package org.rosterstore.spi;

import org.rosterstore.BareJid;
import org.rosterstore.Unreadable;

/** A contact's record that could not be read, kept as it was found. */
final class DamagedRecord {

    private final byte[] octets;
    private final int checksum;
    private final String problem;

    DamagedRecord(byte[] octets, int checksum, String problem) {
        this.octets = octets;
        this.checksum = checksum;
        this.problem = problem;
    }

    byte[] octets() {
        return octets;
    }

    /** The checksum that the record should have, which is kept too: writing it anew would call the damage right. */
    int checksum() {
        return checksum;
    }

    Unreadable report(BareJid contact) {
        return new Unreadable(contact, problem);
    }
}
