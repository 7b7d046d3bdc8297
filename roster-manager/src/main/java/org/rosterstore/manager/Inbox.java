package org.rosterstore.manager;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStoreException;
import org.rosterstore.SubscriptionRequest;

/** What an owner receives: dealt with in the order in which it came, later than it came. */
final class Inbox {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Authority authority;
    private final Subscriptions subscriptions;
    private final BareJid owner;
    private final Executor work;
    private final Gate strangers;
    private final Gates contacts;
    private final Gate dropped;

    Inbox(Authority authority, Subscriptions subscriptions, Executor executor) {
        this.authority = authority;
        this.subscriptions = subscriptions;
        this.owner = authority.owner();
        this.work = new SerialExecutor(executor);
        ComponentSettings settings = authority.settings();
        this.strangers = new Gate(settings.strangersPerMinute(), PERIOD, settings.clock());
        this.contacts = new Gates(settings.answersPerMinute(), PERIOD, settings.clock());
        this.dropped = new Gate(1, PERIOD, settings.clock());
    }

    void execute(Runnable task) {
        work.execute(() -> authority.locked(task));
    }

    void receive(Presence presence) {
        BareJid contact = presence.from().orElseThrow().bare();
        if (contact.equals(owner)) {
            return; // no owner needs its own leave, and an answer would come back to it
        }
        execute(() -> {
            try {
                accept(contact, presence);
            } catch (RosterStoreException e) {
                authority.tell(new RosterEvent.Failed(owner, contact, presence, e));
            }
        });
    }

    private void accept(BareJid contact, Presence presence) {
        switch (presence.type()) {
            case SUBSCRIBE -> requested(contact, presence);
            case SUBSCRIBED -> authority.change(contact, subscriptions::granted);
            case UNSUBSCRIBE -> authority.change(contact, subscriptions::left);
            case UNSUBSCRIBED -> authority.change(contact, subscriptions::cancelled);
            case PROBE -> probed(contact);
            case AVAILABLE -> {
                authority.presences().receive(presence);
                heal(contact, presence);
            }
            case UNAVAILABLE -> authority.presences().receive(presence);
            case ERROR -> {}
        }
    }

    private void requested(BareJid contact, Presence presence) {
        boolean isFull = authority.image().pendingIn() >= authority.settings().maxRequests();
        if ((isFull && !authority.image().knows(contact)) || !isAnswered(contact)) {
            if (dropped.passes()) {
                authority.tell(new RosterEvent.Dropped(owner, contact, presence));
            }
            return;
        }
        SubscriptionRequest request = RequestStanza.received(presence, authority.now());
        authority.change(contact, it -> subscriptions.requested(it, request, authority.policy()));
    }

    /** Whether there is still an answer for a contact. What a loop would be made of passes here. */
    private boolean isAnswered(BareJid contact) {
        return (authority.image().knows(contact) || strangers.passes()) && contacts.passes(contact);
    }

    private void probed(BareJid contact) {
        if (!isAnswered(contact)) {
            return;
        }
        if (stored(contact).isSeen()) {
            authority.own().probedBy(contact).forEach(authority::deliver);
        } else {
            // It cancels no approval: RFC 6121, 4.3.2.
            authority.deliver(Presence.between(Presence.Type.UNSUBSCRIBED, owner, contact));
        }
    }

    /**
     * A presence to a bare JID is sent because of a subscription. From one whom the owner does not follow it shows that a
     * stanza was lost: the one that ended the subscription, or, where the owner has asked, the one that granted it.
     */
    private void heal(BareJid contact, Presence presence) {
        boolean isFollowed = authority.image().of(contact).sees();
        boolean isToldToAll = presence.to().orElseThrow().isBare();
        if (isFollowed || !isToldToAll || authority.own().isToldApart(contact) || !isAnswered(contact)) {
            return;
        }
        SubscriptionState state = stored(contact); // another node may know better
        if (!state.sees()) {
            Presence.Type answer = state.isPendingOut() ? Presence.Type.SUBSCRIBE : Presence.Type.UNSUBSCRIBE;
            authority.deliver(Presence.between(answer, owner, contact));
        }
    }

    private SubscriptionState stored(BareJid contact) {
        return SubscriptionState.of(authority.settings().store().find(owner, contact));
    }
}
