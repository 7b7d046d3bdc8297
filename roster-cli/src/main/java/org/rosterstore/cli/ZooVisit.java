package org.rosterstore.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.TestResult;
import org.rosterstore.tck.zoo.WrongStore;

/**
 * What was seen in the zoo.
 *
 * @param sightings one for each store, in the order of the zoo
 * @param whole whether no store was left out
 */
record ZooVisit(List<Sighting> sightings, boolean whole) {

    /** A wrong store, and what the kit says of it. */
    record Sighting(WrongStore store, Report report) {

        boolean isFound() {
            return store.isFoundIn(report);
        }
    }

    List<Sighting> missed() {
        return sightings.stream().filter(sighting -> !sighting.isFound()).toList();
    }

    /** The tests that ran and that no wrong store fails. Nothing can be said of that where stores were left out. */
    Set<String> neverFailed() {
        if (!whole) {
            return Set.of();
        }
        Set<String> tests = tests(sighting -> sighting.report().results());
        tests.removeAll(tests(sighting -> sighting.report().failures()));
        return tests;
    }

    private Set<String> tests(Function<Sighting, List<TestResult>> results) {
        return sightings.stream()
                .flatMap(sighting -> results.apply(sighting).stream())
                .map(result -> result.verifies().id() + " " + result.test())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
