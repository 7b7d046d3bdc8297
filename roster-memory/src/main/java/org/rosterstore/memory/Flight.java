package org.rosterstore.memory;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/**
 * A read of the store behind that several callers may share. The one that began it reads; the others wait. It is overtaken
 * when something is heard of its owner meanwhile that its result may not have in it: then nobody is given the result.
 */
final class Flight {

    private final BareJid owner;
    private final long begin;
    private final long epoch;
    private final CompletableFuture<Optional<Roster>> landing = new CompletableFuture<>();

    /** What the result must be of to be good. Guarded by the entry in the map of flights, as whether it is there at all. */
    private @Nullable Revision required;

    Flight(BareJid owner, long begin, long epoch) {
        this.owner = owner;
        this.begin = begin;
        this.epoch = epoch;
    }

    BareJid owner() {
        return owner;
    }

    /** Before the store behind was asked. */
    long begin() {
        return begin;
    }

    long epoch() {
        return epoch;
    }

    /** Takes note of a revision that the owner has reached; false if no result can be known to have it in it any more. */
    boolean mayStillShow(Revision reached) {
        if (required == null) {
            required = reached;
        }
        return required.equals(reached);
    }

    /** Whether all that was heard meanwhile is in the result. */
    boolean isGood(Roster result) {
        return required == null || required.equals(result.revision());
    }

    /** Lets those who wait go on, with the roster, or without if it was overtaken. */
    void complete(Optional<Roster> result) {
        landing.complete(result);
    }

    /** Lets them go on without; false if they have gone already. */
    boolean fail(Throwable failure) {
        return landing.completeExceptionally(failure);
    }

    /** Whether it brought a failure. */
    boolean hasFailed() {
        return landing.isCompletedExceptionally();
    }

    /** Waits for the roster; empty if this was overtaken or failed. An interrupted caller waits too, and keeps its flag. */
    Optional<Roster> await() {
        try {
            return landing.join();
        } catch (CompletionException e) {
            return Optional.empty(); // the failure is told to the caller whose it is
        }
    }
}
