package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed in an owner's roster between two revisions, as the touched contacts in their present state. Immutable.
 *
 * @param owner whose roster it is
 * @param from the revision asked about
 * @param to the revision that this is the state of
 * @param ver the protocol's version string at {@code to}
 * @param contacts the contacts touched since {@code from}; one that is gone is {@linkplain Contact#absent absent} at
 *     {@code to}
 * @param unreadable those touched contacts whose record could not be decoded
 */
public record Changes(
        BareJid owner,
        Revision from,
        Revision to,
        Optional<String> ver,
        Map<BareJid, Contact> contacts,
        List<Unreadable> unreadable) {

    /** Checks for null and copies the collections. */
    public Changes {
        requireNonNull(owner, "owner");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(ver, "ver");
        contacts = Map.copyOf(contacts);
        unreadable = List.copyOf(unreadable);
    }
}
