package org.rosterstore.tck;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Set<Variant> variants = constants(Variant.class, "roster.tck.variants");
        if (!variants.isEmpty()) {
            configured = configured.variants(variants);
        }
        Set<Ability> required = constants(Ability.class, "roster.tck.require");
        return required.isEmpty() ? configured : configured.require(required);
    }

    /** From words with commas between them; none if the property is not set. */
    private static <E extends Enum<E>> Set<E> constants(Class<E> type, String property) {
        return Stream.of(System.getProperty(property, "").split(","))
                .filter(word -> !word.isBlank())
                .map(word ->
                        Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT).replace(' ', '_')))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
