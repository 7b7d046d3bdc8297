package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that forget too little, or too much. */
final class WrongErasures {

    private WrongErasures() {}

    static List<WrongStore> all() {
        return List.of(
                itemsLeft(),
                requestsLeft(),
                extrasLeft(),
                verLeft(),
                namesakesErased(),
                idsForgotten(),
                nobodyMarked(),
                extrasInherited());
    }

    /** What was erased, by owner, of which something can still be read. */
    private static ZooStore showing(Disk disk, Map<BareJid, Roster> erased, UnaryOperator<Contact> part) {
        return new ZooStore(disk) {
            @Override
            void write(OwnerState before, RosterEdit edit, OwnerState after) {
                super.write(before, edit, after);
                if (edit.erases()) {
                    erased.put(before.owner(), before.roster());
                }
            }

            @Override
            Roster roster(OwnerState state) {
                Roster roster = super.roster(state);
                Roster before = erased.get(state.owner());
                if (state.exists() || before == null) {
                    return roster;
                }
                Map<BareJid, Contact> left = new HashMap<>();
                before.contacts().values().stream()
                        .map(part)
                        .filter(contact -> !contact.isAbsent())
                        .forEach(contact -> left.put(contact.jid(), contact));
                return new Roster(roster.owner(), roster.revision(), roster.ver(), left, roster.unreadable());
            }
        };
    }

    private static WrongStore itemsLeft() {
        Map<BareJid, Roster> erased = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the items",
                        "After an erasure the items can still be read.",
                        "contacts")
                .seenIn("tigase-mongodb: removing a user leaves the roster behind")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
                        erased,
                        contact -> new Contact(
                                contact.jid(),
                                contact.item(),
                                Optional.empty(),
                                Map.of(),
                                contact.changedIn())));
    }

    private static WrongStore requestsLeft() {
        Map<BareJid, Roster> erased = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the requests",
                        "After an erasure the requests can still be read.",
                        "contacts")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
                        erased,
                        contact -> new Contact(
                                contact.jid(),
                                Optional.empty(),
                                contact.request(),
                                Map.of(),
                                contact.changedIn())));
    }

    private static WrongStore extrasLeft() {
        Map<BareJid, Roster> erased = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the extras",
                        "After an erasure the extras can still be read.",
                        "contacts")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
                        erased,
                        contact -> new Contact(
                                contact.jid(),
                                Optional.empty(),
                                Optional.empty(),
                                contact.extras(),
                                contact.changedIn())));
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
                        Optional<String> ver = Optional.ofNullable(vers.get(state.owner()));
                        return new Roster(
                                roster.owner(), roster.revision(), ver, roster.contacts(), roster.unreadable());
                    }
                });
    }

    private static WrongStore namesakesErased() {
        NavigableSet<BareJid> owners = new ConcurrentSkipListSet<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "namesakes erased",
                        "An erasure goes by the user's name, whatever the domain.",
                        "contacts")
                .breaks(Clause.KEYS_DOMAINS, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        super.write(before, edit, after);
                        BareJid owner = before.owner();
                        if (!edit.erases()) {
                            owners.add(owner);
                        } else if (owners.remove(owner)) {
                            owners.stream()
                                    .filter(other -> other.localpart().equals(owner.localpart()))
                                    .forEach(other -> commit(other, edit, Condition.none()));
                        }
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
                        boolean isAgain =
                                WrongRetries.remembered(before, condition).isPresent();
                        return isAgain && !before.exists() ? WrongRetries.another(condition) : condition;
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

    private static WrongStore extrasInherited() {
        Map<String, Map<String, String>> left = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.ERASE_AGAIN,
                        "extras inherited",
                        "An owner that comes again after an erasure finds the extras of the one before.",
                        "the extras are")
                .seenIn("kontalk/tigase-extension#73: what belonged to a removed user is left")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        if (edit.erases()) {
                            before.roster().contacts().values().stream()
                                    .filter(contact -> !contact.extras().isEmpty())
                                    .forEach(contact -> left.put(row(before, contact.jid()), contact.extras()));
                        }
                        EditDraft draft = new EditDraft(edit);
                        edit.items().forEach((contact, item) -> {
                            Map<String, String> old = left.remove(row(before, contact));
                            if (old != null && item.isPresent()) {
                                old.forEach((key, value) ->
                                        draft.extras(contact).putIfAbsent(key, Optional.of(value)));
                            }
                        });
                        return draft.edit();
                    }
                });
    }

    private static String row(OwnerState state, BareJid contact) {
        return state.owner() + " " + contact;
    }
}
