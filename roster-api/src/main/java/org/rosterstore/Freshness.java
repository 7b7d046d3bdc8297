package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How old a state may be that a store's reads answer with. Immutable.
 *
 * @param bound empty if a read gives a state of the time between call and return; else how much older it may be at most
 */
public record Freshness(Optional<Duration> bound) {

    /** A read gives a state that was current between its call and its return. */
    public static final Freshness CURRENT = new Freshness(Optional.empty());

    /** Checks the bound. */
    public Freshness {
        requireNonNull(bound, "bound");
        if (bound.isPresent() && (bound.get().isNegative() || bound.get().isZero())) {
            throw new IllegalArgumentException("not a positive bound: " + bound.get());
        }
    }

    /**
     * A read gives a state that was current at most so long ago. It never goes back behind an earlier read of the same
     * handle, and the handle's own commits are always in it.
     *
     * @param bound how long ago
     * @return the freshness
     */
    public static Freshness bounded(Duration bound) {
        return new Freshness(Optional.of(bound));
    }

    /** {@code current}, or {@code bounded by} and the time. */
    @Override
    public String toString() {
        return bound.map(time -> "bounded by " + time.toMillis() + " ms").orElse("current");
    }
}
