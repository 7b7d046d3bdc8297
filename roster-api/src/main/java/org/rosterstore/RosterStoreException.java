package org.rosterstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A roster store could not do what it was asked. Unchecked; {@link #outcome()} tells what became of a commit.
 *
 * <p>A failed read throws one of these and is never answered as an empty roster. Messages name the store and the cause
 * and no secret. Misuse (a null, a closed store) is a {@link NullPointerException}, {@link IllegalArgumentException} or
 * {@link IllegalStateException} instead.
 */
public abstract sealed class RosterStoreException extends RuntimeException
        permits StoreUnavailableException, StoredDataException, StoreConfigurationException, LimitExceededException {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    /** Not kept when the exception is serialized: an attempt means something to the store that made it. */
    private final transient @Nullable Attempt attempt;

    RosterStoreException(String message, @Nullable Throwable cause, @Nullable Attempt attempt) {
        super(message, cause);
        this.outcome = attempt == null ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
        this.attempt = attempt;
    }

    /**
     * What is known of the effect.
     *
     * @return {@link Outcome#UNKNOWN} exactly when the store gave an {@linkplain #attempt() attempt}
     */
    public final Outcome outcome() {
        return outcome;
    }

    /**
     * The try of unknown outcome, for {@link Condition#retrying}.
     *
     * @return the attempt, or empty where nothing was applied, and after serialization
     */
    public final Optional<Attempt> attempt() {
        return Optional.ofNullable(attempt);
    }
}
