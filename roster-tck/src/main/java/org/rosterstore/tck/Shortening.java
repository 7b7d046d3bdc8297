package org.rosterstore.tck;

import java.util.Optional;

/**
 * A recording that is not linearizable, made as short as can be without making it wrong: it is cut at the first moment at
 * which it cannot be mended any more, and calls that changed nothing are left out as long as the rest is still wrong. What
 * is left of a right recording in this way is always right.
 */
final class Shortening {

    private Shortening() {}

    static Recording of(Recording wrong) {
        Recording shortest = wrong;
        long[] moments = wrong.operations().stream()
                .filter(operation -> !operation.isOpen())
                .mapToLong(Operation::returned)
                .sorted()
                .toArray();
        for (long moment : moments) {
            Recording beginning = wrong.until(moment);
            if (isWrong(beginning)) {
                shortest = beginning;
                break;
            }
        }
        for (Operation operation : shortest.operations()) {
            Recording shorter = shortest.without(operation);
            if (changesNothing(operation) && isWrong(shorter)) {
                shortest = shorter;
            }
        }
        return shortest;
    }

    private static boolean changesNothing(Operation operation) {
        return operation.isRead() || !(operation.isOpen() || operation.isCommitted());
    }

    private static boolean isWrong(Recording recording) {
        return Linearization.of(recording) instanceof Verdict.Breach;
    }

    /** The story of what is wrong with a recording; empty if nothing is. */
    static Optional<String> story(Recording recording) {
        Verdict verdict = Linearization.of(recording);
        if (verdict instanceof Verdict.Breach) {
            Recording shortest = of(recording);
            return Optional.of(new Story(shortest).told((Verdict.Breach) Linearization.of(shortest)));
        }
        return verdict instanceof Verdict.Undecided undecided
                ? Optional.of("undecided after %,d states:%n%s"
                        .formatted(undecided.visited(), new Story(recording).timeline()))
                : Optional.empty();
    }
}
