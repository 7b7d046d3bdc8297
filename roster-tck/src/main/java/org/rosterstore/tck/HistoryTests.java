package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** What has changed since a revision. */
final class HistoryTests {

    private static final RosterEdit PUT_JULIET = RosterEdit.put(named(JULIET, "Juliet"));
    private static final RosterEdit PUT_NURSE = RosterEdit.put(named(NURSE, "Nurse"));
    private static final RosterEdit PUT_TYBALT = RosterEdit.put(named(TYBALT, "Tybalt"));

    private HistoryTests() {}

    /** Gives an owner Juliet, Nurse, and Tybalt's request. */
    private static Revision verona(Trial trial, BareJid owner) {
        return trial.store()
                .commit(
                        owner,
                        RosterEdit.all(List.of(
                                PUT_JULIET,
                                PUT_NURSE,
                                RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH)),
                                RosterEdit.ver("1"))));
    }

    /** Makes some commits after those of {@link #verona}, and expects just these contacts to have been touched. */
    private static void expectTouched(Trial trial, List<RosterEdit> edits, BareJid... touched) {
        BareJid owner = trial.owner();
        Revision since = verona(trial, owner);
        Revision last = since;
        for (RosterEdit edit : edits) {
            last = trial.store().commit(owner, edit);
        }
        expectChanges(trial, owner, since, last, Set.of(touched));
    }

    /** Expects the changes, complete and in their present state. */
    private static void expectChanges(Trial trial, BareJid owner, Revision since, Revision last, Set<BareJid> touched) {
        Optional<Changes> changes = since(trial, owner, since, last);
        if (changes.isEmpty()) {
            throw new Nonconformity(
                    Clause.HISTORY_REACH,
                    "the changes of %s since %s, up to %s".formatted(owner, since, last),
                    "nothing");
        }
        expectAll(trial, changes.get(), since, Patience.load(trial, trial.store(), owner, last), touched);
    }

    /** Expects no answer, or the changes, complete and in their present state. */
    private static void expectChangesOrNothing(
            Trial trial, BareJid owner, Revision since, Revision last, Set<BareJid> touched) {
        since(trial, owner, since, last)
                .ifPresent(changes ->
                        expectAll(trial, changes, since, Patience.load(trial, trial.store(), owner, last), touched));
    }

    private static void expectNothing(Trial trial, BareJid owner, Revision since, String what) {
        Optional<Changes> changes = trial.store().history().orElseThrow().since(owner, since);
        trial.expect(changes.isEmpty(), "no answer about the unknown revision %s: %s".formatted(since, what), changes);
    }

    private static Optional<Changes> since(Trial trial, BareJid owner, Revision since, Revision last) {
        RosterStore store = trial.store();
        return Eventually.read(
                trial,
                () -> store.history().orElseThrow().since(owner, since),
                changes -> changes.isEmpty() || changes.get().to().counter() >= last.counter());
    }

    private static void expectAll(Trial trial, Changes changes, Revision since, Roster roster, Set<BareJid> touched) {
        trial.expectEqual("changes of", roster.owner(), changes.owner());
        trial.expectEqual("changes from", since, changes.from());
        trial.expectEqual("changes to", roster.revision(), changes.to());
        trial.expectEqual("ver of the changes", roster.ver(), changes.ver());
        trial.expectEqual("unreadable among the changes", List.of(), changes.unreadable());
        trial.expectEqual(
                "since %s the touched contacts".formatted(since),
                touched,
                changes.contacts().keySet());
        for (BareJid jid : touched) {
            Contact present = roster.contact(jid);
            Contact changed = changes.contacts().getOrDefault(jid, Contact.absent(jid, since));
            trial.expect(
                    changed.sameContent(present) && changed.changedIn().equals(present.changedIn()),
                    "since %s the change to %s".formatted(since, present),
                    changed);
        }
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void aNewContactIsNamed(Trial trial) {
        expectTouched(trial, List.of(PUT_TYBALT), TYBALT);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void aRemovedContactIsNamedAsAbsent(Trial trial) {
        expectTouched(trial, List.of(RosterEdit.remove(JULIET)), JULIET);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void theRemovalOfAnAbsentContactIsNamed(Trial trial) {
        BareJid stranger = BareJid.stored("stranger@verona.example");
        expectTouched(trial, List.of(RosterEdit.remove(stranger)), stranger);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void aSettledRequestIsNamed(Trial trial) {
        expectTouched(trial, List.of(RosterEdit.settle(TYBALT)), TYBALT);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void aRequestIsNamed(Trial trial) {
        expectTouched(trial, List.of(RosterEdit.request(SubscriptionRequest.of(NURSE, Instant.EPOCH))), NURSE);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void extrasAreNamed(Trial trial) {
        expectTouched(
                trial,
                List.of(RosterEdit.extra(JULIET, "trusted", "yes"), RosterEdit.noExtra(NURSE, "trusted")),
                JULIET,
                NURSE);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void anItemThatIsPutUnchangedIsNamed(Trial trial) {
        expectTouched(trial, List.of(PUT_JULIET), JULIET);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void replacedItemsAreNamedWhereTheyDiffer(Trial trial) {
        BareJid benvolio = BareJid.stored("benvolio@montague.example");
        expectTouched(
                trial,
                List.of(RosterEdit.replaceItems(List.of(named(JULIET, "Juliet"), RosterItem.of(benvolio)))),
                NURSE,
                benvolio);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void aVerAloneTouchesNobody(Trial trial) {
        expectTouched(trial, List.of(RosterEdit.ver("2"), RosterEdit.nothing(), RosterEdit.noVer()));
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void sinceThePresentNothingHasChanged(Trial trial) {
        expectTouched(trial, List.of());
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void allContactsOfOneCommitAreNamed(Trial trial) {
        expectTouched(
                trial,
                List.of(RosterEdit.all(List.of(
                        RosterEdit.put(named(JULIET, "Juliet Montague")),
                        RosterEdit.remove(NURSE),
                        RosterEdit.settle(TYBALT),
                        RosterEdit.ver("2")))),
                JULIET,
                NURSE,
                TYBALT);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void severalCommitsAreMergedIntoThePresentState(Trial trial) {
        expectTouched(
                trial,
                List.of(
                        RosterEdit.put(named(JULIET, "Juliet Montague")),
                        RosterEdit.remove(JULIET),
                        PUT_TYBALT,
                        RosterEdit.extra(JULIET, "grave", "yes"),
                        RosterEdit.settle(TYBALT)),
                JULIET,
                TYBALT);
    }

    @Verifies(Clause.HISTORY_TOUCHED)
    static void eachRevisionHasItsOwnChanges(Trial trial) {
        BareJid owner = trial.owner();
        Revision first = verona(trial, owner);
        Revision second = trial.store().commit(owner, RosterEdit.remove(JULIET));
        Revision third = trial.store().commit(owner, PUT_TYBALT);
        Revision last = trial.store().commit(owner, RosterEdit.extra(NURSE, "trusted", "yes"));
        expectChanges(trial, owner, Revision.NONE, last, Set.of(JULIET, NURSE, TYBALT));
        expectChanges(trial, owner, first, last, Set.of(JULIET, NURSE, TYBALT));
        expectChanges(trial, owner, second, last, Set.of(NURSE, TYBALT));
        expectChanges(trial, owner, third, last, Set.of(NURSE));
        expectChanges(trial, owner, last, last, Set.of());
    }

    @Verifies(Clause.HISTORY_REACH)
    static void theLogReachesBackOverSixtyFourCommits(Trial trial) {
        BareJid owner = trial.owner();
        List<Revision> revisions = countingCommits(trial, owner, History.COMMITS + 6);
        for (int back : List.of(History.COMMITS, History.COMMITS - 1, History.COMMITS / 2, 1)) {
            expectBack(trial, owner, revisions, back);
        }
    }

    @Verifies(Clause.HISTORY_REACH)
    static void theLogReachesBackToTheBeginning(Trial trial) {
        BareJid owner = trial.owner();
        List<Revision> revisions = countingCommits(trial, owner, History.COMMITS);
        expectBack(trial, owner, revisions, History.COMMITS);
    }

    @Verifies(Clause.HISTORY_REACH)
    static void conflictsAndRetriesDoNotFillTheLog(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        List<Revision> revisions = new ArrayList<>(countingCommits(trial, owner, 3));
        Condition retry = Condition.none().withCommit(revisions.get(1).commit());
        for (int number = 3; number < History.COMMITS; number++) {
            CommitResult conflict = store.commit(owner, PUT_JULIET, Condition.at(Revision.NONE));
            if (!(conflict instanceof Conflict)) {
                throw new Nonconformity(Clause.CAS_NONE, "a Conflict at NONE", conflict.toString());
            }
            CommitResult again = store.commit(owner, counting(1), retry);
            if (!again.equals(new Committed(revisions.get(1)))) {
                throw new Nonconformity(Clause.RETRY_ONCE, "the first revision, " + revisions.get(1), again.toString());
            }
            revisions.add(store.commit(owner, counting(number)));
        }
        expectBack(trial, owner, revisions, History.COMMITS);
    }

    @Verifies(Clause.HISTORY_REACH)
    static void editsOfAThousandContactsDoNotCutTheLog(Trial trial) {
        BareJid owner = trial.owner();
        Revision first = trial.store().commit(owner, PUT_JULIET);
        Revision second = trial.store().commit(owner, crowd(History.CONTACTS, "a"));
        Revision last = trial.store().commit(owner, PUT_NURSE);
        Set<BareJid> touched = crowd(History.CONTACTS);
        touched.add(NURSE);
        expectReached(trial, owner, first, last, touched);
        expectReached(trial, owner, second, last, Set.of(NURSE));
    }

    @Verifies(Clause.HISTORY_REACH)
    static void theLogGoesOnAfterAnErasureAndAfterALargeEdit(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, PUT_JULIET);
        Revision erased = trial.store().commit(owner, RosterEdit.eraseAll());
        Revision again = trial.store().commit(owner, PUT_NURSE);
        expectReached(trial, owner, erased, again, Set.of(NURSE));
        Revision large = trial.store().commit(owner, crowd(History.CONTACTS + 1, "a"));
        Revision last = trial.store().commit(owner, PUT_JULIET);
        expectReached(trial, owner, large, last, Set.of(JULIET));
    }

    /** One contact a commit, a new one each time. */
    private static List<Revision> countingCommits(Trial trial, BareJid owner, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> trial.store().commit(owner, counting(number)))
                .toList();
    }

    private static RosterEdit counting(int number) {
        return RosterEdit.put(RosterItem.of(counted(number)));
    }

    private static BareJid counted(int number) {
        return BareJid.stored("contact" + number + "@verona.example");
    }

    private static Set<BareJid> countedFrom(int from, int to) {
        Set<BareJid> contacts = new HashSet<>();
        IntStream.range(from, to).forEach(number -> contacts.add(counted(number)));
        return contacts;
    }

    /** Expects the changes of the last commits of {@link #countingCommits}. */
    private static void expectBack(Trial trial, BareJid owner, List<Revision> revisions, int back) {
        int size = revisions.size();
        Revision since = back == size ? Revision.NONE : revisions.get(size - back - 1);
        expectReached(trial, owner, since, revisions.get(size - 1), countedFrom(size - back, size));
    }

    private static void expectReached(Trial trial, BareJid owner, Revision since, Revision last, Set<BareJid> touched) {
        Optional<Changes> changes = since(trial, owner, since, last);
        trial.expect(
                changes.isPresent(),
                "the changes since %s, %d commits ago".formatted(since, last.counter() - since.counter()),
                "nothing: too old");
        trial.expectEqual(
                "since %s the touched contacts".formatted(since),
                touched,
                changes.orElseThrow().contacts().keySet());
    }

    private static RosterEdit crowd(int size, String name) {
        return RosterEdit.all(crowd(size).stream()
                .map(jid -> RosterEdit.put(named(jid, name)))
                .toList());
    }

    private static Set<BareJid> crowd(int size) {
        Set<BareJid> contacts = new HashSet<>();
        IntStream.range(0, size).forEach(number -> contacts.add(BareJid.stored("c" + number + "@crowd.example")));
        return contacts;
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void aRevisionWithAnotherCommitsIdIsNotKnown(Trial trial) {
        BareJid owner = trial.owner();
        Revision first = verona(trial, owner);
        Revision last = trial.store().commit(owner, RosterEdit.remove(JULIET));
        for (Revision revision : List.of(first, last)) {
            expectNothing(
                    trial, owner, trial.unknownRevision(revision.counter()), "a count with an id that it never had");
        }
        expectNothing(trial, owner, new Revision(first.counter(), last.commit()), "a count with the id of the next");
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void aRevisionOfTheFutureIsNotKnown(Trial trial) {
        BareJid owner = trial.owner();
        verona(trial, owner);
        Revision last = trial.store().commit(owner, RosterEdit.remove(JULIET));
        for (long ahead : new long[] {1, 2, History.COMMITS, 1_000_000}) {
            expectNothing(trial, owner, trial.unknownRevision(last.counter() + ahead), "which was not reached yet");
            expectNothing(
                    trial, owner, new Revision(last.counter() + ahead, last.commit()), "which was not reached yet");
        }
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void aRevisionOfAnotherOwnerIsNotKnown(Trial trial) {
        BareJid owner = trial.owner();
        verona(trial, owner);
        BareJid other = trial.owner();
        Revision others = verona(trial, other);
        trial.store().commit(owner, RosterEdit.remove(JULIET));
        expectNothing(trial, owner, others, "a revision of another owner");
        expectNothing(trial, trial.owner(), others, "asked of an owner that was never committed to");
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void overAnErasureTheChangesAreAllOrNothing(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = verona(trial, owner);
        Revision erased = trial.store().commit(owner, RosterEdit.eraseAll());
        expectChangesOrNothing(trial, owner, before, erased, Set.of(JULIET, NURSE, TYBALT));
        Revision last = trial.store().commit(owner, PUT_JULIET);
        expectChangesOrNothing(trial, owner, before, last, Set.of(JULIET, NURSE, TYBALT));
        expectChangesOrNothing(trial, owner, Revision.NONE, last, Set.of(JULIET, NURSE, TYBALT));
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void overALargeEditTheChangesAreAllOrNothing(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, PUT_JULIET);
        trial.store().commit(owner, crowd(History.CONTACTS + 1, "a"));
        Revision last = trial.store().commit(owner, PUT_NURSE);
        Set<BareJid> touched = crowd(History.CONTACTS + 1);
        touched.add(NURSE);
        expectChangesOrNothing(trial, owner, before, last, touched);
    }

    @Verifies(Clause.HISTORY_UNKNOWN)
    static void beyondItsReachTheChangesAreAllOrNothing(Trial trial) {
        BareJid owner = trial.owner();
        int count = 2 * Condition.REMEMBERED_COMMITS + 10;
        List<Revision> revisions = countingCommits(trial, owner, count);
        Revision last = revisions.get(count - 1);
        expectChangesOrNothing(trial, owner, Revision.NONE, last, countedFrom(0, count));
        for (int number = 0; number < count; number += 5) {
            expectChangesOrNothing(trial, owner, revisions.get(number), last, countedFrom(number + 1, count));
        }
    }
}
