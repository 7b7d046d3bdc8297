package org.rosterstore.manager;

import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;

/** What a client knows of an account, from one stream to the next: its roster as it is stored, and who is there. */
final class ClientAccount {

    private final BareJid jid;
    private final StoredCopy copy;
    private final Presences presences;
    private final Consumer<RosterEvent> events;

    ClientAccount(ClientSettings settings, BareJid jid, Consumer<RosterEvent> events) {
        this.jid = jid;
        this.events = events;
        this.copy = new StoredCopy(settings.store(), jid, this::tell);
        this.presences = new Presences(jid, settings.maxStrangers(), settings.maxResources(), this::isExpected, events);
    }

    BareJid jid() {
        return jid;
    }

    StoredCopy copy() {
        return copy;
    }

    Presences presences() {
        return presences;
    }

    /** Those whose presence the account has asked for, and its own other resources. */
    private boolean isExpected(BareJid contact) {
        return copy.isContact(contact) || contact.equals(jid);
    }

    /** Whoever is not seen any more is not there any more, whether or not that is heard. RFC 6121, 3.3.1. */
    private void tell(RosterEvent event) {
        events.accept(event);
        if (event instanceof RosterEvent.ItemChanged change && isSeen(change.old()) && !isSeen(change.current())) {
            presences.drop(change.contact());
        }
    }

    private static boolean isSeen(Optional<RosterItem> item) {
        return item.isPresent() && SubscriptionState.sees(item.get().subscription());
    }
}
