package org.rosterstore.tck;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.spi.OwnerState;

/** The stored form of {@code OwnerState}. It stands here, since roster-api's tests cannot depend on the kit. */
class OwnerStateGoldenTest {

    private static final BareJid OWNER = BareJid.stored("pförtner@bücher.example");
    private static final BareJid JULIET = BareJid.stored("juliet@example.com");
    private static final BareJid ROMEO = BareJid.stored("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    void whatWasStoredIsRead() {
        OwnerState full = full();
        OwnerState mark = commit(full, 0x4444444444444444L, RosterEdit.eraseAll());
        GoldenFiles.of("owner-state", OwnerState.FORMAT)
                .verify(
                        Map.of("full", full.toBytes(), "mark", mark.toBytes()),
                        octets -> meaning(OwnerState.of(octets)));
    }

    /** One contact with everything, one that is gone, an id with its highest bit set. */
    private static OwnerState full() {
        OwnerState state = OwnerState.none(OWNER);
        state = commit(state, 0x1111111111111111L, RosterEdit.put(RosterItem.of(ROMEO)));
        state = commit(
                state,
                0xF222222222222222L,
                RosterEdit.put(RosterItem.of(JULIET)
                                .withName("Julia ♥")
                                .withGroups("b", "ä")
                                .withSubscription(Subscription.TO)
                                .withAsk(true))
                        .and(RosterEdit.request(SubscriptionRequest.of(
                                JULIET, "<presence type='subscribe'><status>hark 😀</status></presence>", NOW)))
                        .and(RosterEdit.extra(JULIET, "colour", "violet"))
                        .and(RosterEdit.ver("ver14")));
        return commit(state, 0x3333333333333333L, RosterEdit.remove(ROMEO));
    }

    private static OwnerState commit(OwnerState state, long id, RosterEdit edit) {
        return state.commit(edit, Condition.none().withCommit(id), NOW).after();
    }

    /** All that is kept, in words. */
    private static String meaning(OwnerState state) {
        Roster roster = state.roster();
        StringBuilder words = new StringBuilder();
        words.append("owner ").append(roster.owner()).append('\n');
        words.append("revision ").append(roster.revision()).append('\n');
        words.append("ver ").append(roster.ver().orElse("none")).append('\n');
        words.append(state.exists() ? "exists\n" : "is erased\n");
        Instant end = NOW.plus(OwnerState.MARK_LIFE);
        words.append("its mark expires after %s: %s\n"
                .formatted(end, !state.isExpired(end) && state.isExpired(end.plusMillis(1))));
        words.append("unreadable ").append(roster.unreadable()).append('\n');
        for (Contact contact : new TreeMap<>(roster.contacts()).values()) {
            words.append(contact.jid())
                    .append(" changed in ")
                    .append(contact.changedIn())
                    .append('\n');
            contact.item()
                    .ifPresent(
                            item -> words.append("  item ").append(words(item)).append('\n'));
            contact.request()
                    .ifPresent(it -> words.append("  request, nick '%s', status '%s', at %s, %s\n"
                            .formatted(it.nick(), it.status(), it.receivedAt(), it.stanza())));
            new TreeMap<>(contact.extras())
                    .forEach((key, value) -> words.append("  extra %s=%s\n".formatted(key, value)));
        }
        for (long id :
                new long[] {0x1111111111111111L, 0xF222222222222222L, 0x3333333333333333L, 0x4444444444444444L}) {
            boolean isKnown = commit(state, id, RosterEdit.nothing()) == state;
            words.append("id %016x %s\n".formatted(id, isKnown ? "known" : "unknown"));
        }
        Revision second = new Revision(2, 0xF222222222222222L);
        words.append("since ").append(second).append(' ');
        words.append(state.since(second)
                .map(changes -> new TreeMap<>(changes.contacts()).keySet().toString())
                .orElse("too old"));
        return words.append('\n').toString();
    }

    private static String words(RosterItem item) {
        return "'%s' in %s, %s, ask %s, approved %s"
                .formatted(item.name(), item.groups(), item.subscription().word(), item.ask(), item.approved());
    }
}
