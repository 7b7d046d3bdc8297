package org.rosterstore.manager;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;

/** What an owner does when it begins, and from time to time: what was left unsent, unanswered or undecided. */
final class Recovery {

    private final Authority authority;
    private final Subscriptions subscriptions;
    private final BareJid owner;
    private final Map<BareJid, Asked> asked = new HashMap<>();

    /** A request that was sent and is not answered: how often it was sent again, and when it was sent last. */
    private record Asked(int times, Instant last) {}

    Recovery(Authority authority, Subscriptions subscriptions) {
        this.authority = authority;
        this.subscriptions = subscriptions;
        this.owner = authority.owner();
    }

    /** Says that the owner is there, asks who else is, and does what was left undone. */
    void start(Roster loaded) {
        Roster roster = authority.begin(loaded);
        for (Contact contact : roster.contacts().values()) {
            SubscriptionState state = SubscriptionState.of(contact);
            if (state.isSeen()) {
                authority.own().seenBy(contact.jid()).forEach(authority::deliver);
            }
            if (state.sees()) {
                authority.deliver(Presence.between(Presence.Type.PROBE, owner, contact.jid()));
            }
            if (state.isPendingOut() && Unsent.of(contact).wish().isEmpty()) {
                ask(contact.jid(), 0);
            }
        }
        sendUnsent(roster.contacts().values());
        for (Contact contact : roster.contacts().values()) {
            if (contact.request().isPresent()) {
                authority.change(contact.jid(), it -> subscriptions.offeredAgain(it, authority.policy()));
            }
        }
    }

    /** Does what is due. */
    void tend() {
        authority.look().ifPresent(roster -> sendUnsent(roster.contacts().values()));
        OwnerImage image = authority.image();
        asked.keySet().removeIf(contact -> !image.of(contact).isPendingOut());
        for (BareJid contact : image.contacts()) {
            if (image.of(contact).isPendingOut()) {
                askIfDue(contact);
            }
        }
    }

    /** The owner has asked a contact just now. */
    void hasAsked(BareJid contact) {
        asked.put(contact, new Asked(0, authority.now()));
    }

    private void ask(BareJid contact, int times) {
        asked.put(contact, new Asked(times, authority.now()));
        authority.deliver(Presence.between(Presence.Type.SUBSCRIBE, owner, contact));
    }

    /** RFC 6121, 3.1.2: a request may have been lost. */
    private void askIfDue(BareJid contact) {
        ComponentSettings settings = authority.settings();
        Asked last = asked.computeIfAbsent(contact, it -> new Asked(0, authority.now()));
        Instant due = last.last().plus(settings.resendAfter().multipliedBy(1L << last.times()));
        if (last.times() < settings.resends() && !authority.now().isBefore(due)) {
            ask(contact, last.times() + 1);
        }
    }

    private void sendUnsent(Collection<Contact> contacts) {
        for (Contact contact : contacts) {
            Unsent unsent = Unsent.of(contact);
            if (!unsent.isNothing()) {
                authority.send(unsent.stanzas(owner, contact.jid()), contact);
            }
        }
    }
}
