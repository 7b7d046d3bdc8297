package org.rosterstore.redis;

import java.time.Instant;
import java.util.TreeMap;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** The rosters in the golden files, and what is read of them. */
final class GoldenRosters {

    static final BareJid OWNER = BareJid.stored("pf{ö}rtner%@bücher.example");
    static final BareJid ERASED = BareJid.stored("erased@example.com");

    private static final BareJid JULIET = BareJid.stored("juliet@example.com");
    private static final BareJid ROMEO = BareJid.stored("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    private GoldenRosters() {}

    static void writeRoster(RosterStore store) {
        commit(store, OWNER, 0x1111111111111111L, RosterEdit.put(RosterItem.of(ROMEO)));
        commit(
                store,
                OWNER,
                0xF222222222222222L,
                RosterEdit.put(RosterItem.of(JULIET)
                                .withName("Julia ♥")
                                .withGroups("b", "ä")
                                .withSubscription(Subscription.TO)
                                .withAsk(true))
                        .and(RosterEdit.request(SubscriptionRequest.of(
                                JULIET, "<presence type='subscribe'><status>hark 😀</status></presence>", NOW)))
                        .and(RosterEdit.extra(JULIET, "colour", "violet"))
                        .and(RosterEdit.extra(JULIET, "born", "1597"))
                        .and(RosterEdit.ver("ver14")));
        commit(store, OWNER, 0x3333333333333333L, RosterEdit.remove(ROMEO));
    }

    static void writeMark(RosterStore store) {
        commit(store, ERASED, 0x4444444444444444L, RosterEdit.put(RosterItem.of(ROMEO)));
        commit(store, ERASED, 0x5555555555555555L, RosterEdit.eraseAll());
    }

    private static void commit(RosterStore store, BareJid owner, long id, RosterEdit edit) {
        store.commit(owner, edit, Condition.none().withCommit(id));
    }

    /** All that is kept of an owner, in words. */
    static String words(RosterStore store, BareJid owner) {
        Roster roster = store.load(owner);
        StringBuilder words = new StringBuilder();
        words.append("owner ").append(roster.owner()).append('\n');
        words.append("revision ").append(roster.revision()).append('\n');
        words.append("ver ").append(roster.ver().orElse("none")).append('\n');
        words.append("unreadable ").append(roster.unreadable()).append('\n');
        for (Contact contact : new TreeMap<>(roster.contacts()).values()) {
            words.append("contact ")
                    .append(contact.jid())
                    .append(" changed in ")
                    .append(contact.changedIn());
            contact.item().ifPresent(item -> words.append("\n  ").append(item));
            contact.request().ifPresent(request -> words.append("\n  ").append(request));
            new TreeMap<>(contact.extras())
                    .forEach((key, value) ->
                            words.append("\n  ").append(key).append(": ").append(value));
            words.append('\n');
        }
        return words.toString();
    }
}
