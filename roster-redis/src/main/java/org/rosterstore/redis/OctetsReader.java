package org.rosterstore.redis;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.rosterstore.Revision;

/** Reads what {@link Octets} wrote, from octets that may be damaged: then it throws {@link IllegalArgumentException}. */
final class OctetsReader {

    private static final char REPLACEMENT = '\uFFFD';

    private static final VarHandle INT16 = byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle INT32 = byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle INT64 = byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private byte[] octets;
    private int end;
    private int at;

    OctetsReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private OctetsReader(byte[] octets, int begin, int end) {
        this.octets = octets;
        this.at = begin;
        this.end = end;
    }

    /** Goes on with others. */
    OctetsReader reads(byte[] others) {
        octets = others;
        at = 0;
        end = others.length;
        return this;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int octet() {
        return octets[take(1)] & 0xFF;
    }

    int int16() {
        return (short) INT16.get(octets, take(2)) & 0xFFFF;
    }

    int int32() {
        return (int) INT32.get(octets, take(4));
    }

    long int64() {
        return (long) INT64.get(octets, take(8));
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
        if (!isWhole(text)) {
            check(from, length);
        }
        return text;
    }

    /** Whether all of a text was UTF-8 for sure. No JID has that character. */
    static boolean isWhole(String text) {
        return text.indexOf(REPLACEMENT) < 0;
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
