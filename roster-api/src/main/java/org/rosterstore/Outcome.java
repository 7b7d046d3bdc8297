package org.rosterstore;

/** What is known of a failed call's effect on the store. */
public enum Outcome {
    /** Nothing of the edit was applied, and nothing of it will be. Failed reads are always of this kind. */
    NOT_APPLIED,

    /**
     * All of the edit was or will be applied, or nothing: which, cannot be told from here. The commit may be tried again
     * safely with {@link Condition#retrying}.
     */
    UNKNOWN
}
