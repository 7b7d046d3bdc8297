package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.History;
import org.rosterstore.Revision;

/**
 * What a store keeps of an owner beside the contacts: every commit reads and replaces it, and its size does not grow with
 * the roster. Immutable.
 *
 * @param owner whose it is
 * @param commits the ids of the last commits
 * @param logged how many of the last commits the log has, with the contacts that each touched; from 0 to
 *     {@value History#COMMITS}
 * @param ver the protocol's version string
 * @param requests how many of the contacts have a pending request
 * @param erasedAt when the owner was erased, if this is a mark
 */
public record OwnerHead(
        BareJid owner, CommitIds commits, int logged, Optional<String> ver, int requests, Optional<Instant> erasedAt) {

    /** Checks for null, and that the log is not longer than the ids. */
    public OwnerHead {
        requireNonNull(owner, "owner");
        requireNonNull(commits, "commits");
        requireNonNull(ver, "ver");
        requireNonNull(erasedAt, "erasedAt");
        if (logged < 0 || logged > Math.min(commits.count(), History.COMMITS)) {
            throw new IllegalArgumentException("a log of %d commits at %s".formatted(logged, commits.revision()));
        }
    }

    /**
     * The head of an owner that was never committed to.
     *
     * @param owner whose it is
     * @return the head before the first commit
     */
    public static OwnerHead none(BareJid owner) {
        return new OwnerHead(owner, CommitIds.none(), 0, Optional.empty(), 0, Optional.empty());
    }

    /**
     * The present revision.
     *
     * @return the revision, {@link Revision#NONE} before the first commit
     */
    public Revision revision() {
        return commits.revision();
    }

    /**
     * Whether a catalog lists the owner.
     *
     * @return true from the first commit until an erasure
     */
    public boolean exists() {
        return erasedAt.isEmpty() && !revision().equals(Revision.NONE);
    }

    /**
     * Whether this is the mark of an erased owner that need not be kept any more. The owner is then one that was never
     * committed to.
     *
     * @param now the time
     * @return true if the erasure was more than {@link OwnerState#MARK_LIFE} ago
     */
    public boolean isExpired(Instant now) {
        return erasedAt.isPresent() && erasedAt.get().plus(OwnerState.MARK_LIFE).isBefore(now);
    }

    /**
     * Whether the log has every commit since a revision.
     *
     * @param revision the revision
     * @return true if the history can answer about it
     */
    public boolean reaches(Revision revision) {
        return commits.knows(revision) && revision().counter() - revision.counter() <= logged;
    }

    /** The head after a commit that touched so many contacts, of which so many have a request now. */
    OwnerHead edited(long commit, int touched, Optional<String> verAfter, int requestsAfter) {
        int loggedAfter = touched > History.CONTACTS ? 0 : Math.min(logged + 1, History.COMMITS);
        return new OwnerHead(owner, commits.append(commit), loggedAfter, verAfter, requestsAfter, Optional.empty());
    }

    /** The mark that an erasure leaves. */
    OwnerHead erased(long commit, Instant now) {
        return new OwnerHead(owner, commits.append(commit), 0, Optional.empty(), 0, Optional.of(now));
    }
}
