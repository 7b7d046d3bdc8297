package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** All that a store does, at least once, so that each of its scripts takes each of its ways. */
final class EveryAbility {

    static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    static final BareJid NURSE = BareJid.of("nurse@capulet.example");
    static final BareJid MANY = BareJid.of("many@montague.example");
    static final List<BareJid> OWNERS = List.of(ROMEO, MANY);

    /** After so many commits the list of them has been cut. */
    private static final int UNTIL_CUT = 40;

    private final RosterStore store;

    private EveryAbility(RosterStore store) {
        this.store = store;
    }

    /** Uses a store in which there is none of the owners, and leaves {@link #ROMEO} and {@link #MANY} in it. */
    static void use(RosterStore store) {
        EveryAbility all = new EveryAbility(store);
        all.commits();
        all.conditions();
        all.history();
        all.largeCommits();
        all.reads();
        all.erases();
        all.feed();
        all.catalog();
    }

    private void commits() {
        store.commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withName("Juliet")));
        store.commit(ROMEO, RosterEdit.put(RosterItem.of(NURSE)).and(RosterEdit.ver("1")));
        SubscriptionRequest request = SubscriptionRequest.of(NURSE, Instant.EPOCH);
        store.commit(ROMEO, RosterEdit.request(request).and(RosterEdit.extra(JULIET, "colour", "violet")));
        store.commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withGroups("Capulets")));
        store.commit(ROMEO, RosterEdit.settle(NURSE));
        store.commit(ROMEO, RosterEdit.remove(NURSE));
        store.update(ROMEO, roster -> RosterEdit.noVer());
    }

    private void conditions() {
        Contact juliet = store.find(ROMEO, JULIET);
        Revision read = store.revision(ROMEO);
        store.commit(ROMEO, RosterEdit.put(RosterItem.of(NURSE)));
        Condition unchanged = Condition.unchanged(juliet, store.find(ROMEO, MANY));
        store.commit(ROMEO, RosterEdit.extra(JULIET, "colour", "green"), unchanged);
        store.commit(ROMEO, RosterEdit.nothing(), Condition.at(read));
        store.commit(ROMEO, RosterEdit.nothing(), Condition.none().withCommit(1));
        store.commit(ROMEO, RosterEdit.nothing(), Condition.none().withCommit(1));
    }

    private void history() {
        Revision read = store.revision(ROMEO);
        for (int i = 0; i < UNTIL_CUT; i++) {
            store.commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withName("Juliet " + i)));
        }
        assertThat(store.history().orElseThrow().since(ROMEO, read)).isPresent();
        store.commit(ROMEO, RosterEdit.ver("2"));
        assertThat(store.history().orElseThrow().since(ROMEO, read)).isPresent();
    }

    private static List<RosterItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> RosterItem.of(BareJid.of("contact" + i + "@example.com")))
                .toList();
    }

    private void largeCommits() {
        store.commit(MANY, RosterEdit.replaceItems(items(CommitOrder.MOST + 1)));
        store.commit(MANY, RosterEdit.replaceItems(items(CommitOrder.MOST)));
        store.commit(MANY, RosterEdit.replaceItems(List.of()));
        store.erase(MANY);
        store.commit(MANY, RosterEdit.replaceItems(items(CommitOrder.MOST + 1))); // on what an erasure has left
        store.commit(MANY, RosterEdit.put(RosterItem.of(JULIET)));
    }

    private void reads() {
        assertThat(store.load(ROMEO).contacts()).hasSize(2);
        assertThat(store.load(MANY).contacts()).hasSize(CommitOrder.MOST + 2);
        assertThat(store.loadAll(List.of(ROMEO, MANY, NURSE))).hasSize(3);
        assertThat(store.describe().product()).isNotEmpty();
    }

    private void erases() {
        store.commit(JULIET, RosterEdit.put(RosterItem.of(ROMEO)));
        store.erase(JULIET);
        store.commit(JULIET, RosterEdit.nothing());
        store.erase(JULIET);
    }

    private void feed() {
        Queue<Feed.Signal> signals = new ConcurrentLinkedQueue<>();
        try (Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            Revision revision = store.commit(ROMEO, RosterEdit.nothing());
            await().until(() -> signals.contains(new Feed.Changed(ROMEO, revision)));
        }
    }

    private void catalog() {
        assertThat(store.catalog().orElseThrow().owners()).containsExactlyInAnyOrderElementsOf(OWNERS);
    }
}
