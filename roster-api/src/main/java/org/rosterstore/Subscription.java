package org.rosterstore;

import java.util.Locale;
import java.util.Optional;

/** Who sees whose presence, as a roster item states it. RFC 6121, 2.1.2.5. */
public enum Subscription {
    /** Neither sees the other's presence. */
    NONE,
    /** The owner sees the contact's presence. */
    TO,
    /** The contact sees the owner's presence. */
    FROM,
    /** Each sees the other's presence. */
    BOTH;

    private final String word = name().toLowerCase(Locale.ROOT);

    /**
     * The word of the protocol.
     *
     * @return {@code none}, {@code to}, {@code from} or {@code both}
     */
    public String word() {
        return word;
    }

    /**
     * Reads the word of the protocol. Case matters, as in XML.
     *
     * @param word a value of the {@code subscription} attribute
     * @return the subscription, or empty for any other word ({@code remove} included: it is an instruction, not a state)
     */
    public static Optional<Subscription> ofWord(String word) {
        return switch (word) {
            case "none" -> Optional.of(NONE);
            case "to" -> Optional.of(TO);
            case "from" -> Optional.of(FROM);
            case "both" -> Optional.of(BOTH);
            default -> Optional.empty();
        };
    }
}
