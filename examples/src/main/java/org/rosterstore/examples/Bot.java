package org.rosterstore.examples;

import java.io.PrintStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.manager.ComponentRosters;
import org.rosterstore.manager.OwnerRoster;
import org.rosterstore.manager.Presence;
import org.rosterstore.manager.RosterEvent;
import org.rosterstore.manager.Show;
import org.rosterstore.manager.StanzaSender;
import org.rosterstore.manager.SubscriptionPolicy;

/** A bot whom everybody may see, and who asks to see everybody who does: what README.md shows of management. */
public final class Bot {

    private Bot() {}

    /**
     * Begins.
     *
     * @param store where the bot's roster is
     * @param stream the way out: what the XMPP library sends
     * @param bot the bot's address
     * @param out where to print what happens
     * @return what to pass on to what comes in: {@code rosters.receive(stanza)}
     */
    public static ComponentRosters start(RosterStore store, StanzaSender stream, BareJid bot, PrintStream out) {
        // tag::bot[]
        ComponentRosters rosters = ComponentRosters.builder(store, stream)
                .policy(SubscriptionPolicy.acceptAndReciprocate()) // without this a person is asked
                .build();
        rosters.listen(event -> {
            if (event instanceof RosterEvent.Online online) {
                out.println(online.contact() + " is there");
            }
        });

        OwnerRoster roster = rosters.create(bot); // or the one that is in the store already
        rosters.start(); // announces, probes, and sends what was left unsent when the program ended
        roster.subscribe(BareJid.of("juliet@capulet.example"), "Romeo", "It is I");
        roster.send(Presence.available().withShow(Show.CHAT)); // to those who may see it, and later to who comes
        // end::bot[]
        return rosters;
    }
}
