package org.rosterstore.tck.zoo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that are right as long as one call waits for the other. */
final class WrongConcurrency {

    private static final String NO_ORDER = "fits nowhere";

    private WrongConcurrency() {}

    static List<WrongStore> all() {
        return List.of(wholeRosterWritten(), readBehind(), tornMarks(), appliedAgain(), conflictHalfWritten());
    }

    private static WrongStore wholeRosterWritten() {
        return Fault.of(
                        Clause.CONCURRENCY_LINEARIZABLE,
                        "overlapping commit undone",
                        "A commit of several contacts writes the others as well, as they were when it began.",
                        NO_ORDER)
                .seenIn("Tigase: a read-modify-write of the whole roster without a lock")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        if (edit.items().size() < 2 || edit.replacesItems()) {
                            return super.apply(owner, edit, condition);
                        }
                        OwnerState early = state(owner);
                        Window.open();
                        synchronized (disk().lock(key(owner))) {
                            return super.apply(owner, withOld(edit, early, state(owner)), condition);
                        }
                    }
                });
    }

    /** The edit, and that the contacts that it does not name are as they were. */
    private static RosterEdit withOld(RosterEdit edit, OwnerState early, OwnerState before) {
        EditDraft draft = new EditDraft(edit);
        Map<BareJid, Contact> old = early.roster().contacts();
        before.roster().contacts().forEach((jid, contact) -> {
            if (!contact.equals(old.get(jid))) {
                draft.items().putIfAbsent(jid, Optional.ofNullable(old.get(jid)).flatMap(Contact::item));
            }
        });
        return draft.edit();
    }

    /** How many commits of an owner are under way, and its state before the first of them where others have followed. */
    private static final class Traffic {
        private int commits;
        private int followed;
        private Optional<OwnerState> quiet = Optional.empty();

        synchronized void begin(OwnerState before) {
            if (commits++ == 0) {
                quiet = Optional.of(before);
                followed = 0;
            } else {
                followed++;
            }
        }

        synchronized void end() {
            if (--commits == 0) {
                quiet = Optional.empty();
            }
        }

        synchronized Optional<OwnerState> quiet() {
            return followed == 0 ? Optional.empty() : quiet;
        }
    }

    private static WrongStore readBehind() {
        Map<BareJid, Traffic> traffic = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.CONCURRENCY_LINEARIZABLE,
                        "read behind the traffic",
                        "While commits follow each other without a pause, a load answers the state before the first of them.",
                        NO_ORDER)
                .store(disk -> new ZooStore(disk) {
                    private Traffic of(BareJid owner) {
                        return traffic.computeIfAbsent(owner, it -> new Traffic());
                    }

                    @Override
                    public Roster load(BareJid owner) {
                        Roster roster = super.load(owner);
                        return of(owner).quiet().map(OwnerState::roster).orElse(roster);
                    }

                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        of(owner).begin(state(owner));
                        try {
                            OwnerState.Step step = super.apply(owner, edit, condition);
                            Window.open();
                            return step;
                        } finally {
                            of(owner).end();
                        }
                    }
                });
    }

    private static WrongStore tornMarks() {
        return Fault.of(
                        Clause.CONCURRENCY_LINEARIZABLE,
                        "torn changedIn",
                        "A load reads the contacts first, and a moment later when each was changed.",
                        NO_ORDER)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        Roster roster = super.load(owner);
                        Window.open();
                        Map<BareJid, Contact> later = super.load(owner).contacts();
                        Map<BareJid, Contact> torn = new HashMap<>(roster.contacts());
                        torn.replaceAll((jid, contact) -> later.containsKey(jid)
                                ? new Contact(
                                        jid,
                                        contact.item(),
                                        contact.request(),
                                        contact.extras(),
                                        later.get(jid).changedIn())
                                : contact);
                        return new Roster(owner, roster.revision(), roster.ver(), torn, roster.unreadable());
                    }
                });
    }

    private static WrongStore appliedAgain() {
        return Fault.of(
                        Clause.CONCURRENCY_LINEARIZABLE,
                        "repetition overtaken",
                        "A commit's id is looked for before the owner is locked, and after that only in the newest commit.",
                        NO_ORDER)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        if (WrongRetries.remembered(state(owner), condition).isPresent()) {
                            return super.apply(owner, edit, condition);
                        }
                        Window.open();
                        synchronized (disk().lock(key(owner))) {
                            Revision present = state(owner).revision();
                            boolean isOvertaken = WrongRetries.remembered(state(owner), condition)
                                    .filter(first -> !first.equals(present))
                                    .isPresent();
                            return super.apply(owner, edit, isOvertaken ? WrongRetries.another(condition) : condition);
                        }
                    }
                });
    }

    private static WrongStore conflictHalfWritten() {
        return Fault.of(
                        Clause.CONCURRENCY_LINEARIZABLE,
                        "conflict half written",
                        "The ver of a commit is written when its condition has been checked, and stays when a second check at the end finds a conflict.",
                        NO_ORDER)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        boolean holdsEarly = step(state(owner), edit, condition).result() instanceof Committed;
                        Window.open();
                        OwnerState.Step step = super.apply(owner, edit, condition);
                        boolean isSplit =
                                edit.ver().isPresent() && !edit.items().isEmpty();
                        if (isSplit && holdsEarly && step.result() instanceof Conflict) {
                            Optional<String> ver = edit.ver().get();
                            super.apply(
                                    owner,
                                    ver.map(RosterEdit::ver).orElse(RosterEdit.noVer()),
                                    WrongRetries.another(Condition.none()));
                        }
                        return step;
                    }
                });
    }
}
