package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * All that an owner's roster holds about one JID: the item, a pending request, the application's own data. Each of the
 * three may stand without the others. Immutable.
 *
 * @param jid whom it is about
 * @param item the roster item, if the contact is in the roster
 * @param request the contact's request that waits for an answer, if there is one
 * @param extras the application's own data. Protocol messages do not touch them; removing the item drops them. Keys that
 *     begin with {@code roster.} are this library's.
 * @param changedIn the commit that last touched the contact. For a contact that the owner does not have it is the revision
 *     at which it was seen absent, so that {@link Condition#unchanged} works for it as well.
 */
public record Contact(
        BareJid jid,
        Optional<RosterItem> item,
        Optional<SubscriptionRequest> request,
        Map<String, String> extras,
        Revision changedIn) {

    /**
     * Checks the parts and copies the extras.
     *
     * @throws IllegalArgumentException if item or request are somebody else's, a key is empty, or text holds what XML
     *     cannot carry
     * @throws LimitExceededException if there are more than {@value Limits#EXTRAS} extras, one of them is too long, or all
     *     text together has more than {@value Limits#CONTACT_OCTETS} octets
     */
    public Contact {
        requireNonNull(jid, "jid");
        requireNonNull(item, "item");
        requireNonNull(request, "request");
        requireNonNull(changedIn, "changedIn");
        extras = Extras.checked(extras);
        if (item.isPresent() && !item.get().contact().equals(jid)) {
            throw new IllegalArgumentException("the item of " + item.get().contact() + " under " + jid);
        }
        if (request.isPresent() && !request.get().from().equals(jid)) {
            throw new IllegalArgumentException("the request of " + request.get().from() + " under " + jid);
        }
        if (item.isEmpty()
                || request.isPresent()
                || !extras.isEmpty()
                || !item.get().isSmall()) {
            checkOctets(jid, octets(jid, item, request, extras));
        }
    }

    private static void checkOctets(BareJid jid, int octets) {
        if (octets > Limits.CONTACT_OCTETS) {
            throw new LimitExceededException("%s has %,d octets of text, the limit of one contact is %,d"
                    .formatted(jid, octets, Limits.CONTACT_OCTETS));
        }
    }

    /**
     * A contact that an owner does not have.
     *
     * @param jid whom it would be about
     * @param seenAt the owner's revision at which it was absent
     * @return a contact without item, request and extras
     */
    public static Contact absent(BareJid jid, Revision seenAt) {
        return new Contact(jid, Optional.empty(), Optional.empty(), Map.of(), seenAt);
    }

    /**
     * Whether there is nothing about this JID.
     *
     * @return true if there is no item, no request and no extra
     */
    public boolean isAbsent() {
        return item.isEmpty() && request.isEmpty() && extras.isEmpty();
    }

    /**
     * Whether the other holds the same, whenever it was changed. The order of the groups counts.
     *
     * @param other another contact
     * @return whether JID, item, request and extras are the same
     */
    public boolean sameContent(Contact other) {
        return jid.equals(other.jid)
                && item.isPresent() == other.item.isPresent()
                && (item.isEmpty() || item.get().identical(other.item.orElseThrow()))
                && request.equals(other.request)
                && extras.equals(other.extras);
    }

    private static int octets(
            BareJid jid, Optional<RosterItem> item, Optional<SubscriptionRequest> request, Map<String, String> extras) {
        int octets = item.isPresent() ? item.get().octets() : Text.octets(jid.toString());
        if (request.isPresent()) {
            octets += request.get().octets();
        }
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            octets += Text.octets(extra.getKey()) + Text.octets(extra.getValue());
        }
        return octets;
    }
}
