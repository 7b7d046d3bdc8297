package org.rosterstore.xml;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * XML cannot be read any further: it is not well-formed, holds what is not allowed, or is beyond a limit. The message holds
 * nothing of what it says.
 */
public final class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    MalformedXmlException(String message, int line, @Nullable Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /**
     * Where.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * Why not even its characters could be read.
     *
     * @return what the source of the characters has thrown, empty if it has not
     */
    public Optional<IOException> unreadable() {
        return getCause() instanceof IOException failure ? Optional.of(failure) : Optional.empty();
    }
}
