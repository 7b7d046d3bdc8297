package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

/**
 * Why a stanza failed. Immutable. RFC 6120, 8.3.
 *
 * @param type what to do about it: {@code auth}, {@code cancel}, {@code continue}, {@code modify} or {@code wait}
 * @param condition the defined condition, for example {@code item-not-found}
 * @param text more of it, for people, {@code ""} for nothing
 */
public record StanzaError(String type, String condition, String text) {

    /** Checks for null. */
    public StanzaError {
        requireNonNull(type, "type");
        requireNonNull(condition, "condition");
        requireNonNull(text, "text");
    }
}
