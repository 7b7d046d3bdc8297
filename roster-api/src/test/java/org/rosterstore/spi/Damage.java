package org.rosterstore.spi;

import java.nio.charset.StandardCharsets;
import org.rosterstore.BareJid;

/** Damage to the stored form of a state. */
final class Damage {

    private Damage() {}

    /** The state as it is read back when an octet of a contact's record was changed. */
    static OwnerState of(OwnerState state, BareJid contact) {
        byte[] octets = state.toBytes();
        for (int i = octets.length - 1; i >= 0; i--) {
            byte[] damaged = flipped(octets, i, 0xFF);
            OwnerState read = OwnerState.of(damaged);
            if (read.damaged().containsKey(contact)) {
                return read;
            }
        }
        throw new AssertionError("no record of " + contact);
    }

    static byte[] flipped(byte[] octets, int index, int bits) {
        byte[] damaged = octets.clone();
        damaged[index] ^= (byte) bits;
        return damaged;
    }

    /** Whether some octets stand somewhere in others. */
    static boolean contains(byte[] octets, byte[] part) {
        return latin1(octets).contains(latin1(part));
    }

    private static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
