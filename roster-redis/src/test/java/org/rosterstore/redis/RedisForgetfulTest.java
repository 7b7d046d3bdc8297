package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.testing.Increments;

/** A server that loses scripts, or everything, while it is written to: revisions go back, and nobody trips over it. */
class RedisForgetfulTest {

    private static final BareJid OWNER = BareJid.of("owner@forgotten.example");
    private static final BareJid LARGE = BareJid.of("large@forgotten.example");
    private static final int WRITERS = 6;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger commits = new AtomicInteger();
    private final Set<Revision> revisions = ConcurrentHashMap.newKeySet();
    private RedisServer server;
    private RosterStore store;
    private volatile boolean ending;

    @BeforeEach
    void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer();
        store = RosterStores.open(server.uri("?timeout=60s"));
    }

    @AfterEach
    void stop() {
        ending = true;
        threads.shutdownNow();
        store.close();
        server.close();
    }

    private static RosterEdit large(int number) {
        return RosterEdit.replaceItems(IntStream.range(0, 2_000)
                .mapToObj(
                        i -> RosterItem.of(BareJid.of(i + "@forgotten.example")).withName("" + number))
                .toList());
    }

    /** Writers of every kind, each of which is wrong about the owner now and then. */
    private List<Future<?>> write() {
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(threads.submit(() -> {
                Revision last = Revision.NONE;
                for (int number = 0; !ending; number++) {
                    last = commit(number, number % 2 == 0 ? Condition.none() : Condition.at(last));
                    commits.incrementAndGet();
                }
            }));
        }
        writers.add(threads.submit(() -> {
            for (int number = 0; !ending; number++) {
                if (!isMade(large(number))) {
                    continue;
                }
                String name = "" + number;
                Roster found = store.load(LARGE);
                // Nobody else writes to it, but it may be gone.
                assertThat(found.contacts().values())
                        .allMatch(it -> it.item().orElseThrow().name().equals(name));
                assertThat(found.contacts().size()).isIn(0, 2_000);
                commits.incrementAndGet();
            }
        }));
        return writers;
    }

    /** Commits, and gives the revision of the owner as far as that is known. */
    private Revision commit(int number, Condition condition) {
        try {
            CommitResult result = store.commit(OWNER, RosterEdit.ver("" + number), condition);
            if (result instanceof Committed committed) {
                assertThat(revisions.add(committed.revision()))
                        .as("that %s is of one commit", committed)
                        .isTrue();
                return committed.revision();
            }
            return ((Conflict) result).actual();
        } catch (StoreUnavailableException e) {
            expectForgotten(e);
            return Revision.NONE;
        }
    }

    private boolean isMade(RosterEdit edit) {
        try {
            store.commit(LARGE, edit);
            return true;
        } catch (StoreUnavailableException e) {
            expectForgotten(e);
            return false;
        }
    }

    /** Where the reply is lost and then the server's memory, nobody knows. */
    private static void expectForgotten(StoreUnavailableException e) {
        assertThat(e.outcome()).as("of %s", e).isEqualTo(Outcome.UNKNOWN);
        assertThat(e).hasMessageContaining("cannot be told any more");
    }

    private void awaitCommits(int more) {
        int until = commits.get() + more;
        await().until(() -> commits.get() >= until || ending);
    }

    private void end(List<Future<?>> writers) throws ExecutionException, InterruptedException {
        awaitCommits(100);
        ending = true;
        for (Future<?> writer : writers) {
            writer.get();
        }
        Roster roster = store.load(OWNER);
        assertThat(store.history().orElseThrow().since(OWNER, roster.revision()))
                .isPresent();
        assertThat(store.commit(OWNER, RosterEdit.ver("last")).counter())
                .isEqualTo(roster.revision().counter() + 1);
    }

    @Test
    void scriptsThatAreForgottenAreSentAgain() throws Exception {
        List<Future<?>> writers = write();
        Future<?> counter = threads.submit(() -> Increments.increment(store, 300));
        for (int i = 0; i < 30; i++) {
            awaitCommits(10);
            assertThat(Inline.ask(server.address(), "SCRIPT FLUSH")).isEqualTo("+OK");
        }
        counter.get();
        end(writers);
        assertThat(Increments.number(store.load(Increments.OWNER))).isEqualTo(300);
    }

    @Test
    void rostersThatAreForgottenBeginAnew() throws Exception {
        List<Future<?>> writers = write();
        for (int i = 0; i < 30; i++) {
            awaitCommits(20);
            assertThat(Inline.ask(server.address(), "FLUSHALL")).isEqualTo("+OK");
        }
        end(writers);
        assertThat(store.revision(OWNER).counter()).isLessThan(commits.get());
    }

    @Test
    void aServerThatComesBackWithoutItsDataIsWrittenToAgain() throws Exception {
        List<Future<?>> writers = write();
        for (int i = 0; i < 3; i++) {
            awaitCommits(100);
            server.kill();
            server.start();
        }
        end(writers);
        assertThat(store.revision(OWNER).counter()).isLessThan(commits.get());
    }
}
