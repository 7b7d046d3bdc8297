package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.rosterstore.Revision;

/** Reads what {@link Octets} wrote, from octets that may be damaged: then it throws {@link IllegalArgumentException}. */
final class OctetsReader {

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] octets;
    private final int end;
    private int at;

    OctetsReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private OctetsReader(byte[] octets, int begin, int end) {
        this.octets = octets;
        this.at = begin;
        this.end = end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int octet() {
        return octets[take(1)] & 0xFF;
    }

    int int16() {
        int from = take(2);
        return ((octets[from] & 0xFF) << 8) | (octets[from + 1] & 0xFF);
    }

    int int32() {
        return (int16() << 16) | int16();
    }

    long int64() {
        return ((long) int32() << 32) | (int32() & 0xFFFF_FFFFL);
    }

    Revision revision() {
        return new Revision(int64(), int64());
    }

    /** A text with its length. */
    String text() {
        return text(int16());
    }

    /** All that is left, as text. */
    String restAsText() {
        return text(end - at);
    }

    /** A number that differs for most of what may be left. */
    int restHash() {
        return 31 * (end - at) + octets[end - 1] + 7 * octets[(at + end) / 2];
    }

    /** Whether these octets are all that is left; then it is read. */
    boolean skipsRest(byte[] expected) {
        if (!Arrays.equals(octets, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** All that is left, which is not read by this. */
    byte[] copyOfRest() {
        return Arrays.copyOfRange(octets, at, end);
    }

    private String text(int length) {
        int from = take(length);
        String text = new String(octets, from, length, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            check(from, length);
        }
        return text;
    }

    /** A replacement character may stand for what is no UTF-8, or may have been written. */
    private void check(int from, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, from, length));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text that is not UTF-8", e);
        }
    }

    /** A part with its length before it, to be read by itself. */
    OctetsReader part() {
        int length = int32();
        int from = take(length);
        return new OctetsReader(octets, from, from + length);
    }

    private int take(int length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("%d octets where there are %d".formatted(length, end - at));
        }
        int from = at;
        at += length;
        return from;
    }
}
