package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that forget too little, or too much. */
final class WrongErasures {

    private WrongErasures() {}

    static List<WrongStore> all() {
        return List.of(verLeft(), requestsLeft(), idsForgotten(), nobodyMarked(), verInherited());
    }

    private static WrongStore verLeft() {
        Map<BareJid, String> vers = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the ver",
                        "The ver is kept in a table of its own, which an erasure does not touch.",
                        "ver")
                .seenIn("ejabberd, MongooseIM: removing a user leaves the row of the roster's version")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        if (state.exists()) {
                            roster.ver().ifPresent(ver -> vers.put(state.owner(), ver));
                            return roster;
                        }
                        return new Roster(
                                roster.owner(),
                                roster.revision(),
                                Optional.ofNullable(vers.get(state.owner())),
                                roster.contacts(),
                                roster.unreadable());
                    }
                });
    }

    private static WrongStore requestsLeft() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the requests",
                        "An erasure drops the items and leaves the requests that wait.",
                        "request")
                .breaks(Clause.HISTORY_UNKNOWN, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        return edit.erases()
                                        && before.roster()
                                                .requests()
                                                .findFirst()
                                                .isPresent()
                                ? RosterEdit.replaceItems(List.of()).and(RosterEdit.noVer())
                                : edit;
                    }
                });
    }

    private static WrongStore idsForgotten() {
        return Fault.of(
                        Clause.ERASE_NO_RETURN,
                        "ids erased",
                        "The ids of the commits are erased with the owner.",
                        "retry")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Condition condition(OwnerState before, Condition condition) {
                        return before.exists() ? condition : Condition.none().withCommit(Revision.newCommitId());
                    }
                });
    }

    private static WrongStore nobodyMarked() {
        return Fault.of(Clause.ERASE_UNKNOWN, "nobody marked", "Erasing an owner that never was leaves a mark.", "the revision of the erasure is none")
                .breaks(Clause.CATALOG_ONLY, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        boolean isNew = before.revision().equals(Revision.NONE) && edit.erases();
                        return isNew
                                ? before.commit(RosterEdit.nothing(), condition, Instant.now())
                                : super.step(before, edit, condition);
                    }
                });
    }

    private static WrongStore verInherited() {
        Map<BareJid, String> vers = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_AGAIN,
                        "ver inherited",
                        "An owner that comes again after an erasure has the ver of the one before.",
                        "ver")
                .seenIn("ejabberd: who registers again finds the old row, and an old client is told: unchanged")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        if (edit.erases()) {
                            before.roster().ver().ifPresent(ver -> vers.put(before.owner(), ver));
                        }
                        String old = edit.erases() || edit.ver().isPresent() ? null : vers.remove(before.owner());
                        return old == null ? edit : edit.and(RosterEdit.ver(old));
                    }
                });
    }
}
