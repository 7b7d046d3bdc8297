package org.rosterstore.manager;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** Reads what a server says about a contact. */
final class ReceivedItem {

    private ReceivedItem() {}

    /** Whether a push says that the contact is no longer in the roster. */
    static boolean isRemoval(RosterQuery.Item item) {
        return item.subscription().equals("remove");
    }

    /**
     * Whose item it is.
     *
     * @throws IllegalArgumentException if that is not a bare JID
     */
    static BareJid contact(RosterQuery.Item item) {
        if (item.jid().isEmpty()) {
            throw new IllegalArgumentException("an item without a JID (RFC 6121, 2.1.2.3)");
        }
        return BareJid.of(item.jid());
    }

    /**
     * The item as a roster keeps it. Groups that are empty or come twice are left out: a server should not have them
     * (RFC 6121, 2.3.3), and they mean nothing.
     *
     * @throws IllegalArgumentException if it has no valid JID, or a subscription that RFC 6121, 2.1.2.5, does not have
     * @throws LimitExceededException if it is larger than any store keeps
     */
    static RosterItem read(RosterQuery.Item item) {
        BareJid contact = contact(item);
        Set<String> groups = new LinkedHashSet<>(item.groups());
        groups.remove("");
        RosterItem read = new RosterItem(contact, item.name(), groups, subscription(item), item.ask(), item.approved());
        new Contact(contact, Optional.of(read), Optional.empty(), Map.of(), Revision.NONE); // checks its size
        return read;
    }

    private static Subscription subscription(RosterQuery.Item item) {
        String word = item.subscription().isEmpty() ? "none" : item.subscription(); // the default
        return Subscription.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("a subscription that there is not: " + word));
    }

    /** A version that can be kept. The empty one is none: it is what a client sends that has no roster. */
    static Optional<String> ver(RosterQuery query) {
        try {
            query.ver().ifPresent(RosterEdit::ver);
        } catch (IllegalArgumentException | LimitExceededException e) {
            return Optional.empty();
        }
        return query.ver().filter(ver -> !ver.isEmpty());
    }
}
