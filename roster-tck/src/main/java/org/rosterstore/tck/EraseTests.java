package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.extra;
import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.request;
import static org.rosterstore.RosterEdit.ver;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.SubscriptionRequest;

/** ERASE: the end of an owner, and what may come after it. */
final class EraseTests {

    private EraseTests() {}

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerHasNoItems(Trial trial) {
        expectErased(trial, put(named(JULIET, "Juliet")).and(put(named(ROMEO, "Romeo"))));
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerHasNoRequests(Trial trial) {
        expectErased(trial, request(SubscriptionRequest.of(ROMEO, Instant.EPOCH)));
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerHasNoExtras(Trial trial) {
        expectErased(trial, extra(NURSE, "trust", "full"));
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerHasNoVer(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        trial.store().load(owner);
        trial.store().erase(owner);
        trial.expectEqual(
                "the ver of an erased owner is",
                Optional.empty(),
                trial.store().load(owner).ver());
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerOfManyContactsHasNone(Trial trial) {
        List<RosterItem> crowd =
                Cast.crowd(2_500).stream().map(guest -> named(guest, "Guest")).toList();
        expectErased(trial, RosterEdit.replaceItems(crowd));
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasedOwnerIsEmptyToEveryKindOfRead(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        trial.store().erase(owner);
        trial.expect(
                trial.store().find(owner, JULIET).isAbsent(),
                "no contact " + JULIET,
                trial.store().find(owner, JULIET));
        trial.store().loadAll(List.of(owner)).values().forEach(roster -> expectEmpty(trial, roster));
    }

    @Verifies(Clause.ERASE_ALL)
    static void anErasureLeavesOtherOwnersAlone(Trial trial) {
        BareJid owner = trial.owner();
        BareJid other = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        trial.store().commit(other, put(named(JULIET, "Juliet")));
        trial.store().erase(owner);
        expectEmpty(trial, trial.store().load(owner));
        Answers.item(trial, trial.store().load(other), named(JULIET, "Juliet"));
    }

    private static void expectErased(Trial trial, RosterEdit edit) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, edit);
        trial.store().load(owner);
        trial.store().erase(owner);
        expectEmpty(trial, trial.store().load(owner));
    }

    private static void expectEmpty(Trial trial, Roster roster) {
        trial.expectEqual("the contacts of an erased owner are", Map.of(), roster.contacts());
        trial.expectEqual("its unreadable records are", List.of(), roster.unreadable());
    }

    @Verifies(Clause.ERASE_NO_RETURN)
    static void aRetryOfACommitFromBeforeAnErasureBringsNothingBack(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        expectNoReturn(trial, owner, Condition.none());
    }

    @Verifies(Clause.ERASE_NO_RETURN)
    static void aRetryOfTheCommitThatMadeTheOwnerBringsNothingBack(Trial trial) {
        expectNoReturn(trial, trial.owner(), Condition.at(Revision.NONE));
    }

    private static void expectNoReturn(Trial trial, BareJid owner, Condition condition) {
        RosterEdit edit = put(named(JULIET, "Juliet")).and(ver("1"));
        Condition again = condition.withCommit(Revision.newCommitId());
        Answers.committed(trial, "the first try", trial.store().commit(owner, edit, again));
        trial.store().erase(owner);
        trial.store().commit(owner, edit, again);
        expectNothingBack(trial, owner);
    }

    @Verifies(Clause.ERASE_NO_RETURN)
    static void aLateRetryOfAnAttemptFromBeforeAnErasureBringsNothingBack(Trial trial) {
        BareJid owner = trial.owner();
        Revision base = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        RosterEdit edit = put(named(JULIET, "Juliet"));
        Attempt attempt = new Attempt(Condition.none(), Revision.newCommitId(), base);
        Revision first = Answers.committed(
                trial,
                "the first try",
                trial.store().commit(owner, edit, Condition.none().withCommit(attempt.commit())));
        for (int i = 0; i < 200; i++) {
            trial.store().commit(owner, put(named(ROMEO, "Romeo " + i)));
        }
        trial.store().erase(owner);
        try {
            trial.expectEqual(
                    "if it is known, the answer is",
                    new Committed(first),
                    trial.store().commit(owner, edit, Condition.retrying(attempt)));
        } catch (RosterStoreException e) {
            trial.expect(e.attempt().isPresent(), "outcome UNKNOWN, if it is not known", e);
        }
        expectNothingBack(trial, owner);
    }

    private static void expectNothingBack(Trial trial, BareJid owner) {
        trial.expectEqual(
                "after the retry the contacts are",
                Map.of(),
                trial.store().load(owner).contacts());
    }

    @Verifies(Clause.ERASE_UNKNOWN)
    static void erasingAnUnknownOwnerIsCommittedAtNoneAndWritesNothing(Trial trial) {
        BareJid owner = trial.owner();
        trial.expectEqual(
                "the revision of the erasure is", Revision.NONE, trial.store().erase(owner));
        trial.expectEqual("the second time it is", Revision.NONE, trial.store().erase(owner));
        trial.expectEqual(
                "the revision is", Revision.NONE, trial.store().load(owner).revision());
    }

    @Verifies(Clause.ERASE_UNKNOWN)
    static void erasingAnUnknownOwnerMayExpectThatItIsUnknown(Trial trial) {
        BareJid owner = trial.owner();
        trial.expectEqual(
                "the answer is",
                new Committed(Revision.NONE),
                trial.store().commit(owner, RosterEdit.eraseAll(), Condition.at(Revision.NONE)));
        trial.expectEqual(
                "the revision is", Revision.NONE, trial.store().load(owner).revision());
    }

    @Verifies(Clause.ERASE_AGAIN)
    static void anErasedOwnerHoldsOnlyWhatCameSince(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().erase(owner);
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.expectEqual(
                "the contacts are",
                Set.of(ROMEO),
                trial.store().load(owner).contacts().keySet());
        trial.store().commit(owner, put(named(JULIET, "Capulet")));
        Roster roster = trial.store().load(owner);
        Answers.item(trial, roster, named(JULIET, "Capulet"));
        trial.expectEqual("the extras are", Map.of(), roster.contact(JULIET).extras());
    }

    @Verifies(Clause.ERASE_AGAIN)
    static void anErasedOwnerThatComesAgainHasNoVer(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        trial.store().erase(owner);
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.expectEqual(
                "the ver is", Optional.empty(), trial.store().load(owner).ver());
    }

    @Verifies(Clause.ERASE_AGAIN)
    static void theCounterGoesOnOverAnErasure(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision before = trial.store().commit(owner, put(named(JULIET, "Capulet")));
        Revision erased = trial.store().erase(owner);
        trial.expect(erased.counter() > before.counter(), "the erasure at a revision after " + before, erased);
        Revision after = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.expect(after.counter() > erased.counter(), "the next commit at a revision after " + erased, after);
    }

    @Verifies(Clause.ERASE_AGAIN)
    static void anErasedOwnerCanBeCommittedToAtTheErasuresRevision(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision erased = trial.store().erase(owner);
        Answers.committed(
                trial,
                "a commit at the erasure's revision",
                trial.store().commit(owner, put(named(ROMEO, "Romeo")), Condition.at(erased)));
        Answers.item(trial, trial.store().load(owner), named(ROMEO, "Romeo"));
    }
}
