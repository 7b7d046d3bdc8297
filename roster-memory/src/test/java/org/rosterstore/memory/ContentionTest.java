package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/** Many writers on one owner. */
class ContentionTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final int WRITERS = 4;

    private final RosterStore store = InMemoryRosterStore.create();
    private final ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1);

    @AfterEach
    void close() {
        executor.shutdownNow();
        store.close();
    }

    private static RosterItem item(int number) {
        return RosterItem.of(BareJid.stored("contact-" + number + "@example.org"));
    }

    /** Each small commit takes a fraction of the time of the large one: by compare-and-set alone it would never win. */
    @Test
    void aLargeEditIsNotStarvedByASwarmOfSmallOnes() throws Exception {
        RosterEdit large = RosterEdit.replaceItems(
                IntStream.range(0, 20_000).mapToObj(ContentionTest::item).toList());
        AtomicBoolean committed = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(WRITERS + 1);
        List<Future<Long>> swarm = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            BareJid contact = BareJid.stored("small-" + i + "@example.org");
            swarm.add(executor.submit(() -> {
                start.await();
                long commits = 0;
                for (; !committed.get(); commits++) {
                    store.commit(OWNER, RosterEdit.extra(contact, "count", Long.toString(commits)));
                }
                return commits;
            }));
        }
        Future<Revision> revision = executor.submit(() -> {
            start.await();
            try {
                return store.commit(OWNER, large);
            } finally {
                committed.set(true);
            }
        });

        revision.get(60, TimeUnit.SECONDS);
        long commits = 1;
        for (Future<Long> writer : swarm) {
            commits += writer.get(60, TimeUnit.SECONDS);
        }
        assertThat(store.load(OWNER).items()).hasSize(20_000);
        assertThat(store.revision(OWNER).counter()).as("no commit is lost").isEqualTo(commits);
    }

    @Test
    void ownersThatBeginAndEndUnderManyWritersStayInStepWithTheCatalog() throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(executor.submit(() -> {
                start.await();
                for (int round = 0; round < 500; round++) {
                    if ((round + writer) % 2 == 0) {
                        store.commit(OWNER, RosterEdit.put(item(writer)));
                    } else {
                        store.erase(OWNER);
                    }
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        Roster last = store.load(OWNER);
        boolean listed = store.catalog().orElseThrow().owners().anyMatch(OWNER::equals);

        assertThat(last.revision().counter()).isBetween((long) WRITERS * 250, (long) WRITERS * 500);
        assertThat(listed).as("at %s", last).isEqualTo(!last.contacts().isEmpty());
    }

    @Test
    void aRosterThatWasLoadedStaysAsItIsWhileOthersCommit() {
        store.commit(
                OWNER,
                RosterEdit.replaceItems(
                        IntStream.range(0, 100).mapToObj(ContentionTest::item).toList()));
        Roster loaded = store.load(OWNER);
        int hash = loaded.hashCode();

        for (int i = 0; i < 100; i++) {
            store.commit(OWNER, RosterEdit.remove(item(i).contact()));
        }

        assertThat(loaded.contacts()).hasSize(100);
        assertThat(loaded.hashCode()).isEqualTo(hash);
        assertThat(store.load(OWNER).contacts()).isEmpty();
    }
}
