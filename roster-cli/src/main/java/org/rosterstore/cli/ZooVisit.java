package org.rosterstore.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Report;
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

    /** The tests of the kit that no wrong store fails. Nothing can be said of that where stores were left out. */
    List<String> neverFailed() {
        if (!whole) {
            return List.of();
        }
        Set<String> failed = sightings.stream()
                .flatMap(sighting -> sighting.report().failures().stream())
                .map(failure -> failure.verifies().id() + " " + failure.test())
                .collect(Collectors.toSet());
        return Conformance.tests().stream()
                .filter(test -> !failed.contains(test))
                .toList();
    }
}
