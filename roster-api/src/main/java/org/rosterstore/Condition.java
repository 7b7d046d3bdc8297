package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a commit expects to find, and which commit it is. Immutable.
 *
 * <p>Where the expectation does not hold the commit is answered {@link Conflict} and changes nothing. The commit's id is
 * drawn by the store unless it is given here; it is what makes a repeated commit take effect once. A store remembers the
 * id of a commit through the owner's next {@value #REMEMBERED_COMMITS} commits. A commit repeated under its id meanwhile
 * is answered with the revision of the first time, whatever else has happened since, and changes nothing.
 *
 * @param owner the revision that the owner must be at
 * @param contacts for single contacts, the revision since which they must not have been touched
 * @param commit the commit's own id
 * @param attempt an earlier try of this commit, whose outcome is unknown
 */
public record Condition(
        Optional<Revision> owner, Map<BareJid, Revision> contacts, OptionalLong commit, Optional<Attempt> attempt) {

    /** Through how many further commits of an owner the id of a commit is remembered, at least. */
    public static final int REMEMBERED_COMMITS = 128;

    private static final Condition NONE =
            new Condition(Optional.empty(), Map.of(), OptionalLong.empty(), Optional.empty());

    /**
     * Checks the parts and copies the map.
     *
     * @throws IllegalArgumentException if the id is 0, or differs from that of the attempt
     */
    public Condition {
        requireNonNull(owner, "owner");
        contacts = Map.copyOf(contacts);
        if (commit.isPresent() && commit.getAsLong() == 0) {
            throw new IllegalArgumentException("0 is not a commit id");
        }
        if (attempt.isPresent() && !commit.equals(OptionalLong.of(attempt.get().commit()))) {
            throw new IllegalArgumentException("a retry has the id of its attempt");
        }
    }

    /**
     * No expectation.
     *
     * @return the condition that always holds
     */
    public static Condition none() {
        return NONE;
    }

    /**
     * The owner is still as it was read.
     *
     * @param revision the revision that the owner must be at. {@link Revision#NONE} stands for an owner that was never
     *     committed to; once the mark of an erased owner has expired, which is a day after at the earliest, for that one
     *     as well.
     * @return the condition
     */
    public static Condition at(Revision revision) {
        return new Condition(Optional.of(revision), Map.of(), OptionalLong.empty(), Optional.empty());
    }

    /**
     * Some contacts are still as they were read, whatever has become of others. For a contact that was read long ago or
     * was absent a store may be over-cautious and answer {@link Conflict} although nothing has changed; it never is for a
     * contact that was read at the owner's present revision.
     *
     * @param contacts what {@link RosterStore#find} or {@link Roster#contact} gave
     * @return the condition
     * @throws IllegalArgumentException if a contact comes twice, as read at different revisions
     */
    public static Condition unchanged(Contact... contacts) {
        Map<BareJid, Revision> unchanged = new LinkedHashMap<>();
        for (Contact contact : contacts) {
            Revision other = unchanged.put(contact.jid(), contact.changedIn());
            if (other != null && !other.equals(contact.changedIn())) {
                throw new IllegalArgumentException(contact.jid() + " is to be unchanged since two revisions");
            }
        }
        return new Condition(Optional.empty(), unchanged, OptionalLong.empty(), Optional.empty());
    }

    /**
     * The same expectation once more, for a commit whose outcome is unknown. With the same edit it takes effect once: if
     * the first try was applied, this is answered with its revision. If too many commits have been made since to tell, the
     * answer is again a {@link RosterStoreException} of unknown outcome, and nothing is changed: load the roster and look.
     *
     * @param attempt what the exception carried
     * @return the condition
     */
    public static Condition retrying(Attempt attempt) {
        return new Condition(
                attempt.condition().owner(),
                attempt.condition().contacts(),
                OptionalLong.of(attempt.commit()),
                Optional.of(attempt));
    }

    /**
     * This condition for a commit with a given id, so that it can be repeated as the same commit.
     *
     * @param commit an id that no other commit of the owner has, from {@link Revision#newCommitId}
     * @return the condition
     */
    public Condition withCommit(long commit) {
        return new Condition(owner, contacts, OptionalLong.of(commit), Optional.empty());
    }

    /**
     * The bare expectation, as an {@link Attempt} keeps it.
     *
     * @return this condition without id and attempt
     */
    public Condition expectation() {
        return new Condition(owner, contacts, OptionalLong.empty(), Optional.empty());
    }
}
