package org.rosterstore.tck;

import java.util.List;
import java.util.Optional;
import org.rosterstore.RosterStore;

/** Beyond races of two: random calls that overlap, written down, and checked for an order that explains every answer. */
final class ConcurrencyTests {

    private ConcurrencyTests() {}

    @Verifies(Clause.CONCURRENCY_LINEARIZABLE)
    static void overlappingCallsThroughOneHandleAreAnsweredAsIfInTurn(Trial trial) {
        List<RosterStore> handles = List.of(trial.store());
        run(trial, handles, ConcurrentRound.Meeting.AT_ONCE, trial.effort().rounds() / 2);
    }

    @Verifies(Clause.CONCURRENCY_LINEARIZABLE)
    static void overlappingCallsThroughSeveralHandlesAreAnsweredAsIfInTurn(Trial trial) {
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        run(trial, handles, ConcurrentRound.Meeting.AT_ONCE, trial.effort().rounds() / 2);
    }

    @Verifies(Clause.FAIL_UNKNOWN)
    static void callsThatOverlapAnOutageAreAnsweredAsIfInTurn(Trial trial) {
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        run(
                trial,
                handles,
                ConcurrentRound.Meeting.WITH_OUTAGE,
                2 + trial.effort().rounds() / 100);
    }

    private static void run(Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting, int rounds) {
        Optional<ConcurrentRound.Problem> problem = search(trial, handles, meeting, rounds);
        if (problem.isPresent()) {
            // What an outage has done to a handle must not be blamed on calls without one.
            boolean isOutage = meeting == ConcurrentRound.Meeting.WITH_OUTAGE;
            throw breach(
                    trial,
                    isOutage ? List.of(trial.anotherHandle(), trial.anotherHandle()) : handles,
                    meeting,
                    problem.get());
        }
        trial.note("%,d rounds of 3 or 4 callers".formatted(rounds));
    }

    private static Optional<ConcurrentRound.Problem> search(
            Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting, int rounds) {
        Optional<ConcurrentRound.Problem> problem = Optional.empty();
        for (int i = 0; i < rounds && problem.isEmpty(); i++) {
            problem =
                    ConcurrentRound.run(trial, handles, meeting, trial.random().nextLong());
        }
        return problem;
    }

    /** Under the clause of the simplest way to see it: calls in turn, on one handle or on two; at once; in an outage. */
    private static Nonconformity breach(
            Trial trial, List<RosterStore> handles, ConcurrentRound.Meeting meeting, ConcurrentRound.Problem problem) {
        int rounds = trial.effort().rounds();
        Optional<ConcurrentRound.Problem> simplest =
                search(trial, handles.subList(0, 1), ConcurrentRound.Meeting.IN_TURN, rounds);
        if (simplest.isPresent()) {
            return told(Clause.SEQUENCE_MODEL, "calls, one after the other,", simplest.get());
        }
        simplest = search(trial, handles, ConcurrentRound.Meeting.IN_TURN, rounds);
        if (simplest.isPresent()) {
            return told(Clause.LIFE_HANDLES, "calls through two handles, one after the other,", simplest.get());
        }
        if (meeting == ConcurrentRound.Meeting.AT_ONCE) {
            return told(Clause.CONCURRENCY_LINEARIZABLE, "calls", problem);
        }
        simplest = search(trial, handles, ConcurrentRound.Meeting.AT_ONCE, rounds);
        if (simplest.isPresent()) {
            return told(Clause.CONCURRENCY_LINEARIZABLE, "calls", simplest.get());
        }
        return told(problem.clause(), "calls, which an outage came over,", problem);
    }

    private static Nonconformity told(Clause clause, String calls, ConcurrentRound.Problem problem) {
        return new Nonconformity(
                clause,
                "an order of these %s in which every answer is right".formatted(calls),
                "there is none%n            %s".formatted(problem.story().replace("\n", "\n            ")));
    }
}
