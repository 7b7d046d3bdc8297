package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/**
 * Eight threads at two handles on one storage, and a witness who notes what was acknowledged and answered: no handle goes
 * back behind what it has answered, none misses a commit of its own, and nothing is older than stated.
 */
class CacheUnderFireTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 4_000;
    private static final Duration BOUND = Duration.ofMillis(20);
    private static final List<BareJid> OWNERS = IntStream.range(0, 3)
            .mapToObj(i -> BareJid.of("o" + i + "@example.com"))
            .toList();
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid STRANGER = BareJid.of("stranger@example.com");

    private enum Mode {
        CHECKED {
            @Override
            RosterStore open(RosterStore store) {
                return CachedRosterStore.over(store).contacts(3).open();
            }
        },
        FEED_DRIVEN {
            @Override
            RosterStore open(RosterStore store) {
                return CachedRosterStore.over(store).feedDriven(BOUND).open();
            }
        },
        TROUBLED_AND_SMALL {
            @Override
            RosterStore open(RosterStore store) {
                return CachedRosterStore.over(TroubledFeed.of(store))
                        .contacts(3)
                        .feedDriven(BOUND)
                        .open();
            }
        },
        SILENT {
            @Override
            RosterStore open(RosterStore store) {
                return CachedRosterStore.over(DyingFeed.of(store, 5))
                        .feedDriven(BOUND)
                        .open();
            }
        };

        abstract RosterStore open(RosterStore store);
    }

    /** A store that takes its time between reading and answering. */
    private static final class Slow extends ForwardingRosterStore {

        Slow(RosterStore store) {
            super(store);
        }

        private static <T> T dawdle(T answer) {
            if (answer.hashCode() % 4 == 0) {
                LockSupport.parkNanos(50_000);
            }
            return answer;
        }

        @Override
        public Roster load(BareJid owner) {
            return dawdle(delegate().load(owner));
        }

        @Override
        public Revision revision(BareJid owner) {
            return dawdle(delegate().revision(owner));
        }

        @Override
        public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
            return dawdle(delegate().loadAll(owners));
        }
    }

    /** What is known of an owner: when each commit was acknowledged. Shared by the handles. */
    private static final class Facts {

        private final AtomicLongArray acknowledged = new AtomicLongArray(THREADS * ROUNDS + 2);

        void commit(Revision revision) {
            acknowledged.set((int) revision.counter(), Math.max(1, System.nanoTime() - EPOCH));
        }

        /** How long before that moment the state was superseded at the least; not above zero if it was the present one. */
        long age(Revision revision, long begin) {
            long next = acknowledged.get((int) revision.counter() + 1);
            return next == 0 ? 0 : begin - next;
        }
    }

    private static final long EPOCH = System.nanoTime();

    /** One handle, and what it has shown of each owner. */
    private static final class Handle {

        private final RosterStore store;
        private final long bound;
        private final Map<BareJid, Facts> facts;
        private final Map<BareJid, AtomicLong> shown = Map.of(
                OWNERS.get(0), new AtomicLong(), OWNERS.get(1), new AtomicLong(), OWNERS.get(2), new AtomicLong());

        Handle(RosterStore store, Map<BareJid, Facts> facts) {
            this.store = store;
            this.facts = facts;
            this.bound =
                    store.describe().freshness().bound().map(Duration::toNanos).orElse(0L);
        }

        void shows(BareJid owner, Revision revision) {
            shown.get(owner).accumulateAndGet(revision.counter(), Math::max);
        }

        void expect(BareJid owner, Revision revision, long least, long begin) {
            assertThat(revision.counter())
                    .as("what the handle has shown of %s", owner)
                    .isGreaterThanOrEqualTo(least);
            assertThat(facts.get(owner).age(revision, begin))
                    .as("how old %s of %s is", revision, owner)
                    .isLessThanOrEqualTo(bound);
            shows(owner, revision);
        }

        void step(SplittableRandom random) {
            BareJid owner = OWNERS.get(random.nextInt(OWNERS.size()));
            long least = shown.get(owner).get();
            long begin = System.nanoTime() - EPOCH;
            switch (random.nextInt(12)) {
                case 0 -> commit(owner, RosterEdit.put(RosterItem.of(JULIET)), Condition.none());
                case 1 ->
                    commit(
                            owner,
                            random.nextInt(3) == 0 ? RosterEdit.eraseAll() : RosterEdit.ver("x"),
                            Condition.none());
                case 2 ->
                    commit(
                            owner,
                            RosterEdit.ver("y"),
                            Condition.at(store.load(owner).revision()));
                case 3 -> expect(owner, store.revision(owner), least, begin);
                case 4 -> expect(owner, store.find(owner, STRANGER).changedIn(), least, begin);
                case 5 ->
                    store.history()
                            .orElseThrow()
                            .since(owner, store.revision(owner))
                            .ifPresent(changes -> shows(owner, changes.to()));
                case 6 -> loadAll();
                default -> expect(owner, store.load(owner).revision(), least, begin);
            }
        }

        private void commit(BareJid owner, RosterEdit edit, Condition condition) {
            var result = store.commit(owner, edit, condition);
            if (result instanceof Committed committed) {
                facts.get(owner).commit(committed.revision());
                shows(owner, committed.revision());
            } else {
                shows(owner, ((Conflict) result).actual());
            }
        }

        private void loadAll() {
            long[] least =
                    OWNERS.stream().mapToLong(owner -> shown.get(owner).get()).toArray();
            long begin = System.nanoTime() - EPOCH;
            Map<BareJid, Roster> rosters = store.loadAll(OWNERS);
            for (int i = 0; i < least.length; i++) {
                BareJid owner = OWNERS.get(i);
                expect(owner, rosters.get(owner).revision(), least[i], begin);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPromisedIsKept(Mode mode) throws Exception {
        long seed = new SplittableRandom().nextLong();
        Map<BareJid, Facts> facts =
                Map.of(OWNERS.get(0), new Facts(), OWNERS.get(1), new Facts(), OWNERS.get(2), new Facts());
        String name = "under fire " + mode;
        Queue<Throwable> breaches = new ConcurrentLinkedQueue<>();
        try (RosterStore one = mode.open(new Slow(InMemoryRosterStore.open(name)));
                RosterStore two = mode.open(new Slow(InMemoryRosterStore.open(name)))) {
            List<Handle> handles = List.of(new Handle(one, facts), new Handle(two, facts));
            CyclicBarrier begin = new CyclicBarrier(THREADS);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(seed + i);
                Handle handle = handles.get(i % handles.size());
                Thread thread = new Thread(() -> {
                    try {
                        begin.await();
                        for (int round = 0; round < ROUNDS && breaches.isEmpty(); round++) {
                            handle.step(random);
                        }
                    } catch (Throwable e) {
                        breaches.add(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(breaches).as("seed %d", seed).isEmpty();
    }
}
