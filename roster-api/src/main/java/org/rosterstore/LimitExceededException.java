package org.rosterstore;

/**
 * A value, or the state that an edit would lead to, is beyond one of the {@link Limits}. Nothing was applied. The limits
 * are the same in every store.
 */
public final class LimitExceededException extends RosterStoreException {

    private static final long serialVersionUID = 1;

    /**
     * Too much of something.
     *
     * @param message what, how much of it, and the limit
     */
    public LimitExceededException(String message) {
        super(message, null, null);
    }
}
