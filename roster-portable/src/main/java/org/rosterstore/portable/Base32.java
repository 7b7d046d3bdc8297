package org.rosterstore.portable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Base32 of text in UTF-8 without padding: how Smack names files. RFC 4648, 6. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** The text, or empty if this is no Base32, not of UTF-8, or not as an encoder would have written it. */
    static Optional<String> decoded(String encoded) {
        ByteBuffer octets = ByteBuffer.allocate(encoded.length() * BITS / Byte.SIZE);
        int bits = 0;
        int pending = 0;
        for (int i = 0; i < encoded.length(); i++) {
            int value = value(encoded.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = pending << BITS | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                octets.put((byte) (pending >> bits));
                pending &= (1 << bits) - 1;
            }
        }
        if (bits >= BITS || pending != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Small letters too: some file systems do not keep them apart. */
    private static int value(char digit) {
        return ALPHABET.indexOf('a' <= digit && digit <= 'z' ? digit - 'a' + 'A' : digit);
    }
}
