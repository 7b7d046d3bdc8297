package org.rosterstore.portable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Octets;
import org.rosterstore.portable.Value.Text;

/** A string of Lua, in any of its notations. Lua 5.4, 3.1. */
final class LuaString {

    private static final int MAX_OCTET = 0xFF;

    /** What Lua's {@code \}{@code u} takes: more than Unicode has. */
    private static final long MAX_CODE_POINT = 0x7FFF_FFFF;

    private final LuaSource in;
    private final int longest;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean isWhole = true;

    private LuaString(LuaSource in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Whether a string begins here. */
    static boolean isNext(LuaSource in) {
        return in.is('"') || in.is('\'') || in.is('[');
    }

    /**
     * Reads the string that begins here.
     *
     * @return text, or octets that are none; empty if it is longer than {@link TableInput#MAX_STRING}
     */
    static Optional<Value> read(LuaSource in, Place place) throws DamagedFileException {
        LuaString string = new LuaString(in, TableInput.MAX_STRING);
        if (in.is('[')) {
            string.bracketed();
        } else {
            string.quoted();
        }
        return string.isWhole ? Optional.of(string.value(place)) : Optional.empty();
    }

    /** Goes past what follows on a long bracket, to the end of the one that closes it. */
    static void skip(LuaSource in, int level) throws DamagedFileException {
        new LuaString(in, 0).toClosingBracket(level);
    }

    private Value value(Place place) {
        try {
            ByteBuffer octets = ByteBuffer.wrap(held.toByteArray());
            return new Text(StandardCharsets.UTF_8.newDecoder().decode(octets).toString(), place);
        } catch (CharacterCodingException e) {
            return new Octets(place);
        }
    }

    private void add(int octet) {
        isWhole &= held.size() < longest;
        if (isWhole) {
            held.write(octet);
        }
    }

    private void quoted() throws DamagedFileException {
        int quote = in.octet();
        in.advance();
        while (!in.is(quote)) {
            if (in.isLineEnd()) {
                throw in.damaged("a string without an end");
            }
            if (in.is('\\')) {
                in.advance();
                escape();
            } else {
                add(in.needed());
                in.advance();
            }
        }
        in.advance();
    }

    private void escape() throws DamagedFileException {
        switch (in.needed()) {
            case 'a' -> escaped(7);
            case 'b' -> escaped('\b');
            case 'f' -> escaped('\f');
            case 'n' -> escaped('\n');
            case 'r' -> escaped('\r');
            case 't' -> escaped('\t');
            case 'v' -> escaped(11);
            case '\\', '"', '\'' -> escaped(in.octet());
            case '\n', '\r' -> lineEnd();
            case 'x' -> {
                in.advance();
                int high = hexadecimal();
                add(high << 4 | hexadecimal());
            }
            case 'z' -> {
                in.advance();
                while (in.isSpace()) {
                    in.advance();
                }
            }
            case 'u' -> {
                in.advance();
                codePoint();
            }
            default -> {
                if (!in.isDigit()) {
                    throw in.damaged("an escape that Lua does not know");
                }
                decimal();
            }
        }
    }

    private void escaped(int meant) throws DamagedFileException {
        add(meant);
        in.advance();
    }

    /** Any of Lua's line ends is one line feed. */
    private void lineEnd() throws DamagedFileException {
        passLineEnd();
        add('\n');
    }

    private void passLineEnd() throws DamagedFileException {
        int first = in.octet();
        in.advance();
        if (in.isLineEnd() && in.octet() != first) {
            in.advance();
        }
    }

    private void decimal() throws DamagedFileException {
        int value = 0;
        for (int i = 0; i < 3 && in.isDigit(); i++) {
            value = 10 * value + in.octet() - '0';
            in.advance();
        }
        if (value > MAX_OCTET) {
            throw in.damaged("an escape beyond \\255");
        }
        add(value);
    }

    private int hexadecimal() throws DamagedFileException {
        int value = Character.digit(in.needed(), 16);
        if (value < 0 || in.octet() > 'f') {
            throw in.damaged("an escape that is not hexadecimal");
        }
        in.advance();
        return value;
    }

    private void codePoint() throws DamagedFileException {
        in.expect('{');
        long value = 0;
        do {
            value = value << 4 | hexadecimal();
            if (value > MAX_CODE_POINT) {
                throw in.damaged("an escape beyond \\u{7FFFFFFF}");
            }
        } while (!in.is('}'));
        in.advance();
        utf8(value);
    }

    /** UTF-8 as it was once, of up to six octets: beyond Unicode it makes what is no text. */
    private void utf8(long codePoint) {
        if (codePoint < 0x80) {
            add((int) codePoint);
            return;
        }
        int[] reversed = new int[6];
        int length = 0;
        long rest = codePoint;
        int room = 0x3F;
        while (rest > room) {
            reversed[length++] = (int) (0x80 | (rest & 0x3F));
            rest >>= 6;
            room >>= 1;
        }
        add((int) (((~room << 1) & MAX_OCTET) | rest));
        while (length > 0) {
            add(reversed[--length]);
        }
    }

    private void bracketed() throws DamagedFileException {
        in.advance();
        int level = level(in);
        if (level < 0) {
            throw in.notALiteral();
        }
        if (in.isLineEnd()) {
            passLineEnd();
        }
        toClosingBracket(level);
    }

    /** Goes past the equals signs and the second bracket of an opening long bracket; negative if it is none. */
    static int level(LuaSource in) throws DamagedFileException {
        int level = 0;
        while (in.is('=')) {
            level++;
            in.advance();
        }
        if (!in.is('[')) {
            return -1;
        }
        in.advance();
        return level;
    }

    private void toClosingBracket(int level) throws DamagedFileException {
        while (true) {
            if (in.isLineEnd()) {
                lineEnd();
            } else if (in.is(']')) {
                in.advance();
                int signs = 0;
                while (in.is('=')) {
                    signs++;
                    in.advance();
                }
                if (in.is(']') && signs == level) {
                    in.advance();
                    return;
                }
                add(']');
                for (int i = 0; i < signs; i++) {
                    add('=');
                }
            } else {
                add(in.needed());
                in.advance();
            }
        }
    }
}
