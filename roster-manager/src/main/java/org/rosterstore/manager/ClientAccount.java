package org.rosterstore.manager;

import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;

/** What a client knows of an account, from one stream to the next: its roster as it is stored, and who is there. */
final class ClientAccount {

    private static final int MAX_STRANGERS = 1_000;
    private static final int MAX_RESOURCES = 100;

    private final BareJid jid;
    private final StoredCopy copy;
    private final Presences presences;
    private final Consumer<RosterEvent> events;

    ClientAccount(RosterStore store, BareJid jid, Consumer<RosterEvent> events) {
        this.jid = jid;
        this.events = events;
        this.copy = new StoredCopy(store, jid, this::tell);
        this.presences = new Presences(jid, MAX_STRANGERS, MAX_RESOURCES, this::isExpected, events);
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
        if (event instanceof RosterEvent.SubscriptionChanged change
                && change.old().sees()
                && !change.current().sees()) {
            presences.drop(change.contact());
        }
    }
}
