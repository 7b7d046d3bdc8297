package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;

/**
 * How an owner stands to its contacts, as it was seen last: enough to deal with presence without the store. Not safe for
 * use by several threads.
 */
final class OwnerImage {

    private final BareJid owner;
    private Map<BareJid, SubscriptionState> states = new HashMap<>();
    private Revision revision = Revision.NONE;
    private Contact self;
    private int pendingIn;

    OwnerImage(BareJid owner) {
        this.owner = owner;
        this.self = Contact.absent(owner, Revision.NONE);
    }

    OwnerImage(Roster roster) {
        this(roster.owner());
        take(roster);
    }

    private void take(Roster roster) {
        states = new HashMap<>(roster.contacts().size() + roster.contacts().size() / 2);
        pendingIn = 0;
        self = Contact.absent(owner, roster.revision());
        roster.contacts().values().forEach(this::take);
        revision = roster.revision();
    }

    private void take(Contact contact) {
        if (contact.jid().equals(owner)) {
            self = contact;
            return;
        }
        SubscriptionState state = SubscriptionState.of(contact);
        SubscriptionState old = contact.isAbsent() ? states.remove(contact.jid()) : states.put(contact.jid(), state);
        if (old != null && old.isPendingIn()) {
            pendingIn--;
        }
        if (state.isPendingIn()) {
            pendingIn++;
        }
    }

    Revision revision() {
        return revision;
    }

    /** What is kept about the owner itself. */
    Contact self() {
        return self;
    }

    boolean isManaged() {
        return self.extras().containsKey(Extra.MANAGED);
    }

    /** How many wait for an answer. */
    int pendingIn() {
        return pendingIn;
    }

    boolean knows(BareJid contact) {
        return states.containsKey(contact);
    }

    SubscriptionState of(BareJid contact) {
        return states.getOrDefault(contact, SubscriptionState.NONE);
    }

    /** Those who see the owner. */
    Set<BareJid> subscribers() {
        Set<BareJid> subscribers = new HashSet<>();
        states.forEach((contact, state) -> {
            if (state.isSeen()) {
                subscribers.add(contact);
            }
        });
        return subscribers;
    }

    /** Those of whom something is known. */
    List<BareJid> contacts() {
        return new ArrayList<>(states.keySet());
    }

    /** Takes in one's own commit, to a contact that was read just before. Others' before it are left for {@link #refresh}. */
    void committed(Contact contact) {
        take(contact);
        if (contact.changedIn().counter() == revision.counter() + 1) {
            revision = contact.changedIn();
        }
    }

    /** Looks into the store if it is ahead, and gives the contacts that stand otherwise than before, with how they stood. */
    Map<BareJid, SubscriptionState> refresh(RosterStore store) {
        if (store.revision(owner).equals(revision)) {
            return Map.of();
        }
        Map<BareJid, SubscriptionState> before = Map.copyOf(states);
        Optional<Changes> changes = store.history()
                .flatMap(history -> since(history, revision))
                .filter(it -> it.unreadable().isEmpty());
        if (changes.isPresent()) {
            changes.get().contacts().values().forEach(this::take);
            revision = changes.get().to();
        } else {
            take(store.load(owner));
        }
        Map<BareJid, SubscriptionState> changed = new HashMap<>();
        Set<BareJid> all = new HashSet<>(before.keySet());
        all.addAll(states.keySet());
        for (BareJid contact : all) {
            SubscriptionState old = before.getOrDefault(contact, SubscriptionState.NONE);
            if (old != of(contact)) {
                changed.put(contact, old);
            }
        }
        return changed;
    }

    private Optional<Changes> since(History history, Revision seen) {
        return history.since(owner, seen);
    }
}
