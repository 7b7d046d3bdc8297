package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one test in one variant.
 *
 * @param test what the test shows, as a sentence
 * @param verifies the clause that the test was written for
 * @param variant how it reached the store
 * @param failure what went wrong, if anything did
 * @param note what it did in numbers, empty where that is of no interest
 * @param time how long it took
 */
public record TestResult(
        String test, Clause verifies, Variant variant, Optional<Nonconformity> failure, String note, Duration time) {

    /** Checks for null. */
    public TestResult {
        requireNonNull(test, "test");
        requireNonNull(verifies, "verifies");
        requireNonNull(variant, "variant");
        requireNonNull(failure, "failure");
        requireNonNull(note, "note");
        requireNonNull(time, "time");
    }

    /**
     * The clause that this result speaks of: the one that was found broken, else the one that was verified. A test may
     * find another clause broken than its own, since history, feed and content are compared with the model after each.
     *
     * @return the clause
     */
    public Clause clause() {
        return failure.map(Nonconformity::clause).orElse(verifies);
    }
}
