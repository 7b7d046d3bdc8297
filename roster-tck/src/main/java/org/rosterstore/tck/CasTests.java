package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.extra;
import static org.rosterstore.RosterEdit.nothing;
import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.remove;
import static org.rosterstore.RosterEdit.request;
import static org.rosterstore.RosterEdit.ver;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** CAS: commits that expect something. */
final class CasTests {

    private static final int CALLERS = 4;

    private CasTests() {}

    @Verifies(Clause.CAS_ONE_WINNER)
    static void ofCommitsAtOneRevisionExactlyOneIsMade(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = twoHandles(trial);
        Revision present = trial.store().commit(owner, put(named(JULIET, "nobody")));
        String winner = "nobody";
        for (int i = 0; i < trial.effort().rounds(); i++) {
            int round = i;
            List<CommitResult> results =
                    race(handles, owner, caller -> put(named(JULIET, caller + " in " + round)), Condition.at(present));
            int won = winner(trial, "commits at " + present, results);
            present = Answers.committed(trial, "the winner", results.get(won));
            winner = won + " in " + round;
        }
        Revision last = present;
        Roster roster = Eventually.read(
                trial, () -> trial.store().load(owner), it -> it.revision().equals(last));
        trial.expectEqual("the revision is the last winner's:", last, roster.revision());
        Answers.item(trial, roster, named(JULIET, winner));
    }

    @Verifies(Clause.CAS_ONE_WINNER)
    static void noUpdateIsLost(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = twoHandles(trial);
        trial.store().commit(owner, extra(NURSE, "count", "0"));
        int each = trial.effort().rounds() / CALLERS;
        Race.run(CALLERS, caller -> {
            for (int i = 0; i < each; i++) {
                handles.get(caller % 2)
                        .update(owner, roster -> extra(NURSE, "count", Integer.toString(count(roster) + 1)));
            }
            return caller;
        });
        int expected = CALLERS * each;
        int counted = Eventually.read(trial, () -> count(trial.store().load(owner)), it -> it == expected);
        trial.expectEqual(
                "after %d updates by %d callers at once the count is".formatted(each, CALLERS), expected, counted);
    }

    private static int count(Roster roster) {
        return Integer.parseInt(roster.contact(NURSE).extras().getOrDefault("count", "-1"));
    }

    @Verifies(Clause.CAS_ONE_WINNER_PER_CONTACT)
    static void ofCommitsThatExpectAContactAsItWasReadExactlyOneIsMade(Trial trial) {
        raceForJuliet(trial, put(named(JULIET, "nobody")));
    }

    @Verifies(Clause.CAS_ONE_WINNER_PER_CONTACT)
    static void ofCommitsThatExpectAContactToBeAbsentExactlyOneIsMade(Trial trial) {
        raceForJuliet(trial, remove(JULIET));
    }

    private static void raceForJuliet(Trial trial, RosterEdit beginning) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = twoHandles(trial);
        RosterStore referee = trial.anotherHandle();
        referee.commit(owner, put(named(JULIET, "nobody")));
        for (int i = 0; i < trial.effort().rounds() / 2; i++) {
            referee.commit(owner, beginning);
            Contact read = referee.load(owner).contact(JULIET);
            List<CommitResult> results = race(
                    handles, owner, caller -> put(named(JULIET, Integer.toString(caller))), Condition.unchanged(read));
            winner(trial, "commits that expect %s as of %s".formatted(JULIET, read.changedIn()), results);
        }
    }

    @Verifies(Clause.CAS_CONFLICT)
    static void aConflictCarriesTheActualRevision(Trial trial) {
        BareJid owner = trial.owner();
        Revision stale = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision actual = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.expectEqual(
                "the Conflict's revision is",
                actual,
                conflict(trial, owner, put(named(ROMEO, "Benvolio")), Condition.at(stale)));
        trial.store().commit(owner, put(named(JULIET, "Juliet Capulet")));
        Revision last = trial.store().commit(owner, put(named(ROMEO, "Romeo Montague")));
        trial.expectEqual(
                "the revision of a Conflict about a contact is",
                last,
                conflict(trial, owner, put(named(JULIET, "Capulet")), since(JULIET, stale)));
        trial.expectEqual(
                "the revision of a Conflict about an unknown owner is",
                Revision.NONE,
                conflict(trial, trial.owner(), put(named(JULIET, "Juliet")), Condition.at(stale)));
    }

    @Verifies(Clause.CAS_CONFLICT)
    static void aConflictAmongConcurrentCallersCarriesARevisionThatWasReached(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = twoHandles(trial);
        Set<Revision> reached = new HashSet<>();
        Revision present = trial.store().commit(owner, put(named(JULIET, "nobody")));
        for (int i = 0; i < trial.effort().rounds() / 2; i++) {
            List<CommitResult> results =
                    race(handles, owner, caller -> put(named(JULIET, Integer.toString(caller))), Condition.at(present));
            for (CommitResult result : results) {
                if (result instanceof Committed committed) {
                    present = committed.revision();
                    reached.add(present);
                }
            }
            for (CommitResult result : results) {
                if (result instanceof Conflict conflict) {
                    trial.expect(reached.contains(conflict.actual()), "a Conflict at " + present, conflict);
                }
            }
        }
    }

    @Verifies(Clause.CAS_CONFLICT)
    static void aConflictHasChangedNothing(Trial trial) {
        BareJid owner = trial.owner();
        Revision stale =
                trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("1")));
        trial.store().commit(owner, put(named(ROMEO, "Romeo")).and(ver("2")));
        Roster before = trial.store().load(owner);
        List<RosterEdit> edits = List.of(
                put(named(JULIET, "Capulet")),
                remove(JULIET),
                RosterEdit.replaceItems(List.of(named(TYBALT, "Tybalt"))),
                request(SubscriptionRequest.of(ROMEO, Instant.EPOCH)),
                extra(NURSE, "trust", "full"),
                ver("3"),
                RosterEdit.eraseAll());
        for (RosterEdit edit : edits) {
            conflict(trial, owner, edit, Condition.at(stale));
            expectSame(
                    trial, "after a Conflict of " + edit, before, trial.store().load(owner));
            conflict(trial, owner, edit, since(ROMEO, stale));
            expectSame(
                    trial,
                    "after a Conflict about a contact, of " + edit,
                    before,
                    trial.store().load(owner));
        }
    }

    @Verifies(Clause.CAS_CONFLICT)
    static void aRefusedCommitIsNotRemembered(Trial trial) {
        BareJid owner = trial.owner();
        Revision stale = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision present = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        long id = Revision.newCommitId();
        RosterEdit edit = put(named(JULIET, "Juliet Capulet"));
        conflict(trial, owner, edit, Condition.at(stale).withCommit(id));
        committed(trial, owner, edit, Condition.at(present).withCommit(id));
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Juliet Capulet"));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtThePresentRevisionIsMade(Trial trial) {
        BareJid owner = trial.owner();
        Revision present = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        committed(trial, owner, put(named(ROMEO, "Romeo")), Condition.at(present));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtAnEarlierRevisionIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        Revision earlier = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        conflict(trial, owner, put(named(NURSE, "Nurse")), Condition.at(earlier));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtTheRightCountOfAnotherCommitIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        Revision present = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision other = trial.unknownRevision(present.counter());
        conflict(trial, owner, put(named(NURSE, "Nurse")), Condition.at(other));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtTheRightIdOfAnotherCountIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        Revision present = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision other = new Revision(present.counter() + 1, present.commit());
        conflict(trial, owner, put(named(NURSE, "Nurse")), Condition.at(other));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtALaterRevisionIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        Revision present = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        conflict(
                trial, owner, put(named(NURSE, "Nurse")), Condition.at(trial.unknownRevision(present.counter() + 100)));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitAtARevisionOfAnUnknownOwnerIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        conflict(trial, owner, put(named(NURSE, "Nurse")), Condition.at(trial.unknownRevision(1)));
    }

    @Verifies(Clause.CAS_UNKNOWN_REVISION)
    static void aCommitThatExpectsAContactAsOfAnUnknownRevisionIsAConflict(Trial trial) {
        BareJid owner = trial.owner();
        Revision present = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision other = trial.unknownRevision(present.counter());
        conflict(trial, owner, put(named(JULIET, "Capulet")), since(JULIET, other));
        conflict(trial, owner, put(named(ROMEO, "Romeo")), since(ROMEO, other));
    }

    @Verifies(Clause.CAS_NONE)
    static void aCommitAtNoneMakesAnOwner(Trial trial) {
        BareJid owner = trial.owner();
        committed(trial, owner, put(named(JULIET, "Juliet")), Condition.at(Revision.NONE));
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Juliet"));
    }

    @Verifies(Clause.CAS_NONE)
    static void aCommitAtNoneIsAConflictForAnOwnerThatIsThere(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        conflict(trial, owner, put(named(ROMEO, "Romeo")), Condition.at(Revision.NONE));
    }

    @Verifies(Clause.CAS_NONE)
    static void aCommitAtNoneIsAConflictForAnOwnerThatIsEmpty(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        trial.store().commit(owner, remove(JULIET));
        conflict(trial, owner, put(named(ROMEO, "Romeo")), Condition.at(Revision.NONE));
    }

    @Verifies(Clause.CAS_NONE)
    static void aCommitAtNoneIsAConflictForAnOwnerThatWasErased(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        trial.store().erase(owner);
        conflict(trial, owner, put(named(ROMEO, "Romeo")), Condition.at(Revision.NONE));
    }

    @Verifies(Clause.CAS_NONE)
    static void ofSeveralThatMakeAnOwnerExactlyOneDoes(Trial trial) {
        List<RosterStore> handles = twoHandles(trial);
        for (int i = 0; i < trial.effort().rounds() / CALLERS; i++) {
            BareJid owner = trial.owner();
            List<CommitResult> results = race(
                    handles,
                    owner,
                    caller -> put(named(JULIET, Integer.toString(caller))),
                    Condition.at(Revision.NONE));
            winner(trial, "commits at NONE", results);
        }
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionHoldsWhileItsContactIsUntouchedWhateverBecomesOfOthers(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Contact juliet = read(trial, owner, JULIET);
        trial.store().commit(owner, put(named(ROMEO, "Romeo")).and(ver("1")));
        trial.store().commit(owner, remove(ROMEO));
        committed(trial, owner, put(named(JULIET, "Juliet Capulet")), Condition.unchanged(juliet));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionOnAContactThatWasAbsentHoldsAtTheSameRevision(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Contact romeo = read(trial, owner, ROMEO);
        committed(trial, owner, put(named(ROMEO, "Romeo")), Condition.unchanged(romeo));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionOnAContactOfAnUnknownOwnerHolds(Trial trial) {
        BareJid owner = trial.owner();
        committed(trial, owner, put(named(ROMEO, "Romeo")), since(ROMEO, Revision.NONE));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionFailsOnceItsContactIsTouched(Trial trial) {
        List<RosterEdit> touches = List.of(
                put(named(JULIET, "Juliet Capulet")),
                put(named(JULIET, "Juliet")),
                remove(JULIET),
                RosterEdit.replaceItems(List.of(named(JULIET, "Juliet Capulet"))),
                request(SubscriptionRequest.of(JULIET, Instant.EPOCH)),
                RosterEdit.settle(JULIET),
                extra(JULIET, "trust", "full"),
                RosterEdit.noExtra(JULIET, "trust"));
        for (RosterEdit touch : touches) {
            BareJid owner = trial.owner();
            trial.store().commit(owner, put(named(JULIET, "Juliet")));
            Contact juliet = read(trial, owner, JULIET);
            trial.store().commit(owner, touch);
            CommitResult result =
                    trial.store().commit(owner, put(named(JULIET, "Capulet")), Condition.unchanged(juliet));
            Answers.conflict(trial, "a commit that expects a contact as before " + touch, result);
        }
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionFailsThoughItsContactIsAsBeforeAgain(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Contact juliet = read(trial, owner, JULIET);
        trial.store().commit(owner, remove(JULIET));
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        conflict(trial, owner, put(named(JULIET, "Capulet")), Condition.unchanged(juliet));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionOnAContactThatWasAbsentFailsOnceItWasThere(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Contact romeo = read(trial, owner, ROMEO);
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        conflict(trial, owner, put(named(ROMEO, "Benvolio")), Condition.unchanged(romeo));
        trial.store().commit(owner, remove(ROMEO));
        conflict(trial, owner, put(named(ROMEO, "Benvolio")), Condition.unchanged(romeo));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionOnSeveralContactsFailsWhenOneOfThemIsTouched(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(put(named(ROMEO, "Romeo"))));
        Condition both = Condition.unchanged(read(trial, owner, JULIET), read(trial, owner, ROMEO));
        trial.store().commit(owner, put(named(ROMEO, "Romeo Montague")));
        conflict(trial, owner, put(named(NURSE, "Nurse")), both);
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionMayBeOnContactsThatTheEditDoesNotName(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Contact juliet = read(trial, owner, JULIET);
        committed(trial, owner, put(named(NURSE, "Nurse")), Condition.unchanged(juliet));
        committed(trial, owner, put(named(ROMEO, "Romeo")), Condition.unchanged(juliet));
        committed(trial, owner, nothing(), Condition.unchanged(juliet));
    }

    @Verifies(Clause.CAS_CONTACTS)
    static void aConditionOnOwnerAndContactsNeedsBoth(Trial trial) {
        BareJid owner = trial.owner();
        Revision earlier = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision present = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        conflict(trial, owner, put(named(NURSE, "Nurse")), condition(earlier, JULIET, earlier));
        conflict(trial, owner, put(named(NURSE, "Nurse")), condition(present, ROMEO, earlier));
        committed(trial, owner, put(named(NURSE, "Nurse")), condition(present, JULIET, earlier));
    }

    /** Two callers of each, so that both what is shared in a handle and what is not can go wrong. */
    private static List<RosterStore> twoHandles(Trial trial) {
        return List.of(trial.store(), trial.anotherHandle());
    }

    private static List<CommitResult> race(
            List<RosterStore> handles, BareJid owner, IntFunction<RosterEdit> edit, Condition condition) {
        return Race.run(CALLERS, caller -> handles.get(caller % 2).commit(owner, edit.apply(caller), condition));
    }

    private static int winner(Trial trial, String commits, List<CommitResult> results) {
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Committed) {
                winners.add(i);
            }
        }
        trial.expect(winners.size() == 1, "of %d %s exactly one Committed".formatted(results.size(), commits), results);
        return winners.get(0);
    }

    private static Contact read(Trial trial, BareJid owner, BareJid contact) {
        return trial.store().load(owner).contact(contact);
    }

    private static Condition since(BareJid contact, Revision revision) {
        return new Condition(Optional.empty(), Map.of(contact, revision), OptionalLong.empty(), Optional.empty());
    }

    private static Condition condition(Revision owner, BareJid contact, Revision since) {
        return new Condition(Optional.of(owner), Map.of(contact, since), OptionalLong.empty(), Optional.empty());
    }

    private static Revision committed(Trial trial, BareJid owner, RosterEdit edit, Condition condition) {
        return Answers.committed(trial, said(condition), trial.store().commit(owner, edit, condition));
    }

    private static Revision conflict(Trial trial, BareJid owner, RosterEdit edit, Condition condition) {
        return Answers.conflict(trial, said(condition), trial.store().commit(owner, edit, condition));
    }

    private static String said(Condition condition) {
        String expected =
                condition.owner().map(revision -> "the owner at " + revision).orElse("");
        String contacts = condition.contacts().isEmpty() ? "" : "contacts untouched since " + condition.contacts();
        return "a commit that expects " + expected + (expected.isEmpty() || contacts.isEmpty() ? "" : " and ")
                + contacts;
    }

    private static void expectSame(Trial trial, String when, Roster before, Roster after) {
        trial.expectEqual(when + " the revision is", before.revision(), after.revision());
        trial.expect(after.sameContent(before), when + " " + before, after);
        before.contacts()
                .forEach((jid, contact) -> trial.expectEqual(
                        when + " changedIn of " + jid + " is",
                        contact.changedIn(),
                        after.contact(jid).changedIn()));
    }
}
