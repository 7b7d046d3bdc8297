package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence short: leaves out ever smaller stretches for as long as the rest still fails. */
final class Shrinker {

    private static final int TRIES = 400;

    private Shrinker() {}

    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int tries = TRIES;
        for (int stretch = Math.max(1, failing.size() / 2); stretch >= 1; stretch /= 2) {
            int from = 0;
            while (from < shortest.size() && tries-- > 0) {
                List<T> candidate = new ArrayList<>(shortest.subList(0, from));
                candidate.addAll(shortest.subList(Math.min(from + stretch, shortest.size()), shortest.size()));
                if (fails.test(candidate)) {
                    shortest = candidate;
                } else {
                    from += stretch;
                }
            }
        }
        return shortest;
    }
}
