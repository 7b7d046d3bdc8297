package org.rosterstore.tck.zoo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that are right until something goes wrong. */
final class WrongFailures {

    private WrongFailures() {}

    static List<WrongStore> all() {
        return List.of(
                failureEmpty(),
                failureAbsent(),
                driversOwnFailure(),
                queued(),
                appliedNotApplied(),
                failureRemembered(),
                failedOver(),
                attemptRenamed(),
                halfUnanswered(),
                recordSkipped(),
                recordReportedOnce(),
                recordPurged(),
                recordFatal(),
                recordAbsent(),
                recordDecodedFirst(),
                interruptSwallowed(),
                interruptFatal());
    }

    private static WrongStore failureEmpty() {
        return Fault.of(
                        Clause.FAIL_READ,
                        "failed read empty",
                        "A roster that cannot be read is answered as an empty one.",
                        "load without storage throws")
                .seenIn("ejabberd on SQL: a failure becomes an empty list, and the cache keeps it")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        try {
                            return super.load(owner);
                        } catch (StoreUnavailableException e) {
                            return Roster.none(owner);
                        }
                    }
                });
    }

    private static WrongStore failureAbsent() {
        return Fault.of(
                        Clause.FAIL_READ,
                        "failed find absent",
                        "A contact that cannot be read is answered as absent.",
                        "find without storage throws")
                .seenIn("Smack's RosterStore: null for a contact that is missing and for one that cannot be read")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Contact find(BareJid owner, BareJid contact) {
                        try {
                            return super.find(owner, contact);
                        } catch (StoreUnavailableException e) {
                            return Contact.absent(contact, Revision.NONE);
                        }
                    }
                });
    }

    private static WrongStore driversOwnFailure() {
        return Fault.of(
                        Clause.FAIL_READ,
                        "driver's own failure",
                        "A read that fails throws what the driver threw.",
                        "RosterStoreException")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        try {
                            return super.load(owner);
                        } catch (StoreUnavailableException e) {
                            throw new UncheckedDriverException(e);
                        }
                    }
                });
    }

    private static final class UncheckedDriverException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UncheckedDriverException(Throwable cause) {
            super(cause);
        }
    }

    private static WrongStore queued() {
        record Late(BareJid owner, RosterEdit edit) {}
        Queue<Late> queue = new ConcurrentLinkedQueue<>();
        return Fault.of(
                        Clause.FAIL_NOT_APPLIED,
                        "commit queued",
                        "A commit that failed is sent once more when the storage is back.",
                        "which failed with NOT_APPLIED")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        try {
                            CommitResult result = super.commit(owner, edit, condition);
                            for (Late late = queue.poll(); late != null; late = queue.poll()) {
                                super.commit(late.owner(), late.edit(), Condition.none());
                            }
                            return result;
                        } catch (StoreUnavailableException e) {
                            if (e.attempt().isEmpty()) {
                                queue.add(new Late(owner, edit));
                            }
                            throw e;
                        }
                    }
                });
    }

    private static WrongStore appliedNotApplied() {
        return Fault.of(
                        Clause.FAIL_NOT_APPLIED,
                        "lost reply not applied",
                        "A commit whose reply is lost fails as if it had not been applied.",
                        "nothing of the next, which failed with NOT_APPLIED")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RuntimeException unanswered(Attempt attempt) {
                        return new StoreUnavailableException("the zoo's disk has not answered");
                    }
                });
    }

    private static WrongStore failureRemembered() {
        return Fault.of(
                        Clause.FAIL_RECOVERS,
                        "failure remembered",
                        "A handle that has met an outage does not connect again.",
                        "the connection is closed")
                .breaks(Clause.FAIL_READ)
                .mayBreak(Clause.FAIL_UNKNOWN)
                .store(disk -> new ZooStore(disk) {
                    private volatile boolean isBroken;

                    @Override
                    void checkReadable() {
                        isBroken |= !disk.answers();
                        super.checkReadable();
                        if (isBroken) {
                            throw new IllegalStateException("the connection is closed");
                        }
                    }
                });
    }

    private static WrongStore failedOver() {
        Map<BareJid, OwnerState> replica = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.FAIL_RECOVERS,
                        "fail-over behind",
                        "A write that meets an outage moves its owner to a replica, which is one commit behind.",
                        "all that was acknowledged before the outage")
                .seenIn("Redis with asynchronous replication")
                .breaks(Clause.FAIL_UNKNOWN)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        OwnerState behind = replica.put(before.owner(), before);
                        super.write(before, edit, disk.answers() || behind == null ? after : behind);
                    }
                });
    }

    private static WrongStore attemptRenamed() {
        return Fault.of(
                        Clause.FAIL_UNKNOWN,
                        "attempt under a new id",
                        "The attempt of a lost reply carries another id than the commit had.",
                        "to the retry the answer")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RuntimeException unanswered(Attempt attempt) {
                        return super.unanswered(
                                new Attempt(attempt.condition(), Revision.newCommitId(), attempt.base()));
                    }
                });
    }

    private static WrongStore halfUnanswered() {
        return Fault.of(
                        Clause.FAIL_UNKNOWN,
                        "half of a commit",
                        "A commit that is caught by an outage leaves its first half.",
                        "UNKNOWN")
                .seenIn("Smack's DirectoryRosterStore: an interrupted reset leaves two contacts of five")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        if (disk.answers() || edit.ver().isEmpty()) {
                            return edit;
                        }
                        EditDraft draft = new EditDraft(edit);
                        draft.items().clear();
                        draft.extras().clear();
                        return draft.edit();
                    }
                });
    }

    private static Roster withUnreadable(Roster roster, List<Unreadable> unreadable) {
        return Roster.stored(roster.owner(), roster.revision(), roster.ver(), roster.contacts(), unreadable);
    }

    private static WrongStore recordSkipped() {
        return Fault.of(
                        Clause.FAIL_UNREADABLE,
                        "damaged record skipped",
                        "A record that cannot be decoded is left out, and nobody is told.",
                        "the unreadable records of [tybalt@capulet.example]")
                .seenIn("ejabberd on SQL, Tigase: a bad row is dropped and logged")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        return withUnreadable(super.roster(state), List.of());
                    }
                });
    }

    private static WrongStore recordReportedOnce() {
        return Fault.of(
                        Clause.FAIL_UNREADABLE,
                        "damaged record reported once",
                        "A record that cannot be decoded is reported at the first read and forgotten.",
                        "the unreadable records of [tybalt@capulet.example]")
                .seenIn("Smack's DirectoryRosterStore: null once, then the rest under the old version")
                .store(disk -> new ZooStore(disk) {
                    private final Set<BareJid> reported = ConcurrentHashMap.newKeySet();

                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        boolean isNew = roster.unreadable().isEmpty() || reported.add(state.owner());
                        return isNew ? roster : withUnreadable(roster, List.of());
                    }
                });
    }

    private static WrongStore recordPurged() {
        return Fault.of(
                        Clause.FAIL_UNREADABLE,
                        "damaged record purged",
                        "The next write to its owner drops a record that cannot be decoded.",
                        "the unreadable records of [tybalt@capulet.example]")
                .seenIn("Tigase: elements that cannot be parsed are skipped, and lost at the next save")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        if (!edit.replacesItems()) {
                            before.roster()
                                    .unreadable()
                                    .forEach(record -> draft.items().putIfAbsent(record.contact(), Optional.empty()));
                        }
                        return draft.edit();
                    }
                });
    }

    private static WrongStore recordFatal() {
        return Fault.of(
                        Clause.FAIL_UNREADABLE,
                        "damaged record fatal",
                        "One record that cannot be decoded makes the whole roster unreadable.",
                        "a roster that cannot be read")
                .seenIn("fritzy/SleekXMPP#245, processone/ejabberd#1466, igniterealtime/Smack#62")
                .breaks(Clause.FAIL_REPAIR)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        if (!roster.unreadable().isEmpty()) {
                            throw new StoredDataException("a roster that cannot be read");
                        }
                        return roster;
                    }
                });
    }

    private static WrongStore recordAbsent() {
        return Fault.of(
                        Clause.FAIL_UNREADABLE,
                        "damaged contact absent",
                        "find of a contact whose record cannot be decoded answers that it is absent.",
                        "find of a damaged record throws")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Contact find(BareJid owner, BareJid contact) {
                        Roster roster = load(owner);
                        return roster.contacts().getOrDefault(contact, Contact.absent(contact, roster.revision()));
                    }
                });
    }

    private static WrongStore recordDecodedFirst() {
        return Fault.of(
                        Clause.FAIL_REPAIR,
                        "decoded before it is replaced",
                        "put and remove decode the old record first, and fail if they cannot.",
                        "repairs a damaged record")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        before.roster().unreadable().forEach(record -> {
                            if (edit.items().containsKey(record.contact())) {
                                throw new StoredDataException(record.problem());
                            }
                        });
                        return edit;
                    }
                });
    }

    private static WrongStore interruptSwallowed() {
        return Fault.of(
                        Clause.FAIL_INTERRUPT,
                        "interrupt swallowed",
                        "A commit of an interrupted thread clears its flag.",
                        "it is gone after commit returned")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        super.write(before, edit, after);
                        if (Thread.interrupted()) {
                            Window.open();
                        }
                    }
                });
    }

    private static WrongStore interruptFatal() {
        return Fault.of(
                        Clause.FAIL_INTERRUPT,
                        "interrupt closes the file",
                        "A thread that is interrupted while it reads closes the file for all callers of the handle.",
                        "calls succeed after another thread was interrupted")
                .seenIn("java.nio.channels.FileChannel, which an interrupt closes")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        Roster roster = super.load(owner);
                        if (Thread.currentThread().isInterrupted()) {
                            close();
                        }
                        return roster;
                    }
                });
    }
}
