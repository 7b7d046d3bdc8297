package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.Condition;

/** Which promise a recording of an outage does not keep: the one without which all of it would be right. */
final class Blame {

    private static final int GUESSES = 3;

    private Blame() {}

    /** The clause, by when the outage began and ended on the recording's clock. */
    static Clause of(Recording wrong, long outageBegan, long outageEnded) {
        if (isRight(withoutReads(wrong, outageBegan, outageEnded))) {
            return Clause.FAIL_READ;
        }
        return isRight(withoutAssurances(wrong)) || isRightIfQueued(wrong, strangers(wrong), 0)
                ? Clause.FAIL_NOT_APPLIED
                : Clause.FAIL_UNKNOWN;
    }

    private static boolean isRight(Recording recording) {
        return Linearization.of(recording) instanceof Verdict.Linearizable;
    }

    private static Recording withoutReads(Recording recording, long from, long to) {
        return recording.with(recording.operations().stream()
                .filter(operation -> !(operation.isRead() && operation.called() <= to && operation.returned() >= from))
                .toList());
    }

    /** Failures that say "not applied" are taken as if they had said nothing. */
    private static Recording withoutAssurances(Recording recording) {
        return recording.with(recording.operations().stream()
                .map(operation ->
                        isNotApplied(operation) && operation.commitId().isPresent() ? operation.opened() : operation)
                .toList());
    }

    private static boolean isNotApplied(Operation operation) {
        return !operation.isRead() && operation.answer() instanceof Operation.Answer.NotApplied;
    }

    /** The ids in answers that no commit here was made under. */
    private static List<Long> strangers(Recording recording) {
        Set<Long> own = recording.operations().stream()
                .flatMap(operation -> operation.commitId().stream().boxed())
                .collect(Collectors.toSet());
        return recording.revisions().stream()
                .map(revision -> revision.commit())
                .filter(id -> !own.contains(id))
                .distinct()
                .toList();
    }

    /** Whether it is right if commits that were "not applied" were sent later, as new ones. */
    private static boolean isRightIfQueued(Recording recording, List<Long> strangers, int guessed) {
        if (guessed == strangers.size()) {
            return guessed > 0 && isRight(withoutAssurances(recording));
        }
        if (guessed == GUESSES) {
            return false;
        }
        List<Operation> operations = recording.operations();
        for (int i = 0; i < operations.size(); i++) {
            if (isNotApplied(operations.get(i))
                    && operations.get(i).request() instanceof Operation.Request.Commit commit) {
                List<Operation> queued = new ArrayList<>(operations);
                Condition sent = Condition.none().withCommit(strangers.get(guessed));
                queued.set(
                        i,
                        operations
                                .get(i)
                                .asking(new Operation.Request.Commit(commit.edit(), sent))
                                .opened());
                if (isRightIfQueued(recording.with(queued), strangers, guessed + 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
