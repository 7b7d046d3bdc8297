package org.rosterstore.portable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.rosterstore.portable.Finding.Place;

/** The octets of a Lua file, one after the other, with the next one in sight. It counts lines and columns. */
final class LuaSource implements AutoCloseable {

    /** In the place of an octet after the last. */
    static final int END = -1;

    private final Path file;
    private final InputStream in;
    private int octet;
    private int following;
    private int line = 1;
    private int column = 1;

    private LuaSource(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        octet = in.read();
        following = in.read();
    }

    /**
     * Opens a file before its first octet that is no byte order mark.
     *
     * @param file the path to name in findings
     * @param realPath where it is; a link that was put in its place meanwhile is not followed
     */
    static LuaSource open(Path file, Path realPath) throws DamagedFileException {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(realPath, LinkOption.NOFOLLOW_LINKS));
            try {
                XmlEncoding.skipByteOrderMark(in);
                return new LuaSource(file, in);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(new Place(file, 1), e);
        }
    }

    /** The octet at which the reading is, or {@link #END}. */
    int octet() {
        return octet;
    }

    /** The octet after that, or {@link #END}. */
    int following() {
        return following;
    }

    boolean is(int expected) {
        return octet == expected;
    }

    /** Whether one of the two line ends is here. */
    boolean isLineEnd() {
        return octet == '\n' || octet == '\r';
    }

    boolean isSpace() {
        return octet == ' ' || ('\t' <= octet && octet <= '\r');
    }

    boolean isDigit() {
        return isDigit(octet);
    }

    /** Whether the next octet but one is a digit. */
    boolean isDigitFollowing() {
        return isDigit(following);
    }

    private static boolean isDigit(int octet) {
        return '0' <= octet && octet <= '9';
    }

    boolean isNameStart() {
        return ('a' <= octet && octet <= 'z') || ('A' <= octet && octet <= 'Z') || octet == '_';
    }

    /** The present octet, of a file that must not end here. */
    int needed() throws DamagedFileException {
        if (octet == END) {
            throw notALiteral();
        }
        return octet;
    }

    void advance() throws DamagedFileException {
        if (octet == '\n' || (octet == '\r' && following != '\n')) {
            line = line == Integer.MAX_VALUE ? line : line + 1;
            column = 1;
        } else if (following < 0x80 || following >= 0xC0) {
            column++; // code points, so that an editor finds it
        }
        octet = following;
        try {
            following = in.read();
        } catch (IOException e) {
            throw unreadable(place(), e);
        }
    }

    void expect(int expected) throws DamagedFileException {
        if (octet != expected) {
            throw notALiteral();
        }
        advance();
    }

    void toEndOfLine() throws DamagedFileException {
        while (!isLineEnd() && octet != END) {
            advance();
        }
    }

    Place place() {
        return new Place(file, line);
    }

    /** What stands here is no part of a literal, or missing. */
    DamagedFileException notALiteral() {
        return octet == END
                ? new DamagedFileException(place(), "the file ends before it is complete")
                : damaged("not a literal of Lua");
    }

    DamagedFileException damaged(String what) {
        return new DamagedFileException(place(), what + " at column " + column);
    }

    private static DamagedFileException unreadable(Place place, IOException e) {
        return new DamagedFileException(place, "cannot be read: " + e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It was only read from.
        }
    }
}
