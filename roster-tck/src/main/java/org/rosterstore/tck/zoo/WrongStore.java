package org.rosterstore.tck.zoo;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.StoreFixture;
import org.rosterstore.tck.Variant;

/**
 * A store with one fault, and what the kit must say of it. Immutable; the fixture's storage is its own.
 *
 * @param name the fault in a few words
 * @param fault what the store does, in one sentence
 * @param origin where a store of the real world does it, if one is known
 * @param clause the clause that it breaks
 * @param fails all clauses that the kit finds broken, {@code clause} and at most two others
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
        String message,
        Variant variant,
        StoreFixture fixture) {

    /** Checks for null and copies the set. */
    public WrongStore {
        requireNonNull(name, "name");
        requireNonNull(fault, "fault");
        requireNonNull(origin, "origin");
        requireNonNull(clause, "clause");
        fails = Set.copyOf(fails);
        requireNonNull(message, "message");
        requireNonNull(variant, "variant");
        requireNonNull(fixture, "fixture");
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
