package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that do not know a commit again. */
final class WrongRetries {

    private WrongRetries() {}

    static List<WrongStore> all() {
        return List.of(
                appliedTwice(),
                conditionFirst(),
                presentAnswered(),
                idsOfAll(),
                forgottenTooSoon(),
                tooLateConflict(),
                tooLateApplied(),
                raceApplied());
    }

    /** The revision that a commit led to, if it is remembered. */
    static Optional<Revision> remembered(OwnerState state, Condition condition) {
        Condition same = Condition.none().withCommit(condition.commit().orElseThrow());
        OwnerState.Step step = state.commit(RosterEdit.nothing(), same, Instant.now());
        return step.after() == state && step.result() instanceof Committed committed
                ? Optional.of(committed.revision())
                : Optional.empty();
    }

    /** The condition under a new id, so that the commit is taken for another. */
    static Condition another(Condition condition) {
        return new Condition(
                condition.owner(), condition.contacts(), OptionalLong.of(Revision.newCommitId()), Optional.empty());
    }

    private static WrongStore appliedTwice() {
        return Fault.of(
                        Clause.RETRY_ONCE,
                        "retry applied twice",
                        "A repeated commit that keeps a request is made again.",
                        "the answer to a repeated")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        boolean isAgain = remembered(before, condition).isPresent();
                        boolean isRequest = edit.requests().values().stream().anyMatch(Optional::isPresent);
                        return super.step(before, edit, isAgain && isRequest ? another(condition) : condition);
                    }
                });
    }

    private static WrongStore conditionFirst() {
        return Fault.of(
                        Clause.RETRY_ONCE,
                        "condition before id",
                        "Whether the contacts are unchanged is looked at before whether the commit was made already.",
                        "the answer to a repeated")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        Condition contacts = new Condition(
                                Optional.empty(), condition.contacts(), OptionalLong.empty(), Optional.empty());
                        OwnerState.Step anew = super.step(before, edit, contacts);
                        return anew.result() instanceof Conflict ? anew : super.step(before, edit, condition);
                    }
                });
    }

    private static WrongStore presentAnswered() {
        return Fault.of(
                        Clause.RETRY_ONCE,
                        "present revision answered",
                        "A repeated commit is answered with the owner's present revision, not with its own.",
                        "the answer to a repeated")
                .breaks(Clause.RETRY_WINDOW, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        return step.after() == before && step.result() instanceof Committed
                                ? new OwnerState.Step(before, new Committed(before.revision()))
                                : step;
                    }
                });
    }

    private static WrongStore idsOfAll() {
        record Known(BareJid owner, long commit, Revision revision) {}
        Queue<Known> recent = new ConcurrentLinkedQueue<>();
        return Fault.of(
                        Clause.RETRY_ONCE,
                        "ids of all owners",
                        "The id of a commit is looked for among those of all owners.",
                        "the item of")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        long commit = condition.commit().orElseThrow();
                        for (Known known : recent) {
                            if (known.commit() == commit && !known.owner().equals(before.owner())) {
                                return new OwnerState.Step(before, new Committed(known.revision()));
                            }
                        }
                        OwnerState.Step step = super.step(before, edit, condition);
                        recent.add(
                                new Known(before.owner(), commit, step.after().revision()));
                        if (recent.size() > 4) {
                            recent.remove();
                        }
                        return step;
                    }
                });
    }

    private static WrongStore forgottenTooSoon() {
        return Fault.of(
                        Clause.RETRY_WINDOW,
                        "ids forgotten at 127",
                        "The id of a commit is remembered through the next 127 commits.",
                        "the answer to a repeated")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Condition condition(OwnerState before, Condition condition) {
                        long oldest = before.revision().counter() - Condition.REMEMBERED_COMMITS;
                        return remembered(before, condition)
                                        .filter(first -> first.counter() == oldest)
                                        .isPresent()
                                ? another(condition)
                                : condition;
                    }
                });
    }

    private static WrongStore tooLateConflict() {
        return Fault.of(
                        Clause.RETRY_PAST_WINDOW,
                        "late retry a conflict",
                        "A retry that comes too late is answered Conflict, as if it had not been applied.",
                        "outcome UNKNOWN of the attempt")
                .breaks(Clause.ERASE_NO_RETURN)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        try {
                            return super.step(before, edit, condition);
                        } catch (StoreUnavailableException e) {
                            return new OwnerState.Step(before, new Conflict(before.revision()));
                        }
                    }
                });
    }

    private static WrongStore tooLateApplied() {
        return Fault.of(
                        Clause.RETRY_PAST_WINDOW,
                        "late retry applied again",
                        "A retry whose id is forgotten is taken for a new commit.",
                        "outcome UNKNOWN of the attempt")
                .breaks(Clause.ERASE_NO_RETURN)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Condition condition(OwnerState before, Condition condition) {
                        Optional<Attempt> none = Optional.empty();
                        Map<BareJid, Revision> contacts = condition.contacts();
                        return new Condition(condition.owner(), contacts, condition.commit(), none);
                    }
                });
    }

    private static WrongStore raceApplied() {
        return Fault.of(
                        Clause.RETRY_CONCURRENT,
                        "id looked for early",
                        "A commit's id is looked for in one step and written in another.",
                        "one answer to 4 callers that send one commit")
                .breaks(Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        boolean isNew = remembered(state(owner), condition).isEmpty();
                        Window.open();
                        boolean isLate =
                                isNew && remembered(state(owner), condition).isPresent();
                        return super.apply(owner, edit, isLate ? another(condition) : condition);
                    }
                });
    }
}
