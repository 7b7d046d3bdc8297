package org.rosterstore;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A place where the rosters of any number of owners are kept. Safe for use by many threads; several handles, in one process
 * or in several, may be open on the same storage and see each other's commits.
 *
 * <h2>Atomicity</h2>
 *
 * A commit to one owner takes effect at one moment: contacts, ver and revision appear together or not at all, to every
 * reader. It is as durable as {@link #describe()} says when the call returns. Commits to different owners are independent;
 * nothing spans two owners.
 *
 * <h2>What it does not do</h2>
 *
 * It does not prepare or fold names (it keeps any {@link BareJid}, prepared or not), does not judge whether a subscription
 * state is legal (a client mirrors what its server says), does not send anything, and does not page within one roster: a
 * roster is read whole, or one contact of it.
 *
 * <h2>Failure</h2>
 *
 * A call that fails throws a {@link RosterStoreException} within the store's deadline, and tells by
 * {@link RosterStoreException#outcome()} whether a commit may have taken effect all the same. An owner that was never
 * committed to has an empty roster; a failed read is never answered so. After {@link #close()} every call throws
 * {@link IllegalStateException}. Interrupting a calling thread leaves its interrupt flag set and disturbs no other caller;
 * the call may go on to its end or fail as any other.
 *
 * <p>A store implements the three abstract methods, and whichever others it can do better; for decoration see
 * {@code org.rosterstore.spi.ForwardingRosterStore}. The kit {@code roster-tck} verifies the clauses of this contract,
 * which {@code docs/SPEC.md} lists.
 */
public interface RosterStore extends AutoCloseable {

    /**
     * The present state of an owner's roster: one state, with its own revision and ver. Reading creates nothing.
     *
     * @param owner whose roster
     * @return the roster, {@linkplain Roster#none empty} for an owner that was never committed to
     * @throws RosterStoreException if it cannot be read
     * @throws IllegalStateException if the store is closed
     */
    Roster load(BareJid owner);

    /**
     * Applies an edit if a condition holds. The only write.
     *
     * @param owner whose roster
     * @param edit what to change. One that changes nothing is a commit too: the revision moves on.
     * @param condition what to expect, and which commit this is
     * @return {@link Committed} with the new revision, or {@link Conflict} with the actual one if the condition does not
     *     hold
     * @throws LimitExceededException if the outcome would be beyond the {@link Limits}; nothing is changed
     * @throws RosterStoreException if the store fails. Where the outcome is {@link Outcome#UNKNOWN}, all of the edit or
     *     nothing is or will be applied, and {@link Condition#retrying} repeats the commit safely.
     * @throws IllegalStateException if the store is closed
     */
    CommitResult commit(BareJid owner, RosterEdit edit, Condition condition);

    /** Ends this handle, its feed included; acknowledged commits are safe. Closing again does nothing. */
    @Override
    void close();

    /**
     * What an owner's roster holds about one contact; the same as {@code load(owner).contact(contact)}, at less cost where
     * the store can.
     *
     * @param owner whose roster
     * @param contact whom to find
     * @return the contact, {@linkplain Contact#absent absent} if the owner does not have it
     * @throws StoredDataException if the contact's record could not be decoded
     * @throws RosterStoreException if it cannot be read
     * @throws IllegalStateException if the store is closed
     */
    default Contact find(BareJid owner, BareJid contact) {
        return load(owner).contact(contact);
    }

    /**
     * The present states of some owners' rosters, each as {@link #load} gives it; not one state of all of them.
     *
     * @param owners whose rosters; one that comes twice is read once
     * @return the rosters by owner, in the order asked for
     * @throws RosterStoreException if one of them cannot be read
     * @throws IllegalStateException if the store is closed
     */
    default Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        Map<BareJid, Roster> rosters = new LinkedHashMap<>();
        for (BareJid owner : owners) {
            rosters.computeIfAbsent(owner, this::load);
        }
        return Collections.unmodifiableMap(rosters);
    }

    /**
     * The present revision of an owner's roster; the same as {@code load(owner).revision()}, at less cost where the store
     * can.
     *
     * @param owner whose roster
     * @return the revision, {@link Revision#NONE} for an owner that was never committed to
     * @throws RosterStoreException if it cannot be read
     * @throws IllegalStateException if the store is closed
     */
    default Revision revision(BareJid owner) {
        return load(owner).revision();
    }

    /**
     * Applies an edit whatever is there; the same as a commit with {@link Condition#none()}.
     *
     * @param owner whose roster
     * @param edit what to change
     * @return the new revision
     * @throws RosterStoreException as for {@link #commit(BareJid, RosterEdit, Condition)}
     * @throws IllegalStateException if the store is closed
     */
    default Revision commit(BareJid owner, RosterEdit edit) {
        CommitResult result = commit(owner, edit, Condition.none());
        if (result instanceof Committed committed) {
            return committed.revision();
        }
        throw new AssertionError("a conflict although there was no condition: " + result);
    }

    /**
     * Changes a roster by what is in it: loads it, asks for an edit, and commits that if the roster is still the same, else
     * begins again. Other writers are never overwritten.
     *
     * @param owner whose roster
     * @param change from the roster to the edit. It may be called several times and should have no effect of its own.
     *     Where it gives {@link RosterEdit#nothing()} nothing is committed.
     * @return the revision after the commit, or that of the roster where there was nothing to change
     * @throws StoreUnavailableException if other writers were always faster, for ten seconds; nothing was changed
     * @throws RosterStoreException as for {@link #load} and {@link #commit(BareJid, RosterEdit, Condition)}; a commit of
     *     unknown outcome is not tried again here
     * @throws IllegalStateException if the store is closed
     */
    default Revision update(BareJid owner, Function<? super Roster, RosterEdit> change) {
        return new UpdateLoop(this, owner, change).run();
    }

    /**
     * Erases all that is kept for an owner; the same as committing {@link RosterEdit#eraseAll()}. Owner, counter and recent
     * commit ids may be kept as a mark for a while, at least 24 hours, so that a late retry brings nothing back.
     *
     * @param owner whose roster
     * @return the revision after it, {@link Revision#NONE} if the owner was never committed to
     * @throws RosterStoreException as for {@link #commit(BareJid, RosterEdit, Condition)}
     * @throws IllegalStateException if the store is closed
     */
    default Revision erase(BareJid owner) {
        return commit(owner, RosterEdit.eraseAll());
    }

    /**
     * What this store is and promises.
     *
     * @return the description
     * @throws RosterStoreException if the store cannot be asked
     * @throws IllegalStateException if the store is closed
     */
    default StoreDescription describe() {
        return new StoreDescription(getClass().getSimpleName(), "", "not stated", Freshness.CURRENT);
    }

    /**
     * The ability to say what has changed since a revision.
     *
     * @return the history, or empty if this store keeps none; the answer never changes
     */
    default Optional<History> history() {
        return Optional.empty();
    }

    /**
     * The ability to tell when something has changed.
     *
     * @return the feed, or empty if this store has none; the answer never changes
     */
    default Optional<Feed> feed() {
        return Optional.empty();
    }

    /**
     * The ability to list the owners.
     *
     * @return the catalog, or empty if this store has none; the answer never changes
     */
    default Optional<Catalog> catalog() {
        return Optional.empty();
    }
}
