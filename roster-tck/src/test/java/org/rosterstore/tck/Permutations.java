package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rosterstore.Revision;

/**
 * All orders of a recording's operations, tried one after the other without any cleverness: what the checker is compared
 * with. An open operation is in the order or left out.
 */
final class Permutations {

    private Permutations() {}

    /** Whether there is an order in which every answer is right, at whatever count the owner begins. */
    static boolean haveOne(Recording recording) {
        long last = recording.revisions().stream()
                .mapToLong(Revision::counter)
                .max()
                .orElse(1);
        for (long first = 1; first <= last; first++) {
            if (haveOne(recording, beginningAt(first, recording), recording.operations())) {
                return true;
            }
        }
        return false;
    }

    private static SequentialState beginningAt(long first, Recording recording) {
        Map<Long, Long> countOf = recording.operations().stream()
                .flatMap(operation -> operation.commitId().stream().boxed())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> first));
        return SequentialState.none(recording.owner(), countOf);
    }

    private static boolean haveOne(Recording recording, SequentialState state, List<Operation> rest) {
        if (rest.stream().allMatch(Operation::isOpen)) {
            return true;
        }
        for (Operation next : rest) {
            List<Operation> others = new ArrayList<>(rest);
            others.remove(next);
            if (others.stream().noneMatch(other -> recording.precedes(other, next))) {
                Optional<SequentialState> after = state.after(next);
                if (after.isPresent() && haveOne(recording, after.get(), others)) {
                    return true;
                }
            }
        }
        return false;
    }
}
