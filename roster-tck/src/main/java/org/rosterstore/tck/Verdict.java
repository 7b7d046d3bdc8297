package org.rosterstore.tck;

import java.util.List;

/** What a {@link Linearization} says of a recording. */
sealed interface Verdict {

    /** There is an order in which every answer is right: this one. Open operations that never took effect are not in it. */
    record Linearizable(List<Operation> order) implements Verdict {}

    /**
     * There is none.
     *
     * @param longest the longest order that is right as far as it goes
     * @param state what it leads to
     * @param misfit the operation that must come next, for all others were called after it had come back or changed nothing
     *     about it, and whose answer is wrong
     */
    record Breach(List<Operation> longest, SequentialState state, Operation misfit) implements Verdict {}

    /**
     * It was given up.
     *
     * @param visited how many states were looked at
     */
    record Undecided(int visited) implements Verdict {}
}
