package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * A stored record that could not be decoded. It is reported at every read and left as it is by writes to other contacts;
 * putting, removing or replacing the contact's item, or erasing the owner, repairs it. While there is one the owner's
 * {@link Roster#ver()} reads as absent, so that a server is asked for the whole roster. Immutable.
 *
 * @param contact whose record it is
 * @param problem what is wrong with it, in one line
 */
public record Unreadable(BareJid contact, String problem) {

    /** Checks for null. */
    public Unreadable {
        requireNonNull(contact, "contact");
        requireNonNull(problem, "problem");
    }
}
