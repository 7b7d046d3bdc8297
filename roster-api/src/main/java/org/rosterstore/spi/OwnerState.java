package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;

/**
 * All that a store keeps for one owner (the roster, the ids of recent commits, the log), and the commit as a pure function
 * of it. Immutable.
 *
 * <p>A store that can read and replace one value of an owner atomically, a file or a row, is a right store with little
 * more than this: it keeps {@link #toBytes()}, and a commit is
 *
 * <pre>{@code
 * OwnerState.Step step = state.commit(edit, condition, clock.instant());
 * if (step.after() != state) { … replace state by step.after() … }
 * return step.result();
 * }</pre>
 */
public final class OwnerState {

    /** How long the mark of an erased owner is kept, so that a late retry brings nothing back. */
    public static final Duration MARK_LIFE = Duration.ofHours(24);

    /**
     * What a commit leads to.
     *
     * @param after the state to keep; the very same object as before where there is nothing to write
     * @param result what to answer
     */
    public record Step(OwnerState after, CommitResult result) {

        /** Checks for null. */
        public Step {
            requireNonNull(after, "after");
            requireNonNull(result, "result");
        }
    }

    /** How a map of contacts that never changes gets its successor. */
    @FunctionalInterface
    public interface Successor {

        /**
         * A map with some entries changed.
         *
         * @param contacts the map before, which stays as it is
         * @param changes the new contacts, empty where one is gone
         * @return the map after, which nobody changes again
         */
        Map<BareJid, Contact> of(Map<BareJid, Contact> contacts, Map<BareJid, Optional<Contact>> changes);
    }

    /** The contacts as a map to begin with, and the way from one map to the next. */
    record Maps(Map<BareJid, Contact> empty, Successor successor) {

        static final Maps COPYING = new Maps(Map.of(), (contacts, changes) -> {
            Map<BareJid, Contact> after = new TreeMap<>(contacts);
            changes.forEach((jid, contact) ->
                    contact.ifPresentOrElse(present -> after.put(jid, present), () -> after.remove(jid)));
            return after;
        });
    }

    private final Maps maps;
    private final BareJid owner;
    private final CommitLog log;
    private final Optional<String> ver;
    private final Map<BareJid, Contact> contacts;
    private final Map<BareJid, DamagedRecord> damaged;
    private final int requests;
    private final Optional<Instant> erasedAt;

    OwnerState(
            Maps maps,
            BareJid owner,
            CommitLog log,
            Optional<String> ver,
            Map<BareJid, Contact> contacts,
            Map<BareJid, DamagedRecord> damaged,
            int requests,
            Optional<Instant> erasedAt) {
        this.maps = maps;
        this.owner = owner;
        this.log = log;
        this.ver = ver;
        this.contacts = contacts;
        this.damaged = damaged;
        this.requests = requests;
        this.erasedAt = erasedAt;
    }

    /**
     * The state of an owner that was never committed to. Its successors copy the map of contacts.
     *
     * @param owner whose state
     * @return the state before the first commit
     */
    public static OwnerState none(BareJid owner) {
        return none(owner, Maps.COPYING.empty(), Maps.COPYING.successor());
    }

    /**
     * The state of an owner that was never committed to, over a map of the store's choice, for example a persistent one.
     *
     * @param owner whose state
     * @param empty the map to begin with
     * @param successor the way from one map to the next
     * @return the state before the first commit
     */
    public static OwnerState none(BareJid owner, Map<BareJid, Contact> empty, Successor successor) {
        return new OwnerState(
                new Maps(empty, successor),
                requireNonNull(owner, "owner"),
                CommitLog.EMPTY,
                Optional.empty(),
                empty,
                Map.of(),
                0,
                Optional.empty());
    }

    /**
     * Reads a state.
     *
     * @param bytes what {@link #toBytes()} gave
     * @return the state. A contact whose record is damaged is in {@link Roster#unreadable()}, and its bytes are kept.
     * @throws StoredDataException if the bytes are no owner's state, are of a later format, or are damaged outside of the
     *     contacts
     */
    public static OwnerState of(byte[] bytes) {
        return OwnerStateFormat.read(bytes);
    }

    /**
     * Writes the state, in a format with a number. Every contact is a record with a checksum of its own.
     *
     * @return bytes for {@link #of}
     */
    public byte[] toBytes() {
        return OwnerStateFormat.write(this);
    }

    /**
     * Whose state it is.
     *
     * @return the owner
     */
    public BareJid owner() {
        return owner;
    }

    /**
     * The state's name.
     *
     * @return the revision, {@link Revision#NONE} before the first commit
     */
    public Revision revision() {
        return log.revision();
    }

    /**
     * The state's content.
     *
     * @return the roster; made without copying
     */
    public Roster roster() {
        return Roster.stored(owner, revision(), ver, contacts, unreadable());
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
     * @return true if the erasure was more than {@link #MARK_LIFE} ago
     */
    public boolean isExpired(Instant now) {
        return erasedAt.isPresent() && erasedAt.get().plus(MARK_LIFE).isBefore(now);
    }

    /**
     * What has changed since a revision, as {@link org.rosterstore.History#since} answers it.
     *
     * @param revision where to begin
     * @return the changes, or empty if the log does not reach back that far or does not know the revision
     */
    public Optional<Changes> since(Revision revision) {
        return log.touchedSince(revision).map(touched -> {
            Map<BareJid, Contact> present = new LinkedHashMap<>();
            List<Unreadable> unreadable = new ArrayList<>();
            for (BareJid jid : touched) {
                DamagedRecord record = damaged.get(jid);
                if (record == null) {
                    Contact contact = contacts.get(jid);
                    present.put(jid, contact == null ? Contact.absent(jid, revision()) : contact);
                } else {
                    unreadable.add(record.report(jid));
                }
            }
            return new Changes(owner, revision, revision(), roster().ver(), present, unreadable);
        });
    }

    /**
     * Applies an edit if a condition holds, as {@link org.rosterstore.RosterStore#commit} has it.
     *
     * @param edit what to change
     * @param condition what to expect, and which commit this is
     * @param now the time, for the mark of an erased owner
     * @return the state after it, and the answer
     * @throws org.rosterstore.LimitExceededException if the state after it would be beyond the limits
     * @throws StoredDataException if the edit changes a part of a contact whose record is damaged
     * @throws StoreUnavailableException of unknown outcome, if this is a retry and too many commits have been made since
     */
    public Step commit(RosterEdit edit, Condition condition, Instant now) {
        if (condition.commit().isPresent()) {
            Optional<Revision> earlier = log.find(condition.commit().getAsLong());
            if (earlier.isPresent()) {
                return new Step(this, new Committed(earlier.get()));
            }
        }
        if (condition.attempt().isPresent()) {
            checkDecidable(condition.attempt().get());
        }
        if (!holds(condition)) {
            return new Step(this, new Conflict(revision()));
        }
        if (edit.erases() && revision().equals(Revision.NONE)) {
            return new Step(this, new Committed(Revision.NONE));
        }
        long commit = condition.commit().orElseGet(Revision::newCommitId);
        OwnerState after = edit.erases() ? erased(commit, now) : edited(edit, commit);
        return new Step(after, new Committed(after.revision()));
    }

    /** Its id is not among the remembered ones: that means "not applied" only if all since its base are remembered. */
    private void checkDecidable(Attempt attempt) {
        if (!log.knows(attempt.base())) {
            throw StoreUnavailableException.unknownOutcome(
                    "whether the commit at revision %s of %s was applied cannot be told any more: the owner is at %s, and only the last %d commits are remembered"
                            .formatted(attempt.base(), owner, revision(), Condition.REMEMBERED_COMMITS),
                    attempt);
        }
    }

    private boolean holds(Condition condition) {
        return (condition.owner().isEmpty() || condition.owner().get().equals(revision()))
                && condition.contacts().entrySet().stream().allMatch(it -> isUnchanged(it.getKey(), it.getValue()));
    }

    private boolean isUnchanged(BareJid jid, Revision since) {
        if (since.equals(revision())) {
            return true;
        }
        Contact contact = contacts.get(jid);
        if (contact != null) {
            return contact.changedIn().equals(since)
                    || (log.knows(since) && contact.changedIn().counter() <= since.counter());
        }
        return log.touchedSince(since).map(touched -> !touched.contains(jid)).orElse(false);
    }

    private OwnerState erased(long commit, Instant now) {
        return new OwnerState(
                maps, owner, log.appendCut(commit), Optional.empty(), maps.empty(), Map.of(), 0, Optional.of(now));
    }

    private OwnerState edited(RosterEdit edit, long commit) {
        Map<BareJid, Optional<Contact>> changes =
                ContactChanges.of(edit, contacts, damaged.keySet(), revision().next(commit));
        int requestsAfter = ContactChanges.requests(requests, contacts, changes);
        return new OwnerState(
                maps,
                owner,
                log.append(commit, changes.keySet()),
                edit.ver().orElse(ver),
                changes.isEmpty() ? contacts : maps.successor().of(contacts, changes),
                without(damaged, changes.keySet()),
                requestsAfter,
                Optional.empty());
    }

    private static Map<BareJid, DamagedRecord> without(Map<BareJid, DamagedRecord> damaged, Set<BareJid> repaired) {
        if (damaged.isEmpty()) {
            return damaged;
        }
        Map<BareJid, DamagedRecord> left = new TreeMap<>(damaged);
        left.keySet().removeAll(repaired);
        return left;
    }

    private List<Unreadable> unreadable() {
        return damaged.entrySet().stream()
                .map(record -> record.getValue().report(record.getKey()))
                .toList();
    }

    CommitLog log() {
        return log;
    }

    /** The ver as it is stored, which a damaged record hides from the roster. */
    Optional<String> ver() {
        return ver;
    }

    Map<BareJid, Contact> contacts() {
        return contacts;
    }

    Map<BareJid, DamagedRecord> damaged() {
        return damaged;
    }

    Optional<Instant> erasedAt() {
        return erasedAt;
    }
}
