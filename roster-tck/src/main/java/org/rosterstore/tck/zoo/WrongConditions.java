package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that compare wrongly before they set. */
final class WrongConditions {

    private WrongConditions() {}

    static List<WrongStore> all() {
        return List.of(
                lostUpdate(),
                lostContact(),
                conflictThatApplied(),
                expectedAnswered(),
                counterCompared(),
                laterTakenForPresent(),
                nobodysRevision(),
                noneNotCompared(),
                nothingToCompare(),
                nobodyToCompare(),
                erasedTakenForNone(),
                emptyTakenForNone(),
                ownerCompared(),
                absenceForgotten());
    }

    private static Condition withoutOwner(Condition condition) {
        return new Condition(Optional.empty(), condition.contacts(), condition.commit(), condition.attempt());
    }

    private static Condition withoutContacts(Condition condition) {
        return new Condition(condition.owner(), Map.of(), condition.commit(), condition.attempt());
    }

    /** A store that checks what {@code unchecked} takes off a condition before it locks the owner. */
    private static ZooStore checkingEarly(Disk disk, UnaryOperator<Condition> unchecked) {
        return new ZooStore(disk) {
            @Override
            OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                OwnerState.Step early = step(state(owner), edit, condition);
                if (early.result() instanceof Conflict
                        || unchecked.apply(condition).equals(condition)) {
                    return super.apply(owner, edit, condition);
                }
                Window.open();
                return super.apply(owner, edit, unchecked.apply(condition));
            }
        };
    }

    private static WrongStore lostUpdate() {
        return Fault.of(
                        Clause.CAS_ONE_WINNER,
                        "lost update",
                        "The owner's revision is compared in one step and the commit written in another.",
                        "of 4 commits")
                .seenIn("Tigase: a read-modify-write of the whole roster without a lock")
                .breaks(Clause.CAS_NONE, Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> checkingEarly(disk, WrongConditions::withoutOwner));
    }

    private static WrongStore lostContact() {
        return Fault.of(
                        Clause.CAS_ONE_WINNER_PER_CONTACT,
                        "lost update of a contact",
                        "A contact's changedIn is compared in one step and the commit written in another.",
                        "exactly one Committed")
                .breaks(Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> checkingEarly(disk, WrongConditions::withoutContacts));
    }

    private static WrongStore conflictThatApplied() {
        return Fault.of(
                        Clause.CAS_CONFLICT,
                        "conflict that applied",
                        "A commit whose contacts have changed is answered Conflict, and its ver is written all the same.",
                        "after a Conflict of RosterEdit")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        return step.result() instanceof Conflict && edit.ver().isPresent()
                                ? new OwnerState.Step(applied(before, edit), step.result())
                                : step;
                    }
                });
    }

    private static OwnerState applied(OwnerState before, RosterEdit edit) {
        return before.commit(edit, Condition.none(), Instant.now()).after();
    }

    private static WrongStore expectedAnswered() {
        return Fault.of(
                        Clause.CAS_CONFLICT,
                        "expected revision answered",
                        "Conflict carries the revision that was expected, not the one that was found.",
                        "a Conflict at")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        Optional<CommitResult> conflict = condition
                                .owner()
                                .filter(expected -> step.result() instanceof Conflict)
                                .map(Conflict::new);
                        return new OwnerState.Step(step.after(), conflict.orElse(step.result()));
                    }
                });
    }

    private static WrongStore counterCompared() {
        return Fault.of(
                        Clause.CAS_UNKNOWN_REVISION,
                        "counter compared",
                        "Of the expected revision only the counter is compared.",
                        "a commit that expects the owner at 1-")
                .seenIn("Prosody, Metronome, jackal: a counter that starts again after a loss or a restore")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> takingForPresent(
                        disk,
                        (before, expected) ->
                                expected.counter() == before.revision().counter()));
    }

    private static WrongStore laterTakenForPresent() {
        return Fault.of(
                        Clause.CAS_UNKNOWN_REVISION,
                        "later taken for present",
                        "A revision that is later than the present one is taken for it.",
                        "a commit that expects the owner at 101-")
                .store(disk -> takingForPresent(
                        disk,
                        (before, expected) -> before.exists()
                                && expected.counter() > before.revision().counter()));
    }

    private static WrongStore nobodysRevision() {
        return Fault.of(
                        Clause.CAS_UNKNOWN_REVISION,
                        "revision of nobody",
                        "An owner that does not exist is taken to be at its first revision, whichever that is.",
                        "a commit that expects the owner at 1-")
                .breaks(Clause.CAS_CONFLICT, Clause.SEQUENCE_MODEL)
                .store(disk -> takingForPresent(
                        disk,
                        (before, expected) ->
                                expected.counter() == 1 && before.revision().equals(Revision.NONE)));
    }

    private static WrongStore noneNotCompared() {
        return Fault.of(
                        Clause.CAS_NONE,
                        "none not compared",
                        "NONE is taken for no expectation.",
                        "a commit that expects the owner at none is a Conflict")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> takingForPresent(disk, (before, expected) -> expected.equals(Revision.NONE)));
    }

    private static WrongStore nothingToCompare() {
        return Fault.of(
                        Clause.CAS_NONE,
                        "nothing to compare",
                        "A condition on an owner that does not exist never holds, for there is no row to compare.",
                        "at none is Committed")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        boolean compares =
                                condition.owner().isPresent() && edit.ver().isEmpty() && !edit.erases();
                        return compares && before.revision().equals(Revision.NONE)
                                ? new OwnerState.Step(before, new Conflict(Revision.NONE))
                                : super.step(before, edit, condition);
                    }
                });
    }

    private static WrongStore nobodyToCompare() {
        return Fault.of(
                        Clause.CAS_CONTACTS,
                        "nobody to compare",
                        "A condition on a contact of an owner that does not exist never holds.",
                        "contacts untouched since {romeo@montague.example=none} is Committed")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        return !condition.contacts().isEmpty()
                                        && before.revision().equals(Revision.NONE)
                                ? new OwnerState.Step(before, new Conflict(Revision.NONE))
                                : super.step(before, edit, condition);
                    }
                });
    }

    private static WrongStore erasedTakenForNone() {
        return Fault.of(
                        Clause.CAS_NONE,
                        "erased taken for new",
                        "NONE is a name of an erased owner as well.",
                        "a commit that expects the owner at none is a Conflict")
                .store(disk -> takingForPresent(
                        disk, (before, expected) -> expected.equals(Revision.NONE) && !before.exists()));
    }

    private static WrongStore emptyTakenForNone() {
        return Fault.of(
                        Clause.CAS_NONE,
                        "empty taken for new",
                        "NONE is a name of an owner without contacts as well.",
                        "a commit that expects the owner at none is a Conflict")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> takingForPresent(
                        disk,
                        (before, expected) -> expected.equals(Revision.NONE)
                                && before.exists()
                                && before.roster().contacts().isEmpty()));
    }

    /** Which revisions a store takes for the present one of an owner. */
    @FunctionalInterface
    private interface Mistake {

        boolean takesForPresent(OwnerState before, Revision expected);
    }

    private static ZooStore takingForPresent(Disk disk, Mistake mistake) {
        return new ZooStore(disk) {
            @Override
            Condition condition(OwnerState before, Condition condition) {
                Predicate<Revision> wrong = expected -> mistake.takesForPresent(before, expected);
                return condition.owner().filter(wrong).isPresent() ? withoutOwner(condition) : condition;
            }
        };
    }

    private static WrongStore ownerCompared() {
        return Fault.of(
                        Clause.CAS_CONTACTS,
                        "owner compared for the contact",
                        "A contact counts as changed when anything of its owner has changed.",
                        "contacts untouched since {juliet@capulet.example=")
                .breaks(Clause.FAIL_UNREADABLE, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Condition condition(OwnerState before, Condition condition) {
                        return condition.contacts().values().stream()
                                .filter(since -> condition.owner().isEmpty() && !since.equals(before.revision()))
                                .findFirst()
                                .map(since -> new Condition(
                                        Optional.of(since), Map.of(), condition.commit(), condition.attempt()))
                                .orElse(condition);
                    }
                });
    }

    private static WrongStore absenceForgotten() {
        return Fault.of(
                        Clause.CAS_CONTACTS,
                        "absence not compared",
                        "A contact that is not there now is taken for unchanged.",
                        "a commit that expects a contact as before")
                .breaks(Clause.CAS_UNKNOWN_REVISION, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Condition condition(OwnerState before, Condition condition) {
                        Map<BareJid, Revision> compared = new HashMap<>(condition.contacts());
                        compared.keySet().retainAll(before.roster().contacts().keySet());
                        return new Condition(condition.owner(), compared, condition.commit(), condition.attempt());
                    }
                });
    }
}
