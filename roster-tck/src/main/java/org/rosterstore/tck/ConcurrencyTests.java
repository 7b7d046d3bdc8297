package org.rosterstore.tck;

import java.util.List;
import java.util.Optional;
import org.rosterstore.RosterStore;

/** Beyond races of two: random calls that overlap, written down, and checked for an order that explains every answer. */
final class ConcurrencyTests {

    private ConcurrencyTests() {}

    @Verifies(Clause.CONCURRENCY_LINEARIZABLE)
    static void overlappingCallsThroughOneHandleAreAnsweredAsIfInTurn(Trial trial) {
        rounds(
                trial,
                List.of(trial.store()),
                ConcurrentRound.Meeting.AT_ONCE,
                trial.effort().rounds());
    }

    @Verifies(Clause.CONCURRENCY_LINEARIZABLE)
    static void overlappingCallsThroughSeveralHandlesAreAnsweredAsIfInTurn(Trial trial) {
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        rounds(trial, handles, ConcurrentRound.Meeting.AT_ONCE, trial.effort().rounds());
    }

    @Verifies(Clause.FAIL_UNKNOWN)
    static void callsThatOverlapAnOutageAreAnsweredAsIfInTurnAndTakeEffectAtMostOnce(Trial trial) {
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        rounds(
                trial,
                handles,
                ConcurrentRound.Meeting.WITH_OUTAGE,
                1 + trial.effort().rounds() / 50);
    }

    private static void rounds(Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting, int rounds) {
        for (int i = 0; i < rounds; i++) {
            long seed = trial.random().nextLong();
            Optional<String> problem = ConcurrentRound.run(trial, handles, meeting, seed);
            if (problem.isPresent()) {
                throw breach(trial, handles, meeting, problem.get());
            }
        }
        trial.note("%,d rounds of 3 or 4 callers".formatted(rounds));
    }

    /** Under the clause of the simplest way to see it: calls in turn, on one handle or on two; at once; in an outage. */
    private static Nonconformity breach(
            Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting, String problem) {
        List<RosterStore> one = handles.subList(0, 1);
        Optional<String> simplest = search(trial, one, ConcurrentRound.Meeting.IN_TURN);
        if (simplest.isPresent()) {
            return told(Clause.SEQUENCE_MODEL, "calls in turn", simplest.get());
        }
        simplest = search(trial, handles, ConcurrentRound.Meeting.IN_TURN);
        if (simplest.isPresent()) {
            return told(Clause.LIFE_HANDLES, "calls in turn through two handles", simplest.get());
        }
        if (meeting == ConcurrentRound.Meeting.AT_ONCE) {
            return told(Clause.CONCURRENCY_LINEARIZABLE, "calls that overlap", problem);
        }
        simplest = search(trial, handles, ConcurrentRound.Meeting.AT_ONCE);
        return simplest.isPresent()
                ? told(Clause.CONCURRENCY_LINEARIZABLE, "calls that overlap", simplest.get())
                : told(Clause.FAIL_UNKNOWN, "calls that overlap an outage", problem);
    }

    private static Optional<String> search(Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting) {
        Optional<String> problem = Optional.empty();
        for (int i = 0; i < trial.effort().rounds() && problem.isEmpty(); i++) {
            problem =
                    ConcurrentRound.run(trial, handles, meeting, trial.random().nextLong());
        }
        return problem;
    }

    private static Nonconformity told(Clause clause, String calls, String problem) {
        return new Nonconformity(
                clause,
                "an order of these %s on a new owner in which every answer is right".formatted(calls),
                "there is none%n            %s".formatted(problem.replace("\n", "\n            ")));
    }
}
