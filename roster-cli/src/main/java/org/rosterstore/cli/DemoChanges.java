package org.rosterstore.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;

/** The changes of the demonstration, each followed by a look at what has become of it. */
final class DemoChanges {

    private static final BareJid MERCUTIO = BareJid.of("mercutio@localhost");
    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid TYBALT = BareJid.of("tybalt@localhost");
    private static final BareJid BENVOLIO = BareJid.of("benvolio@localhost");
    private static final BareJid NURSE = BareJid.of("nurse@localhost");

    /** How often each of two threads counts up. */
    private static final int TURNS = 20;

    private final RosterStore store;
    private final DemoReport report;

    DemoChanges(RosterStore store, DemoReport report) {
        this.store = store;
        this.report = report;
    }

    void run(BareJid romeo, BareJid bot) {
        rename(romeo);
        regroup(romeo);
        accept(romeo);
        remove(romeo);
        prune(bot);
        loseRace(romeo);
        race(romeo);
        repeat(romeo);
    }

    private void rename(BareJid owner) {
        RosterItem before = item(owner, MERCUTIO);
        store.commit(owner, RosterEdit.put(before.withName("Mercutio")));
        RosterItem after = item(owner, MERCUTIO);
        report.check(
                "rename " + MERCUTIO,
                after.equals(before.withName("Mercutio")),
                "“%s” is now “%s”".formatted(before.name(), after.name()));
    }

    private void regroup(BareJid owner) {
        RosterItem before = item(owner, JULIET);
        store.commit(owner, RosterEdit.put(before.withGroups("Лучшие друзья", "Verona")));
        List<String> groups = List.copyOf(item(owner, JULIET).groups());
        report.check("regroup " + JULIET, groups.equals(List.of("Лучшие друзья", "Verona")), groups);
    }

    /** The subscription and the end of the request are one commit: no reader sees one without the other. */
    private void accept(BareJid owner) {
        Contact waiting = store.find(owner, BENVOLIO);
        RosterItem accepted = waiting.item().orElse(RosterItem.of(BENVOLIO)).withSubscription(Subscription.FROM);
        store.commit(owner, RosterEdit.put(accepted).and(RosterEdit.settle(BENVOLIO)));
        Contact after = store.find(owner, BENVOLIO);
        report.check(
                "accept the request of " + BENVOLIO,
                waiting.request().isPresent()
                        && after.request().isEmpty()
                        && after.item().equals(Optional.of(accepted)),
                "subscription "
                        + after.item().map(it -> it.subscription().word()).orElse("missing") + ", and no request left");
    }

    private void remove(BareJid owner) {
        Roster before = store.load(owner);
        store.commit(owner, RosterEdit.remove(TYBALT));
        Roster after = store.load(owner);
        report.check(
                "remove " + TYBALT,
                after.contact(TYBALT).isAbsent()
                        && after.contacts().size() == before.contacts().size() - 1,
                "%d contacts, then %d"
                        .formatted(before.contacts().size(), after.contacts().size()));
    }

    private void prune(BareJid owner) {
        Roster before = store.load(owner);
        long obsolete = before.contacts().values().stream()
                .filter(DemoChanges::isObsolete)
                .count();
        store.update(owner, DemoChanges::withoutObsolete);
        Roster after = store.load(owner);
        report.check(
                "prune the bot's contacts that are subscribed to nothing",
                obsolete > 0
                        && after.contacts().values().stream().noneMatch(DemoChanges::isObsolete)
                        && after.contacts().size() == before.contacts().size() - obsolete,
                "%d of %d removed in one commit"
                        .formatted(obsolete, before.contacts().size()));
    }

    private static RosterEdit withoutObsolete(Roster roster) {
        return RosterEdit.all(roster.contacts().values().stream()
                .filter(DemoChanges::isObsolete)
                .map(contact -> RosterEdit.remove(contact.jid()))
                .toList());
    }

    /** Nothing stands, nothing is asked, nothing is promised, and the application keeps nothing of its own. */
    private static boolean isObsolete(Contact contact) {
        return contact.item()
                        .filter(item -> item.subscription() == Subscription.NONE && !item.ask() && !item.approved())
                        .isPresent()
                && contact.request().isEmpty()
                && contact.extras().isEmpty();
    }

    private void loseRace(BareJid owner) {
        Roster seen = store.load(owner);
        store.commit(owner, RosterEdit.extra(JULIET, "seen", "on the balcony"));
        RosterEdit late = RosterEdit.extra(MERCUTIO, "seen", "in the square");
        CommitResult first = store.commit(owner, late, Condition.at(seen.revision()));
        CommitResult retry = store.commit(owner, late, Condition.at(store.revision(owner)));
        Roster after = store.load(owner);
        report.check(
                "a conditional update that another one has overtaken, and its retry",
                first instanceof Conflict
                        && retry instanceof Committed
                        && after.contact(JULIET).extras().containsKey("seen")
                        && after.contact(MERCUTIO).extras().containsKey("seen"),
                "%s, then %s; both changes are there".formatted(word(first), word(retry)));
    }

    /** Two threads read a number and write it one higher, at the same time. */
    private void race(BareJid owner) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> count(owner));
        try {
            count(owner);
        } finally {
            await(other);
        }
        String counted = store.find(owner, NURSE).extras().getOrDefault("errands", "none");
        report.check(
                "two threads, %d updates each of one number".formatted(TURNS),
                counted.equals(Integer.toString(2 * TURNS)),
                "it is %s: none was lost".formatted(counted));
    }

    private static void await(CompletableFuture<Void> other) {
        try {
            other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void count(BareJid owner) {
        for (int i = 0; i < TURNS; i++) {
            store.update(owner, roster -> {
                int errands = Integer.parseInt(roster.contact(NURSE).extras().getOrDefault("errands", "0"));
                return RosterEdit.extra(NURSE, "errands", Integer.toString(errands + 1));
            });
        }
    }

    /** As after an answer that was lost on the way: who has committed cannot know, and says it again. */
    private void repeat(BareJid owner) {
        Condition thisCommit = Condition.none().withCommit(Revision.newCommitId());
        RosterEdit edit = RosterEdit.put(item(owner, MERCUTIO).withName("Mercutio, wounded"));
        CommitResult first = store.commit(owner, edit, thisCommit);
        store.commit(owner, RosterEdit.put(item(owner, MERCUTIO).withName("Mercutio, dead")));
        Roster between = store.load(owner);
        CommitResult second = store.commit(owner, edit, thisCommit);
        Roster after = store.load(owner);
        report.check(
                "the same commit sent twice, with another one between",
                first instanceof Committed && first.equals(second) && after.equals(between),
                "the second time changed nothing: still “%s”"
                        .formatted(item(owner, MERCUTIO).name()));
    }

    private RosterItem item(BareJid owner, BareJid contact) {
        return store.find(owner, contact).item().orElse(RosterItem.of(contact));
    }

    private static String word(CommitResult result) {
        return result instanceof Committed ? "committed" : "conflict";
    }
}
