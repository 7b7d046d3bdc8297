package org.rosterstore.tck.zoo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that state how old their reads may be, and do not keep to it: caches, as they go wrong. */
final class WrongFreshness {

    private WrongFreshness() {}

    static List<WrongStore> all() {
        return List.of(
                ownCommitUnseen(),
                older(),
                backwards(),
                putBack(),
                interruptionIgnored(),
                failureRemembered(),
                erasureUnseen());
    }

    private static WrongStore ownCommitUnseen() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "own commit unseen",
                        "A handle that renames one contact again and again goes on reading what it remembers.",
                        "the revision is")
                .breaks(Clause.CAS_ONE_WINNER_PER_CONTACT)
                .store(disk -> new RememberingStore(disk) {
                    private final Map<BareJid, AtomicInteger> renamed = new ConcurrentHashMap<>();

                    @Override
                    void forget(BareJid owner, RosterEdit edit, Condition condition) {
                        AtomicInteger inARow = renamed.computeIfAbsent(owner, it -> new AtomicInteger());
                        if (!isRenaming(edit) || !condition.equals(Condition.none())) {
                            inARow.set(0);
                        }
                        if (inARow.getAndIncrement() < 5) {
                            super.forget(owner, edit, condition);
                        }
                    }
                });
    }

    /** Whether the edit does nothing but put an item that has nothing but a name. */
    private static boolean isRenaming(RosterEdit edit) {
        return edit.equals(edit.items().values().stream()
                .flatMap(Optional::stream)
                .map(item -> RosterEdit.put(RosterItem.of(item.contact()).withName(item.name())))
                .findFirst()
                .orElse(RosterEdit.nothing()));
    }

    /** What most faults here are confined to, so that they show in few clauses. */
    private static boolean isSmall(Roster roster) {
        return roster.contacts().size() == 1 && roster.ver().isEmpty();
    }

    /** A handle that does something wrong with owners that it only reads. */
    private static class Reader extends RememberingStore {

        private final Set<BareJid> written = ConcurrentHashMap.newKeySet();

        Reader(Disk disk) {
            super(disk);
        }

        boolean onlyReads(BareJid owner) {
            return !written.contains(owner);
        }

        /** Whether it only reads the owner, and has seen a small roster there. */
        boolean onlyReadsLittle(BareJid owner) {
            Memory memory = memories().get(owner);
            return onlyReads(owner) && memory != null && isSmall(memory.roster());
        }

        @Override
        OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
            written.add(owner);
            return super.apply(owner, edit, condition);
        }
    }

    private static WrongStore older() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "older than its bound",
                        "A small roster that is only read through a handle is remembered for twenty times the bound that is stated.",
                        "another handle loads the revision")
                .breaks(Clause.FEED_ORDER)
                .store(disk -> new Reader(disk) {
                    @Override
                    Duration age(BareJid owner) {
                        return onlyReadsLittle(owner) ? BOUND.multipliedBy(20) : BOUND;
                    }
                });
    }

    private static WrongStore backwards() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "two replicas",
                        "Every second read of a small roster is answered by a replica that lags behind, by less than the bound.",
                        "after it was read, the revision is")
                .seenIn("reads from several replicas without a session")
                .store(disk -> new Reader(disk) {
                    private final Map<BareJid, Memory> lagging = new ConcurrentHashMap<>();
                    private final AtomicInteger reads = new AtomicInteger();

                    @Override
                    public Roster load(BareJid owner) {
                        if (!onlyReads(owner)) {
                            return super.load(owner);
                        }
                        checkOpen();
                        Memory behind = lagging.get(owner);
                        if (behind != null && behind.isYoungerThan(BOUND) && reads.incrementAndGet() % 2 == 0) {
                            return behind.roster();
                        }
                        Memory before = memories().get(owner);
                        Roster roster = loadAnew(owner);
                        if (before != null && isSmall(roster)) {
                            lagging.put(owner, before);
                        }
                        return roster;
                    }
                });
    }

    private static WrongStore putBack() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "loader in flight",
                        "What a slow load of a small roster brings is remembered in place of what was dropped meanwhile.",
                        "a revision of at least")
                .breaks(Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> new RememberingStore(disk) {
                    @Override
                    public Roster load(BareJid owner) {
                        checkOpen();
                        Memory memory = memories().get(owner);
                        if (memory != null && memory.isYoungerThan(BOUND)) {
                            return memory.roster();
                        }
                        checkReadable();
                        long begin = System.nanoTime();
                        Roster roster = roster(state(owner));
                        if (isSmall(roster)) {
                            Window.open();
                            memories().put(owner, new Memory(roster, begin));
                        }
                        return roster;
                    }
                });
    }

    private static WrongStore interruptionIgnored() {
        return Fault.of(
                        Clause.READ_FRESH,
                        "interruption ignored",
                        "A small roster that is only read is remembered until its change is signalled, but of all signals the feed says that they may have been lost.",
                        "another handle loads the revision")
                .store(disk -> new Reader(disk) {
                    private final Feed.Registration registration =
                            super.feed().orElseThrow().subscribe(this::heed);

                    private void heed(Feed.Signal signal) {
                        if (signal instanceof Feed.Changed changed) {
                            memories().remove(changed.owner());
                        }
                    }

                    @Override
                    Duration age(BareJid owner) {
                        return onlyReadsLittle(owner) ? Duration.ofDays(1) : BOUND;
                    }

                    @Override
                    void announce(OwnerState before, RosterEdit edit) {
                        disk().interrupt();
                    }

                    @Override
                    public void close() {
                        registration.close();
                        super.close();
                    }
                });
    }

    private static WrongStore failureRemembered() {
        return Fault.of(
                        Clause.FAIL_READ,
                        "failure remembered as empty",
                        "After a load that failed the owner is remembered as empty.",
                        "without storage throws a RosterStoreException")
                .mayBreak(Clause.FAIL_UNKNOWN)
                .store(disk -> new RememberingStore(disk) {
                    @Override
                    Roster loadAnew(BareJid owner) {
                        try {
                            return super.loadAnew(owner);
                        } catch (RosterStoreException e) {
                            memories().put(owner, new Memory(Roster.none(owner), System.nanoTime()));
                            throw e;
                        }
                    }
                });
    }

    private static WrongStore erasureUnseen() {
        return Fault.of(
                        Clause.ERASE_ALL,
                        "erased and remembered",
                        "An erasure does not drop what its handle remembers of the owner.",
                        "an erased owner")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new RememberingStore(disk) {
                    @Override
                    void forget(BareJid owner, RosterEdit edit, Condition condition) {
                        if (!edit.erases()) {
                            super.forget(owner, edit, condition);
                        }
                    }
                });
    }
}
