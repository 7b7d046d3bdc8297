package org.rosterstore.manager;

import java.util.Locale;
import java.util.Optional;

/** How available a resource is. RFC 6121, 4.7.2.1. */
public enum Show {
    /** Interested in chatting. */
    CHAT,
    /** Simply there: no {@code <show/>}. */
    AVAILABLE,
    /** Temporarily away. */
    AWAY,
    /** Away for an extended period. */
    XA,
    /** Does not want to be disturbed. */
    DND;

    /**
     * The word of the protocol.
     *
     * @return {@code chat}, {@code away}, {@code xa} or {@code dnd}; {@code ""} for {@link #AVAILABLE}
     */
    public String word() {
        return this == AVAILABLE ? "" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word of the protocol. Case matters, as in XML.
     *
     * @param word the text of a {@code <show/>}, {@code ""} where there is none
     * @return what it means, or empty for a word that RFC 6121 does not have
     */
    public static Optional<Show> ofWord(String word) {
        return switch (word) {
            case "" -> Optional.of(AVAILABLE);
            case "chat" -> Optional.of(CHAT);
            case "away" -> Optional.of(AWAY);
            case "xa" -> Optional.of(XA);
            case "dnd" -> Optional.of(DND);
            default -> Optional.empty();
        };
    }
}
