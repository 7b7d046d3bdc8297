package org.rosterstore.tck.zoo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that store rightly and read wrongly. */
final class WrongReads {

    private WrongReads() {}

    static List<WrongStore> all() {
        return List.of(lookUpThatCreates(), unknownHasVer(), tornLoad(), unknownLeftOut(), cachedFind(), cachedLoad());
    }

    private static WrongStore lookUpThatCreates() {
        return Fault.of(
                        Clause.READ_UNKNOWN,
                        "look-up that creates",
                        "Looking for a contact makes the owner, if there is none.",
                        "changedIn=none")
                .seenIn("SleekXMPP: indexing a roster creates a node")
                .breaks(Clause.CATALOG_ONLY, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Contact find(BareJid owner, BareJid contact) {
                        if (load(owner).revision().equals(Revision.NONE)) {
                            commit(owner, RosterEdit.nothing(), Condition.none());
                        }
                        return super.find(owner, contact);
                    }
                });
    }

    private static WrongStore unknownHasVer() {
        return Fault.of(
                        Clause.READ_UNKNOWN,
                        "ver of nobody",
                        "An owner that was never committed to has an empty ver.",
                        "its ver is Optional.empty")
                .seenIn("Smack's RosterStore: the version of a fresh store is the empty string")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        return roster.revision().equals(Revision.NONE)
                                ? new Roster(
                                        roster.owner(), Revision.NONE, Optional.of(""), Map.of(), roster.unreadable())
                                : roster;
                    }
                });
    }

    private static WrongStore tornLoad() {
        return Fault.of(
                        Clause.READ_ONE_STATE,
                        "torn load",
                        "Revision and ver are read first, and the contacts a moment later.",
                        "the ver is of")
                .seenIn("Smack's DirectoryRosterStore, XMPPFramework: version and items are separate reads")
                .breaks(Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        Roster head = super.load(owner);
                        Window.open();
                        Roster body = super.load(owner);
                        return new Roster(owner, head.revision(), head.ver(), body.contacts(), body.unreadable());
                    }
                });
    }

    private static WrongStore unknownLeftOut() {
        return Fault.of(
                        Clause.READ_AGREES,
                        "owners left out",
                        "loadAll leaves out owners that have no contact.",
                        "the owners are [owner@")
                .breaks(Clause.READ_UNKNOWN)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
                        Map<BareJid, Roster> rosters = new LinkedHashMap<>(super.loadAll(owners));
                        rosters.values().removeIf(roster -> roster.contacts().isEmpty());
                        return rosters;
                    }
                });
    }

    private static WrongStore cachedFind() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "cached find",
                        "A contact that was found is remembered, and not looked for again.",
                        "another handle finds the contact changed in")
                .seenIn("Openfire: a cache of items in front of the provider")
                .breaks(Clause.READ_AGREES, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    private final Map<String, Contact> found = new ConcurrentHashMap<>();

                    @Override
                    public Contact find(BareJid owner, BareJid contact) {
                        checkReadable();
                        return found.computeIfAbsent(owner + " " + contact, pair -> super.find(owner, contact));
                    }
                });
    }

    private static WrongStore cachedLoad() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "stale second handle",
                        "A handle that has not committed yet keeps what it has loaded.",
                        "another handle loads the revision")
                .seenIn("processone/ejabberd#3046: an edited database is not seen until a restart")
                .breaks(Clause.LIFE_HANDLES, Clause.FEED_ORDER)
                .store(disk -> new ZooStore(disk) {
                    private final Map<BareJid, Roster> loaded = new ConcurrentHashMap<>();
                    private volatile boolean hasCommitted;

                    @Override
                    public Roster load(BareJid owner) {
                        checkReadable();
                        return hasCommitted ? super.load(owner) : loaded.computeIfAbsent(owner, super::load);
                    }

                    @Override
                    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
                        hasCommitted = true;
                        return super.apply(owner, edit, condition);
                    }
                });
    }
}
