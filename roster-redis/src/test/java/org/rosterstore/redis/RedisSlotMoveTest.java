package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.testing.Increments;

/** A slot moves from one node of a cluster to another while the owner in it is written to and read. */
class RedisSlotMoveTest {

    private static final Keyspace KEYSPACE = new Keyspace(RedisBuilder.PREFIX);
    private static final int SLOT = new OwnerKeys(KEYSPACE, Increments.OWNER).slot();

    /** Another one in the same slot. */
    private static final BareJid LARGE = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> BareJid.stored("large" + i + "@example.org"))
            .filter(owner -> new OwnerKeys(KEYSPACE, owner).slot() == SLOT)
            .findFirst()
            .orElseThrow();

    private static final int MOVES = 10;

    private static RedisNodes nodes;

    private final AtomicInteger commits = new AtomicInteger();
    private volatile boolean ending;

    @BeforeAll
    static void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        nodes = new RedisNodes(3);
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    /** Key by key, so that there are times at which each node has some. */
    private void move(int from, int to) {
        nodes.beginMove(SLOT, from, to);
        awaitCommits(3);
        for (List<String> keys = nodes.keys(SLOT, from); !keys.isEmpty(); keys = nodes.keys(SLOT, from)) {
            keys.forEach(key -> nodes.move(key, from, to));
        }
        awaitCommits(3);
        nodes.endMove(SLOT, from, to);
    }

    private void awaitCommits(int more) {
        int until = commits.get() + more;
        await().atMost(Duration.ofSeconds(30)).until(() -> commits.get() >= until);
    }

    @Test
    void commitsAreMadeOnceAndReadsAreOfOneState() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Queue<Feed.Signal> signals = new ConcurrentLinkedQueue<>();
        try (RosterStore store = RosterStores.open(nodes.uri("?timeout=30s"));
                RosterStore other = RosterStores.open(nodes.uri("?timeout=30s"));
                Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            long begin = store.revision(Increments.OWNER).counter();
            Increments.increment(
                    store, 1); // of an owner who is not there yet each node thinks that the other one has something
            commits.incrementAndGet();
            List<Future<?>> writers = new ArrayList<>();
            for (RosterStore each : List.of(store, store, other)) {
                writers.add(threads.submit(() -> {
                    while (!ending) {
                        Increments.increment(each, 1);
                        commits.incrementAndGet();
                    }
                }));
            }
            Future<?> reader = threads.submit(() -> {
                while (!ending) {
                    Roster roster = other.load(Increments.OWNER);
                    assertThat(begin + Increments.number(roster))
                            .isEqualTo(roster.revision().counter());
                }
            });
            store.commit(LARGE, items(5_000, "0"));
            Future<?> large = threads.submit(() -> {
                for (int i = 1; !ending; i++) {
                    store.commit(LARGE, items(1_200, "" + i));
                    assertThat(other.load(LARGE).contacts()).hasSize(5_000);
                }
            });
            for (int i = 0; i < MOVES; i++) {
                int from = nodes.holder(SLOT);
                move(from, (from + 1) % 3);
            }
            awaitCommits(3);
            ending = true;
            for (Future<?> writer : writers) {
                writer.get();
            }
            reader.get();
            large.get();
            assertThat(Increments.number(store.load(Increments.OWNER))).isEqualTo(commits.get());
            Revision last = store.revision(Increments.OWNER);
            assertThat(last.counter()).isEqualTo(begin + commits.get());
            await().until(() -> signals.contains(new Feed.Changed(Increments.OWNER, last)));
            System.out.println(
                    "a slot was moved %d times under %d commits; each was made once".formatted(MOVES, commits.get()));
            store.erase(Increments.OWNER);
            store.erase(LARGE);
        } finally {
            ending = true;
            threads.shutdownNow();
        }
    }

    private static RosterEdit items(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> RosterEdit.put(
                        RosterItem.of(BareJid.of(i + "@example.org")).withName(name)))
                .reduce(RosterEdit.nothing(), RosterEdit::and);
    }

    /** What takes keys away could not make them again in the middle of a move; everything else goes on. */
    @Test
    void largeCommitsAndErasuresWaitForTheEndOfTheMove() throws Exception {
        RosterEdit large = items(1_500, "new");
        RosterEdit small = RosterEdit.ver("2");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RosterStore store = RosterStores.open(nodes.uri("?timeout=30s"));
                RosterStore hasty = RosterStores.open(nodes.uri("?timeout=2s"))) {
            Revision first = store.commit(LARGE, items(2_000, "old").and(RosterEdit.ver("1")));
            int from = nodes.holder(SLOT);
            int to = (from + 1) % 3;
            nodes.beginMove(SLOT, from, to);
            expectUndone(() -> hasty.erase(LARGE));
            expectUndone(() -> hasty.commit(LARGE, large));
            nodes.move(KEYSPACE.log(LARGE), from, to); // each node has what scripts need, and none has all
            expectUndone(() -> hasty.commit(LARGE, small));
            assertThat(store.load(LARGE).revision()).isEqualTo(first);
            assertThat(hasty.commit(LARGE, large, Condition.at(Revision.NONE))).isEqualTo(new Conflict(first));
            nodes.move(KEYSPACE.contacts(LARGE), from, to);
            Revision second = hasty.commit(LARGE, small);
            assertThat(second.counter()).isEqualTo(first.counter() + 1);
            expectUndone(() -> hasty.erase(LARGE));
            expectUndone(() -> hasty.commit(LARGE, large));
            assertThat(store.load(LARGE).contacts()).hasSize(2_000);
            Future<Revision> commit = threads.submit(() -> store.commit(LARGE, large));
            nodes.keys(SLOT, from).forEach(key -> nodes.move(key, from, to));
            nodes.endMove(SLOT, from, to);
            assertThat(commit.get().counter()).isEqualTo(second.counter() + 1);
            assertThat(store.load(LARGE).contacts()).hasSize(2_000);
            assertThat(store.erase(LARGE).counter()).isEqualTo(second.counter() + 2);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void expectUndone(ThrowingCallable call) {
        Failure.undone(StoreUnavailableException.class, Duration.ofSeconds(2), "Redis cluster", call);
    }

    @Test
    void manyRostersAreReadWhereverEachOfThemIs() {
        try (RosterStore store = RosterStores.open(nodes.uri("?timeout=30s"))) {
            Revision first = store.commit(LARGE, RosterEdit.ver("1"));
            Revision other = store.commit(Increments.OWNER, RosterEdit.ver("2"));
            int from = nodes.holder(SLOT);
            int to = (from + 1) % 3;
            nodes.beginMove(SLOT, from, to);
            nodes.move(KEYSPACE.contacts(LARGE), from, to);
            Map<BareJid, Roster> rosters = store.loadAll(List.of(Increments.OWNER, LARGE));
            assertThat(rosters.get(LARGE).revision()).isEqualTo(first);
            assertThat(rosters.get(Increments.OWNER).revision()).isEqualTo(other);
            nodes.keys(SLOT, from).forEach(key -> nodes.move(key, from, to));
            nodes.endMove(SLOT, from, to);
            assertThat(store.erase(LARGE).counter()).isEqualTo(first.counter() + 1);
            assertThat(store.erase(Increments.OWNER).counter()).isEqualTo(other.counter() + 1);
        }
    }
}
