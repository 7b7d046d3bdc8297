package org.rosterstore;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer, or not in time, or refused service: unreachable, overloaded, failing over, out of space, or
 * without permission. Trying again later may succeed. {@link #outcome()} is {@link Outcome#UNKNOWN} where a commit may
 * have been applied.
 */
public final class StoreUnavailableException extends RosterStoreException {

    private static final long serialVersionUID = 1;

    private StoreUnavailableException(String message, @Nullable Throwable cause, @Nullable Attempt attempt) {
        super(message, cause, attempt);
    }

    /**
     * A call that had no effect.
     *
     * @param message the store and what went wrong, in one line
     */
    public StoreUnavailableException(String message) {
        this(message, null, null);
    }

    /**
     * A call that had no effect.
     *
     * @param message the store and what went wrong, in one line
     * @param cause the driver's own exception
     */
    public StoreUnavailableException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /**
     * A commit that may have been applied.
     *
     * @param message the store and what went wrong, in one line
     * @param attempt what to retry with
     * @return the exception, whose outcome is {@link Outcome#UNKNOWN}
     */
    public static StoreUnavailableException unknownOutcome(String message, Attempt attempt) {
        return new StoreUnavailableException(message, null, requireNonNull(attempt, "attempt"));
    }

    /**
     * A commit that may have been applied.
     *
     * @param message the store and what went wrong, in one line
     * @param cause the driver's own exception
     * @param attempt what to retry with
     * @return the exception, whose outcome is {@link Outcome#UNKNOWN}
     */
    public static StoreUnavailableException unknownOutcome(String message, Throwable cause, Attempt attempt) {
        return new StoreUnavailableException(
                message, requireNonNull(cause, "cause"), requireNonNull(attempt, "attempt"));
    }
}
