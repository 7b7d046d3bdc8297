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
                foundAfterwards(),
                namesakesErased(),
                idsForgotten(),
                nobodyMarked(),
                extrasInherited());
    }

    /** A store whose handles go on showing a part of what they have loaded of an owner that is erased. */
    private static ZooStore showing(Disk disk, UnaryOperator<Contact> part) {
        return new ZooStore(disk) {
            private final Map<BareJid, Roster> loaded = new ConcurrentHashMap<>();

            @Override
            Roster roster(OwnerState state) {
                Roster roster = super.roster(state);
                if (state.exists()) {
                    loaded.put(state.owner(), roster);
                }
                Roster before = loaded.get(state.owner());
                return state.exists() || before == null
                        ? roster
                        : new Roster(roster.owner(), roster.revision(), roster.ver(), parts(before, part), List.of());
            }
        };
    }

    private static Map<BareJid, Contact> parts(Roster roster, UnaryOperator<Contact> part) {
        Map<BareJid, Contact> parts = new HashMap<>();
        roster.contacts().values().stream()
                .map(part)
                .filter(contact -> !contact.isAbsent())
                .forEach(contact -> parts.put(contact.jid(), contact));
        return parts;
    }

    private static WrongStore itemsLeft() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the items",
                        "The items of an erased owner that was loaded before are still shown.",
                        "the contacts of an erased owner are")
                .seenIn("tigase-mongodb: removing a user leaves the roster behind")
                .breaks(Clause.FAIL_REPAIR, Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
                        contact -> new Contact(
                                contact.jid(), contact.item(), Optional.empty(), Map.of(), contact.changedIn())));
    }

    private static WrongStore requestsLeft() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the requests",
                        "The requests of an erased owner that was loaded before are still shown.",
                        "the contacts of an erased owner are")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
                        contact -> new Contact(
                                contact.jid(), Optional.empty(), contact.request(), Map.of(), contact.changedIn())));
    }

    private static WrongStore extrasLeft() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erase leaves the extras",
                        "The extras of an erased owner that was loaded before are still shown.",
                        "the contacts of an erased owner are")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> showing(
                        disk,
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
                        "the ver of an erased owner is Optional.empty")
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

    private static WrongStore foundAfterwards() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "found after the erasure",
                        "find looks in a table of its own, which an erasure does not touch.",
                        "no contact juliet@capulet.example")
                .breaks(Clause.FAIL_REPAIR, Clause.SEQUENCE_MODEL)
                .store(disk -> {
                    Map<String, Contact> rows = new ConcurrentHashMap<>();
                    return new ZooStore(disk) {
                        @Override
                        void write(OwnerState before, RosterEdit edit, OwnerState after) {
                            super.write(before, edit, after);
                            Map<BareJid, Contact> contacts = after.roster().contacts();
                            edit.items().keySet().stream()
                                    .filter(contacts::containsKey)
                                    .forEach(contact -> rows.put(row(before, contact), contacts.get(contact)));
                        }

                        @Override
                        public Contact find(BareJid owner, BareJid contact) {
                            Contact found = super.find(owner, contact);
                            return state(owner).exists() ? found : rows.getOrDefault(row(state(owner), contact), found);
                        }
                    };
                });
    }

    private static WrongStore namesakesErased() {
        NavigableSet<BareJid> owners = new ConcurrentSkipListSet<>();
        return Fault.of(
                        Clause.ERASE_ALL,
                        "namesake erased",
                        "Of two users of one name who have the same contacts an erasure takes both.",
                        "the item of")
                .breaks(Clause.KEYS_DOMAINS, Clause.CATALOG_ALL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        super.write(before, edit, after);
                        if (!edit.erases()) {
                            owners.add(before.owner());
                        } else if (owners.remove(before.owner())) {
                            List<BareJid> namesakes = owners.stream()
                                    .filter(it ->
                                            it.localpart().equals(before.owner().localpart()))
                                    .toList();
                            namesakes.stream()
                                    .filter(it -> namesakes.size() == 1 && hasContactsOf(before, state(it)))
                                    .forEach(it -> commit(it, edit, Condition.none()));
                        }
                    }
                });
    }

    private static boolean hasContactsOf(OwnerState one, OwnerState other) {
        return one.roster().contacts().keySet().equals(other.roster().contacts().keySet());
    }

    private static WrongStore idsForgotten() {
        return Fault.of(
                        Clause.ERASE_NO_RETURN,
                        "ids erased",
                        "After an erasure a repeated commit that brings a ver is taken for a new one.",
                        "after the retry the contacts are")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        boolean isErased =
                                !before.exists() && !before.revision().equals(Revision.NONE);
                        return isErased && edit.ver().isPresent()
                                ? before.commit(edit, Condition.none(), Instant.now())
                                : super.step(before, edit, condition);
                    }
                });
    }

    private static WrongStore nobodyMarked() {
        return Fault.of(
                        Clause.ERASE_UNKNOWN,
                        "nobody marked",
                        "Erasing an owner that never was leaves a mark.",
                        "the revision of the erasure is none")
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
                        "the extras are {}")
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
                                old.forEach(
                                        (key, value) -> draft.extras(contact).putIfAbsent(key, Optional.of(value)));
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
