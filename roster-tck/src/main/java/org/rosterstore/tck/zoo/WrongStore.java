package org.rosterstore.tck.zoo;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Nonconformity;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.StoreFixture;
import org.rosterstore.tck.Variant;

/**
 * A store with one fault, and what the kit must say of it. Immutable; the fixture's storage is its own.
 *
 * @param name the fault in a few words
 * @param fault what the store does, in one sentence
 * @param origin where a store of the real world does it, if one is known
 * @param clause the clause that it breaks
 * @param fails the clauses that the kit finds broken, {@code clause} and at most two others
 * @param perhaps those that it may find broken besides, where threads race; with the others at most three
 * @param message what is said of {@code clause}, in part
 * @param variant in which variant it shows
 * @param fixture how to come to the store
 */
public record WrongStore(
        String name,
        String fault,
        Optional<String> origin,
        Clause clause,
        Set<Clause> fails,
        Set<Clause> perhaps,
        String message,
        Variant variant,
        StoreFixture fixture) {

    /** Checks for null and copies the sets. */
    public WrongStore {
        requireNonNull(name, "name");
        requireNonNull(fault, "fault");
        requireNonNull(origin, "origin");
        requireNonNull(clause, "clause");
        fails = Set.copyOf(fails);
        perhaps = Set.copyOf(perhaps);
        requireNonNull(message, "message");
        requireNonNull(variant, "variant");
        requireNonNull(fixture, "fixture");
    }

    /**
     * Runs the kit on it, in the variant in which it shows. Where threads race, what the kit sees first depends on who is
     * faster: a store that is not found for what it is, is looked at once more.
     *
     * @param seed the seed of all that is random
     * @return what the kit says
     */
    public Report examine(long seed) {
        Conformance kit = Conformance.of(fixture)
                .effort(Zoo.EFFORT)
                .variants(Set.of(variant))
                .seed(seed);
        Report first = kit.run(result -> {});
        return isFoundIn(first) ? first : kit.run(result -> {});
    }

    /**
     * Whether the kit has found it for what it is: all its clauses are broken and none but those and {@code perhaps}, and of its
     * own clause is said what is wrong.
     *
     * @param report what the kit says of this store
     * @return true if it is found
     */
    public boolean isFoundIn(Report report) {
        return failsAsStated(report)
                && report.failures().stream()
                        .filter(failure -> failure.clause() == clause)
                        .flatMap(failure -> failure.failure().stream())
                        .anyMatch(failure -> finding(failure).contains(message));
    }

    private boolean failsAsStated(Report report) {
        Set<Clause> certain = new HashSet<>(report.failedClauses());
        certain.removeAll(perhaps);
        return certain.equals(fails);
    }

    /** What is said of this store, without the clause's own words. */
    private static String finding(Nonconformity failure) {
        return "expected: %s\n  actual:   %s".formatted(failure.expected(), failure.actual());
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
