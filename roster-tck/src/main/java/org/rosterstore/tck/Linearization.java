package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rosterstore.Revision;

/**
 * The search for an order of a recording's operations in which every answer is right and nothing comes before what had
 * ended when it was called (Herlihy and Wing 1990; the search is that of Wing and Gong 1993, with Lowe's memory of where it
 * has been).
 *
 * <p>Two things make it fast, and neither is taken on trust. An operation that changes nothing is placed as soon as it
 * fits: in any order with it further back it may as well stand here. And the revisions in answers say which commit was
 * which in the count: a commit is not tried in a place that some answer names for another, because that answer could then
 * never be right.
 */
final class Linearization {

    /** At how many states a search is given up: far beyond what a short recording needs. */
    static final int LIMIT = 20_000;

    private record Place(BitSet done, SequentialState state) {}

    private final List<Operation> operations;
    private final int limit;
    private final BitSet[] predecessors;
    private final BitSet due = new BitSet();
    private final Map<Long, Long> countOf = new HashMap<>();
    private final Map<Long, Long> commitAt = new HashMap<>();
    private final Set<Place> visited = new HashSet<>();
    private final List<Operation> order = new ArrayList<>();
    private Verdict.@Nullable Breach deepest;
    private int depth = -1;

    private Linearization(Recording recording, int limit) {
        this.operations = recording.operations();
        this.limit = limit;
        this.predecessors = new BitSet[operations.size()];
        for (int i = 0; i < operations.size(); i++) {
            predecessors[i] = new BitSet();
            for (int j = 0; j < operations.size(); j++) {
                predecessors[i].set(j, recording.precedes(operations.get(j), operations.get(i)));
            }
            due.set(i, !operations.get(i).isOpen());
        }
        Set<Revision> named = recording.revisions();
        for (Revision revision : named) {
            // Where answers contradict each other they are no hints, or the story would begin with the contradiction.
            if (named.stream()
                            .filter(other -> other.counter() == revision.counter())
                            .count()
                    == 1) {
                commitAt.put(revision.counter(), revision.commit());
            }
            if (named.stream()
                            .filter(other -> other.commit() == revision.commit())
                            .count()
                    == 1) {
                countOf.put(revision.commit(), revision.counter());
            }
        }
    }

    static Verdict of(Recording recording) {
        return of(recording, LIMIT);
    }

    /** The verdict, or that there is none after so many states. */
    static Verdict of(Recording recording, int limit) {
        Linearization search = new Linearization(recording, limit);
        if (search.finds(new BitSet(), SequentialState.none(recording.owner(), search.countOf))) {
            return new Verdict.Linearizable(List.copyOf(search.order));
        }
        return search.visited.size() >= limit || search.deepest == null
                ? new Verdict.Undecided(search.visited.size())
                : search.deepest;
    }

    private boolean finds(BitSet before, SequentialState state) {
        int begin = order.size();
        BitSet done = (BitSet) before.clone();
        placeWhatChangesNothing(done, state);
        if (isAllDone(done)) {
            return true;
        }
        if (visited.size() < limit && visited.add(new Place((BitSet) done.clone(), state))) {
            remember(done, state);
            for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
                Optional<SequentialState> after = isNext(i, done) ? step(state, operations.get(i)) : Optional.empty();
                if (after.isPresent()) {
                    done.set(i);
                    order.add(operations.get(i));
                    if (finds(done, after.get())) {
                        return true;
                    }
                    order.remove(order.size() - 1);
                    done.clear(i);
                }
            }
        }
        order.subList(begin, order.size()).clear();
        return false;
    }

    private void placeWhatChangesNothing(BitSet done, SequentialState state) {
        boolean isPlaced;
        do {
            isPlaced = false;
            for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
                Operation operation = operations.get(i);
                if (due.get(i)
                        && isNext(i, done)
                        && state.after(operation)
                                .filter(after -> after.equals(state))
                                .isPresent()) {
                    done.set(i);
                    order.add(operation);
                    isPlaced = true;
                }
            }
        } while (isPlaced);
    }

    private boolean isNext(int i, BitSet done) {
        BitSet missing = (BitSet) predecessors[i].clone();
        missing.andNot(done);
        return missing.isEmpty();
    }

    private boolean isAllDone(BitSet done) {
        BitSet missing = (BitSet) due.clone();
        missing.andNot(done);
        return missing.isEmpty();
    }

    private Optional<SequentialState> step(SequentialState state, Operation operation) {
        if (operation.isRead() || !canStand(operation, state.revision())) {
            return Optional.empty();
        }
        return state.after(operation).filter(after -> !after.equals(state));
    }

    /** Whether no answer contradicts that this commit comes next. */
    private boolean canStand(Operation operation, Revision revision) {
        if (operation.commitId().isEmpty() || revision.equals(Revision.NONE)) {
            return true;
        }
        long id = operation.commitId().getAsLong();
        long count = revision.counter() + 1;
        return countOf.getOrDefault(id, count) == count && commitAt.getOrDefault(count, id) == id;
    }

    private void remember(BitSet done, SequentialState state) {
        BitSet placed = (BitSet) done.clone();
        placed.and(due);
        if (placed.cardinality() > depth) {
            depth = placed.cardinality();
            Operation misfit = null;
            for (int i = due.nextSetBit(0); i >= 0; i = due.nextSetBit(i + 1)) {
                Operation operation = operations.get(i);
                if (!done.get(i) && (misfit == null || operation.returned() < misfit.returned())) {
                    misfit = operation;
                }
            }
            deepest = misfit == null ? null : new Verdict.Breach(List.copyOf(order), state, misfit);
        }
    }
}
