package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * A node that shares its owner with another: both receive the same requests, and answer them, at the same time. What it has
 * committed and sent goes to its output, a line for each word and contact: {@code WORD CONTACT TIMES}.
 */
final class RacingNode {

    static final int CONTACTS = 300;

    private final Map<String, Integer> counts = new TreeMap<>();

    private RacingNode() {}

    static BareJid contact(int number) {
        return BareJid.of("c" + number + "@y.example");
    }

    /** The store's URI and the owner. Says "ready", and begins when a line comes. */
    public static void main(String... arguments) throws Exception {
        BareJid owner = BareJid.of(arguments[1]);
        try (RosterStore store = RosterStores.open(arguments[0])) {
            System.out.println("ready");
            int begin = System.in.read();
            if (begin < 0) {
                throw new IllegalStateException("nobody is there any more");
            }
            new RacingNode().race(store, owner).forEach(System.out::println);
        }
    }

    private List<String> race(RosterStore store, BareJid owner) {
        try (ComponentRosters rosters = ComponentRosters.builder(store, this::sent)
                .executor(Runnable::run)
                .policy(SubscriptionPolicy.acceptAndReciprocate())
                .strangersPerMinute(Integer.MAX_VALUE)
                .build()) {
            rosters.listen(this::told);
            OwnerRoster roster = rosters.create(owner);
            for (int i = 0; i < CONTACTS; i++) {
                rosters.receive(Presence.between(Presence.Type.SUBSCRIBE, contact(i), owner));
                roster.edit(contact(i), item -> item.withName("seen"));
                rosters.receive(Presence.between(Presence.Type.SUBSCRIBED, contact(i), owner));
                if (i % 2 == 1) {
                    roster.cancel(contact(i));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((what, times) -> lines.add(what + " " + times));
        return lines;
    }

    /** Signals of the other node come by a thread of the store. */
    private synchronized void sent(Stanza stanza) {
        Presence presence = (Presence) stanza;
        if (presence.type().isSubscription()) {
            count(presence.type() + " " + presence.to().orElseThrow());
        }
    }

    private synchronized void told(RosterEvent event) {
        if (event instanceof RosterEvent.Failed failed) {
            count("FAILED " + failed.contact());
        }
        if (event instanceof RosterEvent.SubscriptionChanged changed) {
            count(changed.cause() + "-" + changed.old() + "-" + changed.current() + " " + changed.contact());
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
