package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * The edit was applied, now or when the same commit was made before.
 *
 * @param revision the revision that the commit led to. {@link Revision#NONE} for the erasure of an owner that was
 *     never committed to, which writes nothing.
 */
public record Committed(Revision revision) implements CommitResult {

    /** Checks for null. */
    public Committed {
        requireNonNull(revision, "revision");
    }
}
