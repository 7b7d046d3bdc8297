package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * The condition did not hold, and this call changed nothing.
 *
 * @param actual the revision that the owner was found at
 */
public record Conflict(Revision actual) implements CommitResult {

    /** Checks for null. */
    public Conflict {
        requireNonNull(actual, "actual");
    }
}
