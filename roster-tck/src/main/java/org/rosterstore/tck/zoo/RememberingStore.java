package org.rosterstore.tck.zoo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Freshness;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreDescription;

/**
 * A right store whose handles remember what they have loaded for a moment, and say so: their reads are fresh within a bound.
 * Where a handle loads or commits, the owner is locked in it; whatever it learns by a commit or of the history drops what it
 * remembers.
 */
class RememberingStore extends ZooStore {

    static final Duration BOUND = Duration.ofMillis(60);

    /** What was loaded, and a moment before that. */
    record Memory(Roster roster, long loadedAt) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - loadedAt <= age.toNanos();
        }
    }

    private final Map<BareJid, Memory> memories = new ConcurrentHashMap<>();
    private final Map<BareJid, Object> locks = new ConcurrentHashMap<>();

    RememberingStore(Disk disk) {
        super(disk);
    }

    final Map<BareJid, Memory> memories() {
        return memories;
    }

    final Object lock(BareJid owner) {
        return locks.computeIfAbsent(owner, it -> new Object());
    }

    /** How long something is remembered. */
    Duration age(BareJid owner) {
        return BOUND;
    }

    @Override
    public Roster load(BareJid owner) {
        checkOpen();
        synchronized (lock(owner)) {
            Memory memory = memories.get(owner);
            return memory != null && memory.isYoungerThan(age(owner)) ? memory.roster() : loadAnew(owner);
        }
    }

    Roster loadAnew(BareJid owner) {
        long begin = System.nanoTime();
        Roster roster = super.load(owner);
        memories.put(owner, new Memory(roster, begin));
        return roster;
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        try {
            return super.commit(owner, edit, condition);
        } finally {
            synchronized (lock(owner)) {
                forget(owner, edit, condition);
            }
        }
    }

    /** Follows upon a commit, whatever became of it. */
    void forget(BareJid owner, RosterEdit edit, Condition condition) {
        memories.remove(owner);
    }

    @Override
    Optional<Changes> since(BareJid owner, Revision revision) {
        synchronized (lock(owner)) {
            memories.remove(owner);
            return super.since(owner, revision);
        }
    }

    @Override
    public StoreDescription describe() {
        StoreDescription zoo = super.describe();
        return new StoreDescription(zoo.product(), zoo.version(), zoo.durability(), Freshness.bounded(BOUND));
    }
}
