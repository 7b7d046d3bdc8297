package org.rosterstore.xml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Gives a parser so many characters for its next step and no more. A parser holds a tag, a comment or a CDATA section
 * whole before it says a word of it, so this is what bounds the memory that hostile XML can claim.
 */
final class BoundedReader extends FilterReader {

    private int allowance;
    private boolean ended;
    private @Nullable IOException failure;

    BoundedReader(Reader in) {
        super(in);
    }

    /** Before the next step of the parser. */
    void allow(int characters) {
        allowance = characters;
    }

    /** Whether the parser has asked for more than there is. */
    boolean ended() {
        return ended;
    }

    /** Why a read has failed, for parsers wrap that in different ways; null if none has. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (allowance <= 0) {
            throw failed(new TooLongException());
        }
        try {
            int count = super.read(buffer, offset, Math.min(length, allowance));
            ended |= count < 0;
            allowance -= Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException failed(IOException e) {
        failure = e;
        return e;
    }

    /** The parser needs more for one step than it is allowed. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
