package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * One try of a commit, by which a later try is known to be the same commit. Immutable.
 *
 * <p>An application receives it from {@link RosterStoreException#attempt()} and hands it to {@link Condition#retrying};
 * its parts are for stores.
 *
 * @param condition what the first try was conditioned on
 * @param commit the commit's own id, never 0
 * @param base the revision at which the first try found the owner. For an owner that did not exist a store may put a
 *     revision of its own making here, and is the only one to interpret it.
 */
public record Attempt(Condition condition, long commit, Revision base) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is 0, or the condition carries an id or an attempt itself
     */
    public Attempt {
        requireNonNull(condition, "condition");
        requireNonNull(base, "base");
        if (commit == 0) {
            throw new IllegalArgumentException("0 is not a commit id");
        }
        if (condition.commit().isPresent() || condition.attempt().isPresent()) {
            throw new IllegalArgumentException("an attempt's condition is the bare expectation, without id or attempt");
        }
    }
}
