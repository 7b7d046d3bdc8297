package org.rosterstore.examples;

import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.manager.ClientRoster;
import org.rosterstore.manager.Decision;
import org.rosterstore.manager.Jid;
import org.rosterstore.manager.Presence;
import org.rosterstore.manager.RosterEvent;
import org.rosterstore.manager.StanzaSender;
import org.rosterstore.manager.StreamFeature;

/** A client that keeps its roster, lets everybody in, and files them: what docs/management.md shows of clients. */
public final class Client {

    private Client() {}

    /**
     * A stream has begun.
     *
     * @param store where the roster is kept
     * @param stream the way out: what the XMPP library sends
     * @param bound the JID that the server has bound
     * @return what to pass on to what comes in: {@code client.receive(stanza)}
     */
    public static ClientRoster start(RosterStore store, StanzaSender stream, Jid bound) {
        // tag::client[]
        ClientRoster client = ClientRoster.builder(store, stream).build();
        client.listen(event -> {
            if (event instanceof RosterEvent.Requested request) { // a person would be asked here
                client.answer(request.contact(), Decision.acceptAndReciprocate().in("Friends"));
            }
        });

        client.start(bound, Set.of(StreamFeature.ROSTER_VERSIONING)) // as the server has bound and offered
                .thenRun(() -> stream.send(Presence.available())); // when the roster is in: RFC 6121, 2.2
        client.update(BareJid.of("romeo@montague.example"), item -> item.withName("Romeo"));
        // end::client[]
        return client;
    }
}
