package org.rosterstore.manager;

/**
 * A stanza that is broken, or too large, or cannot be written. A server answers such a one with {@code <bad-request/>} (RFC
 * 6120, 8.3.3.1), a client ignores it. The message is one line, and quotes no more of the stanza than the beginning of a JID
 * that is none.
 */
public final class MalformedStanzaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    MalformedStanzaException(String message) {
        super(message);
    }
}
