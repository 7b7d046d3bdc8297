package org.rosterstore.spi;

import org.rosterstore.BareJid;
import org.rosterstore.Unreadable;

/** A contact's record that could not be read, kept as it was found. */
record DamagedRecord(byte[] bytes, int checksum, String problem) {

    Unreadable report(BareJid contact) {
        return new Unreadable(contact, problem);
    }
}
