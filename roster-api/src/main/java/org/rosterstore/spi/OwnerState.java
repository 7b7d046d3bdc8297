package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
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

    /** The number of the form that {@link #toBytes} writes. */
    @StoredFormat("owner-state")
    public static final int FORMAT = 1;

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
    private final OwnerHead head;
    private final List<Set<BareJid>> log;
    private final Map<BareJid, Contact> contacts;
    private final Map<BareJid, DamagedRecord> damaged;

    /** The log has the contacts that each of the head's logged commits touched, oldest first. */
    OwnerState(
            Maps maps,
            OwnerHead head,
            List<Set<BareJid>> log,
            Map<BareJid, Contact> contacts,
            Map<BareJid, DamagedRecord> damaged) {
        this.maps = maps;
        this.head = head;
        this.log = log;
        this.contacts = contacts;
        this.damaged = damaged;
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
        return new OwnerState(new Maps(empty, successor), OwnerHead.none(owner), List.of(), empty, Map.of());
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
        return head.owner();
    }

    /**
     * The state's name.
     *
     * @return the revision, {@link Revision#NONE} before the first commit
     */
    public Revision revision() {
        return head.revision();
    }

    /**
     * The state's content.
     *
     * @return the roster; made without copying
     */
    public Roster roster() {
        return Roster.stored(owner(), revision(), head.ver(), contacts, unreadable());
    }

    /**
     * Whether a catalog lists the owner.
     *
     * @return true from the first commit until an erasure
     */
    public boolean exists() {
        return head.exists();
    }

    /**
     * Whether this is the mark of an erased owner that need not be kept any more. The owner is then one that was never
     * committed to.
     *
     * @param now the time
     * @return true if the erasure was more than {@link #MARK_LIFE} ago
     */
    public boolean isExpired(Instant now) {
        return head.isExpired(now);
    }

    /**
     * What has changed since a revision, as {@link org.rosterstore.History#since} answers it.
     *
     * @param revision where to begin
     * @return the changes, or empty if the log does not reach back that far or does not know the revision
     */
    public Optional<Changes> since(Revision revision) {
        if (!head.reaches(revision)) {
            return Optional.empty();
        }
        Map<BareJid, Contact> present = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (BareJid jid : touchedSince(revision.counter())) {
            DamagedRecord record = damaged.get(jid);
            if (record == null) {
                Contact contact = contacts.get(jid);
                present.put(jid, contact == null ? Contact.absent(jid, revision()) : contact);
            } else {
                unreadable.add(record.report(jid));
            }
        }
        return Optional.of(new Changes(owner(), revision, revision(), roster().ver(), present, unreadable));
    }

    private Set<BareJid> touchedSince(long counter) {
        int commits = (int) (revision().counter() - counter);
        Set<BareJid> touched = new HashSet<>();
        log.subList(log.size() - commits, log.size()).forEach(touched::addAll);
        return touched;
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
     * @throws org.rosterstore.StoreUnavailableException of unknown outcome, if this is a retry and too many commits have been made since
     */
    public Step commit(RosterEdit edit, Condition condition, Instant now) {
        CommitPlan plan = CommitPlan.of(new Records(this), edit, condition, now);
        return new Step(plan.write().map(this::after).orElse(this), plan.result());
    }

    private OwnerState after(CommitPlan.Write write) {
        if (write.erases()) {
            return new OwnerState(maps, write.head(), List.of(), maps.empty(), Map.of());
        }
        Map<BareJid, Optional<Contact>> changes = write.changes();
        return new OwnerState(
                maps,
                write.head(),
                logged(write.head().logged(), changes.keySet()),
                changes.isEmpty() ? contacts : maps.successor().of(contacts, changes),
                without(damaged, changes.keySet()));
    }

    private List<Set<BareJid>> logged(int commits, Set<BareJid> touched) {
        if (commits == 0) {
            return List.of();
        }
        List<Set<BareJid>> logged = new ArrayList<>(commits);
        logged.addAll(log.subList(log.size() - (commits - 1), log.size()));
        logged.add(Set.copyOf(touched));
        return logged;
    }

    /** A state, as a commit reads it. */
    private record Records(OwnerState state) implements OwnerRecords {

        @Override
        public OwnerHead head() {
            return state.head;
        }

        @Override
        public Optional<Contact> contact(BareJid jid) {
            return Optional.ofNullable(state.contacts.get(jid));
        }

        @Override
        public boolean isDamaged(BareJid jid) {
            return state.damaged.containsKey(jid);
        }

        @Override
        public Collection<BareJid> replaceable() {
            List<BareJid> replaceable = new ArrayList<>(state.damaged.keySet());
            state.contacts.forEach((jid, contact) -> contact.item().ifPresent(item -> replaceable.add(jid)));
            return replaceable;
        }

        @Override
        public Set<BareJid> touchedSince(long counter) {
            return state.touchedSince(counter);
        }
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

    /** The head; its ver is the stored one, which a damaged record hides from the roster. */
    OwnerHead head() {
        return head;
    }

    List<Set<BareJid>> log() {
        return log;
    }

    Map<BareJid, Contact> contacts() {
        return contacts;
    }

    Map<BareJid, DamagedRecord> damaged() {
        return damaged;
    }
}
