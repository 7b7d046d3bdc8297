package org.rosterstore.benchmarks;

import java.util.EnumMap;
import java.util.Map;

/** How long each operation on a roster takes: the best round. */
final class RosterTimes {

    enum Operation {
        ADD,
        REMOVE,
        LOAD,
        RESET
    }

    /** Calls in a round: of an operation on one contact, and how many contacts those on all go over. */
    private static final int SINGLE = 200;

    private static final int ALL = 2_000;

    private final RosterFile roster;
    private final int contacts;
    private final Map<Operation, Double> best = new EnumMap<>(Operation.class);
    private int edition;

    RosterTimes(RosterFile roster, int contacts) {
        this.roster = roster;
        this.contacts = contacts;
    }

    /** What was measured until now was to warm up. */
    void forget() {
        best.clear();
    }

    void round() {
        int whole = Math.max(1, ALL / contacts);
        time(Operation.RESET, whole, i -> roster.reset(++edition));
        time(Operation.LOAD, whole, i -> expect(contacts));
        time(Operation.ADD, SINGLE, i -> roster.add(contacts + i));
        expect(contacts + SINGLE);
        time(Operation.REMOVE, SINGLE, i -> roster.remove(contacts + i));
        expect(contacts);
    }

    private interface Call {
        void number(int call);
    }

    private void time(Operation operation, int calls, Call call) {
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < calls; i++) {
            int number = i;
            watch.time(() -> call.number(number));
        }
        best.merge(operation, watch.median(), Math::min);
    }

    private void expect(int expected) {
        int loaded = roster.load();
        if (loaded != expected) {
            throw new IllegalStateException("%d contacts, not %d".formatted(loaded, expected));
        }
    }

    double best(Operation operation) {
        return best.getOrDefault(operation, Double.NaN);
    }
}
