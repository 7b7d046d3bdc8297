package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.rosterstore.Revision;

/** Writes stored octets: numbers are big-endian, a text is its length in octets and its UTF-8. Not safe for several threads. */
final class Octets {

    /** How many octets a revision takes. */
    static final int REVISION = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    Octets octet(int value) {
        out.write(value);
        return this;
    }

    Octets int16(int value) {
        return octet(value >>> 8).octet(value);
    }

    Octets int32(int value) {
        return int16(value >>> 16).int16(value);
    }

    Octets int64(long value) {
        return int32((int) (value >>> 32)).int32((int) value);
    }

    Octets revision(Revision revision) {
        return int64(revision.counter()).int64(revision.commit());
    }

    /** A text of less than 65,536 octets. */
    Octets text(String text) {
        byte[] octets = text.getBytes(UTF_8);
        return int16(octets.length).raw(octets);
    }

    Octets raw(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
