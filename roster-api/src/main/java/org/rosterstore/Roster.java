package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One state of everything that a store holds for an owner. Immutable.
 *
 * @param owner whose roster it is
 * @param revision the state's name, {@link Revision#NONE} for an owner that was never committed to
 * @param ver the protocol's opaque version string (RFC 6121, 2.6), byte for byte; empty where there is none, and while a
 *     record is unreadable
 * @param contacts what is known about each JID, in no promised order. Contacts without an item are here too; {@link #items}
 *     leaves them out.
 * @param unreadable the records that could not be decoded; their contacts are not in {@code contacts}
 */
public record Roster(
        BareJid owner,
        Revision revision,
        Optional<String> ver,
        Map<BareJid, Contact> contacts,
        List<Unreadable> unreadable) {

    /** Checks for null and that no contact is both readable and unreadable, and copies the contacts. */
    public Roster {
        requireNonNull(owner, "owner");
        requireNonNull(revision, "revision");
        contacts = ImmutableContacts.copyOf(requireNonNull(contacts, "contacts"));
        unreadable = List.copyOf(unreadable);
        for (Unreadable record : unreadable) {
            if (contacts.containsKey(record.contact())) {
                throw new IllegalArgumentException(record.contact() + " is both readable and unreadable");
            }
        }
        if (!unreadable.isEmpty()) {
            ver = Optional.empty();
        }
        ver.ifPresent(Roster::checkVer);
    }

    /**
     * The roster of an owner that was never committed to.
     *
     * @param owner whose roster it is
     * @return an empty roster at {@link Revision#NONE}
     */
    public static Roster none(BareJid owner) {
        return new Roster(owner, Revision.NONE, Optional.empty(), Map.of(), List.of());
    }

    /**
     * A roster over a map that never changes again, which is trusted and not copied. For stores: loading a snapshot then
     * costs nothing, however large it is.
     *
     * @param owner whose roster it is
     * @param revision the state's name
     * @param ver the protocol's version string
     * @param contacts the contacts, none of them absent, each under its own JID
     * @param unreadable the records that could not be decoded
     * @return the roster
     */
    public static Roster stored(
            BareJid owner,
            Revision revision,
            Optional<String> ver,
            Map<BareJid, Contact> contacts,
            List<Unreadable> unreadable) {
        return new Roster(owner, revision, ver, ImmutableContacts.trusting(contacts), unreadable);
    }

    /**
     * The same over a list, which is trusted too. An index is made when a contact is first asked for by its JID.
     *
     * @param owner whose roster it is
     * @param revision the state's name
     * @param ver the protocol's version string
     * @param contacts the contacts, none of them absent, no two about one JID
     * @param unreadable the records that could not be decoded
     * @return the roster
     */
    public static Roster stored(
            BareJid owner,
            Revision revision,
            Optional<String> ver,
            List<Contact> contacts,
            List<Unreadable> unreadable) {
        return new Roster(owner, revision, ver, ImmutableContacts.trusting(contacts), unreadable);
    }

    /**
     * What is known about one JID.
     *
     * @param jid the contact
     * @return the contact, {@linkplain Contact#absent absent} at this revision if the owner does not have it
     * @throws StoredDataException if its record could not be decoded
     */
    public Contact contact(BareJid jid) {
        Contact contact = contacts.get(requireNonNull(jid, "jid"));
        if (contact != null) {
            return contact;
        }
        for (Unreadable record : unreadable) {
            if (record.contact().equals(jid)) {
                throw new StoredDataException(
                        "the record of %s in the roster of %s: %s".formatted(jid, owner, record.problem()));
            }
        }
        return Contact.absent(jid, revision);
    }

    /**
     * The roster in the protocol's sense: the contacts that have an item.
     *
     * @return the items, in no promised order
     */
    public Stream<RosterItem> items() {
        return contacts.values().stream().flatMap(contact -> contact.item().stream());
    }

    /**
     * The requests that wait for an answer.
     *
     * @return the requests, in no promised order
     */
    public Stream<SubscriptionRequest> requests() {
        return contacts.values().stream().flatMap(contact -> contact.request().stream());
    }

    /**
     * Whether the other holds the same for the same owner, whatever the revisions. The order of groups counts.
     *
     * @param other another roster, perhaps from another store
     * @return whether owner, ver, contacts and unreadable records are the same
     */
    public boolean sameContent(Roster other) {
        return owner.equals(other.owner)
                && ver.equals(other.ver)
                && unreadable.equals(other.unreadable)
                && contacts.size() == other.contacts.size()
                && contacts.values().stream().allMatch(contact -> {
                    Contact twin = other.contacts.get(contact.jid());
                    return twin != null && contact.sameContent(twin);
                });
    }

    static String checkVer(String ver) {
        if (ver.length() > Limits.VER_CHARACTERS) {
            throw new LimitExceededException(
                    "ver has %,d characters, the limit is %,d".formatted(ver.length(), Limits.VER_CHARACTERS));
        }
        return Text.checked(ver, "ver", Integer.MAX_VALUE);
    }
}
