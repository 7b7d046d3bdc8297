package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.extra;
import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.remove;
import static org.rosterstore.RosterEdit.replaceItems;
import static org.rosterstore.RosterEdit.request;
import static org.rosterstore.RosterEdit.ver;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.SubscriptionRequest;

/** RETRY: commits that are sent again under their id. */
final class RetryTests {

    private static final int CALLERS = 4;

    private RetryTests() {}

    @Verifies(Clause.RETRY_ONCE)
    static void theRevisionOfACommitHasItsId(Trial trial) {
        BareJid owner = trial.owner();
        long id = Revision.newCommitId();
        Revision revision = commit(
                trial, owner, put(named(JULIET, "Juliet")), Condition.none().withCommit(id));
        trial.expectEqual("the revision's commit is", id, revision.commit());
    }

    @Verifies(Clause.RETRY_ONCE)
    static void aRepeatedCommitIsAnsweredWithItsFirstRevisionWhateverItsEdit(Trial trial) {
        List<RosterEdit> edits = List.of(
                put(named(JULIET, "Juliet Capulet")),
                remove(JULIET),
                replaceItems(List.of(named(TYBALT, "Tybalt"))),
                request(SubscriptionRequest.of(ROMEO, Instant.EPOCH)),
                extra(NURSE, "trust", "full"),
                ver("2"));
        for (RosterEdit edit : edits) {
            BareJid owner = trial.owner();
            trial.store().commit(owner, put(named(JULIET, "Juliet")));
            Condition condition = Condition.none().withCommit(Revision.newCommitId());
            Revision first = commit(trial, owner, edit, condition);
            expectRepeated(trial, owner, edit, condition, first, first);
        }
    }

    @Verifies(Clause.RETRY_ONCE)
    static void aCommitThatIsRepeatedAfterOthersDoesNotUndoThem(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Condition condition = Condition.none().withCommit(Revision.newCommitId());
        Revision first = commit(trial, owner, edit, condition);
        Revision last = trial.store().commit(owner, put(named(JULIET, "Juliet Capulet")));
        expectRepeated(trial, owner, edit, condition, first, last);
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Juliet Capulet"));
    }

    @Verifies(Clause.RETRY_ONCE)
    static void aRepeatedCommitIsNoConflictThoughItsConditionHoldsNoMore(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Revision base = trial.store().commit(owner, put(named(NURSE, "Nurse")));
        Condition atBase = Condition.at(base).withCommit(Revision.newCommitId());
        Revision first = commit(trial, owner, edit, atBase);
        expectRepeated(trial, owner, edit, atBase, first, first);

        Condition atFirst = Condition.at(first).withCommit(Revision.newCommitId());
        Revision second = commit(trial, owner, edit, atFirst);
        expectRepeated(trial, owner, edit, atFirst, second, second);

        Condition unchanged =
                Condition.unchanged(trial.store().load(owner).contact(JULIET)).withCommit(Revision.newCommitId());
        Revision third = commit(trial, owner, edit, unchanged);
        expectRepeated(trial, owner, edit, unchanged, third, third);
        Revision last = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        expectRepeated(trial, owner, edit, atBase, first, last);
        expectRepeated(trial, owner, edit, atFirst, second, last);
    }

    @Verifies(Clause.RETRY_ONCE)
    static void anAttemptThatWasMadeIsAnsweredWithItsFirstRevision(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        RosterEdit edit = put(named(JULIET, "Juliet Capulet"));
        Attempt attempt = new Attempt(Condition.at(base), Revision.newCommitId(), base);
        Revision first = commit(trial, owner, edit, attempt.condition().withCommit(attempt.commit()));
        Revision last = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        expectRepeated(trial, owner, edit, Condition.retrying(attempt), first, last);
    }

    @Verifies(Clause.RETRY_ONCE)
    static void aCommitMayBeRepeatedThroughAnotherHandle(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Condition condition = Condition.none().withCommit(Revision.newCommitId());
        Revision first = commit(trial, owner, edit, condition);
        CommitResult result = trial.anotherHandle().commit(owner, edit, condition);
        trial.expectEqual("the answer through another handle is", new Committed(first), result);
        trial.expectEqual("the revision is", first, trial.store().load(owner).revision());
    }

    @Verifies(Clause.RETRY_ONCE)
    static void anIdBelongsToOneOwner(Trial trial) {
        BareJid one = trial.owner();
        BareJid other = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Condition condition = Condition.none().withCommit(Revision.newCommitId());
        commit(trial, one, edit, condition);
        commit(trial, other, edit, condition);
        Answers.item(trial, trial.store().load(other), named(JULIET, "Juliet"));
    }

    @Verifies(Clause.RETRY_WINDOW)
    static void anIdIsRememberedThrough128LaterCommits(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Condition condition = Condition.none().withCommit(Revision.newCommitId());
        Revision first = commit(trial, owner, edit, condition);
        Revision last = others(trial, owner, Condition.REMEMBERED_COMMITS);
        expectRepeated(trial, owner, edit, condition, first, last);
    }

    @Verifies(Clause.RETRY_WINDOW)
    static void anAttemptIsRememberedThrough128LaterCommits(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Attempt attempt = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Revision first = commit(trial, owner, edit, Condition.none().withCommit(attempt.commit()));
        Revision last = others(trial, owner, Condition.REMEMBERED_COMMITS);
        expectRepeated(trial, owner, edit, Condition.retrying(attempt), first, last);
    }

    @Verifies(Clause.RETRY_WINDOW)
    static void anAttemptThatNeverArrivedIsMadeByItsRetryWithinTheWindow(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Attempt attempt = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Revision last = others(trial, owner, 100);
        Revision made = commit(trial, owner, put(named(JULIET, "Juliet Capulet")), Condition.retrying(attempt));
        trial.expect(made.counter() > last.counter(), "a revision after " + last, made);
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Juliet Capulet"));
    }

    @Verifies(Clause.RETRY_PAST_WINDOW)
    static void anAttemptThatWasMadeLongAgoIsNotMadeAgain(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Attempt unconditional = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Attempt atBase = new Attempt(Condition.at(base), Revision.newCommitId(), base);
        RosterEdit edit = put(named(JULIET, "Juliet Capulet"));
        Revision first = commit(trial, owner, edit, atBase.condition().withCommit(atBase.commit()));
        Revision second = commit(trial, owner, edit, Condition.none().withCommit(unconditional.commit()));
        trial.store().commit(owner, put(named(JULIET, "Capulet")));
        Revision last = others(trial, owner, 200);
        retryLate(trial, owner, edit, atBase, Set.of(new Committed(first)));
        retryLate(trial, owner, edit, unconditional, Set.of(new Committed(second)));
        expectUntouched(trial, owner, last);
    }

    @Verifies(Clause.RETRY_PAST_WINDOW)
    static void anAttemptOfLongAgoThatNeverArrivedIsNotMade(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        RosterEdit edit = put(named(JULIET, "Juliet Capulet"));
        Attempt probe = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Revision first = commit(trial, owner, edit, Condition.none().withCommit(probe.commit()));
        trial.store().commit(owner, put(named(JULIET, "Capulet")));
        Revision last = others(trial, owner, 200);
        // A store may remember more than it must. Then it knows that the others never arrived, and may say so.
        boolean remembered = retryLate(trial, owner, edit, probe, Set.of(new Committed(first)))
                .isPresent();
        Attempt atBase = new Attempt(Condition.at(base), Revision.newCommitId(), base);
        retryLate(trial, owner, edit, atBase, remembered ? Set.of(new Conflict(last)) : Set.of());
        expectUntouched(trial, owner, last);
        Attempt unconditional = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Set<CommitResult> made = remembered ? Set.of(new Committed(last.next(unconditional.commit()))) : Set.of();
        if (retryLate(trial, owner, edit, unconditional, made).isEmpty()) {
            expectUntouched(trial, owner, last);
        }
    }

    @Verifies(Clause.RETRY_CONCURRENT)
    static void aCommitSentBySeveralAtOnceIsMadeOnce(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        Revision before = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        for (int i = 0; i < trial.effort().rounds(); i++) {
            RosterEdit edit = put(named(JULIET, "Juliet " + i));
            Condition condition =
                    (i % 2 == 0 ? Condition.none() : Condition.at(before)).withCommit(Revision.newCommitId());
            Set<CommitResult> results = new HashSet<>(
                    Race.run(CALLERS, caller -> handles.get(caller % 2).commit(owner, edit, condition)));
            trial.expect(
                    results.size() == 1, "one answer to %d callers that send one commit".formatted(CALLERS), results);
            Revision made = Answers.committed(
                    trial, "a commit sent by several", results.iterator().next());
            Revision next = commit(trial, owner, put(named(ROMEO, "Romeo " + i)), Condition.none());
            trial.expectEqual(
                    "between %s and the next commit the commits are".formatted(made),
                    0L,
                    next.counter() - made.counter() - 1);
            trial.expectEqual(
                    "between %s and the repeated one the commits are".formatted(before),
                    0L,
                    made.counter() - before.counter() - 1);
            before = next;
        }
    }

    /** So many commits of others; the last one's revision. */
    private static Revision others(Trial trial, BareJid owner, int commits) {
        Revision last = Revision.NONE;
        for (int i = 0; i < commits; i++) {
            last = trial.store().commit(owner, put(named(ROMEO, "Romeo " + i)));
        }
        return last;
    }

    private static Revision commit(Trial trial, BareJid owner, RosterEdit edit, Condition condition) {
        return Answers.committed(trial, "a commit", trial.store().commit(owner, edit, condition));
    }

    private static void expectRepeated(
            Trial trial, BareJid owner, RosterEdit edit, Condition condition, Revision first, Revision present) {
        CommitResult result = trial.store().commit(owner, edit, condition);
        trial.expectEqual("the answer to a repeated " + edit + " is", new Committed(first), result);
        trial.expectEqual(
                "after a repeated " + edit + " the revision is",
                present,
                trial.store().load(owner).revision());
    }

    /** The answer, which must be one of these; or empty if the outcome is still unknown. */
    private static Optional<CommitResult> retryLate(
            Trial trial, BareJid owner, RosterEdit edit, Attempt attempt, Set<? extends CommitResult> right) {
        String expected = "outcome UNKNOWN of the attempt " + attempt + (right.isEmpty() ? "" : ", or " + right);
        try {
            CommitResult result = trial.store().commit(owner, edit, Condition.retrying(attempt));
            trial.expect(right.contains(result), expected, result);
            return Optional.of(result);
        } catch (RosterStoreException e) {
            trial.expect(e.outcome() == Outcome.UNKNOWN, expected, "outcome " + e.outcome() + ": " + e);
            trial.expectEqual(
                    "the attempt of the exception has the id",
                    Optional.of(attempt.commit()),
                    e.attempt().map(Attempt::commit));
            return Optional.empty();
        }
    }

    private static void expectUntouched(Trial trial, BareJid owner, Revision last) {
        trial.expectEqual(
                "after a late retry the revision is",
                last,
                trial.store().load(owner).revision());
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Capulet"));
    }
}
