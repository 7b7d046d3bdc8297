package org.rosterstore.tck;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be said to the kit from outside of the code that runs it. */
final class SystemProperties {

    private SystemProperties() {}

    /** How often a server is killed. */
    static int kills(Effort effort) {
        return Integer.getInteger("roster.tck.kills", effort.rounds() < Effort.FULL.rounds() ? 2 : 20);
    }

    static Conformance configure(Conformance kit) {
        Conformance configured = kit.strict(Boolean.getBoolean("roster.tck.strict"));
        Long seed = Long.getLong("roster.tck.seed");
        if (seed != null) {
            configured = configured.seed(seed);
        }
        String effort = System.getProperty("roster.tck.effort", "full");
        configured = switch (effort) {
            case "full" -> configured.effort(Effort.FULL);
            case "quick" -> configured.effort(Effort.QUICK);
            default -> throw new IllegalArgumentException("roster.tck.effort is full or quick, not " + effort);
        };
        String required = System.getProperty("roster.tck.require", "");
        return required.isBlank()
                ? configured
                : configured.require(Arrays.stream(required.split(","))
                        .map(word -> Ability.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }
}
