package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;

/** A server that stands still for a while, which takes what is sent until its buffers are full, and answers nobody. */
class RedisPausedTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final BareJid OWNER = BareJid.of("owner@paused.example");
    private static final RosterEdit EDIT = RosterEdit.nothing();

    /** So many contacts, of which each is as large as may be, that no socket's buffers hold them. */
    static final RosterEdit HUGE = huge();

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private RedisServer server;

    private static RosterEdit huge() {
        String value = "x".repeat(4_000);
        RosterEdit edit = RosterEdit.nothing();
        for (int i = 0; i < 800; i++) {
            BareJid contact = BareJid.of("c%d@paused.example".formatted(i));
            edit = edit.and(RosterEdit.put(RosterItem.of(contact)));
            for (int extra = 0; extra < 8; extra++) {
                edit = edit.and(RosterEdit.extra(contact, "extra" + extra, value));
            }
        }
        return edit;
    }

    @BeforeEach
    void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer();
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        server.close();
    }

    private RosterStore open(String options) {
        return RosterStores.open(server.uri("?timeout=%dms%s".formatted(DEADLINE.toMillis(), options)));
    }

    private static StoreUnavailableException unknown(RosterStore store, RosterEdit edit) {
        StoreUnavailableException failure =
                Failure.of(StoreUnavailableException.class, DEADLINE, () -> store.commit(OWNER, edit));
        assertThat(failure.outcome()).as("of %s", failure).isEqualTo(Outcome.UNKNOWN);
        return failure;
    }

    private static void expectSettled(RosterStore store, RosterEdit edit, StoreUnavailableException failure) {
        Condition retrying = Condition.retrying(failure.attempt().orElseThrow());
        Revision made = ((Committed) store.commit(OWNER, edit, retrying)).revision();
        assertThat(store.commit(OWNER, edit, retrying)).isEqualTo(new Committed(made));
        assertThat(store.revision(OWNER)).isEqualTo(made);
    }

    @Test
    void whoIsSlowerThanTheDeadlineIsGivenUpByThen() {
        try (RosterStore store = open("")) {
            Revision before = store.commit(OWNER, EDIT);
            server.pause();
            StoreUnavailableException failure = unknown(store, EDIT);
            Failure.undone(StoreUnavailableException.class, DEADLINE, "timed out", () -> store.load(OWNER));
            Failure.undone(StoreUnavailableException.class, DEADLINE, "timed out", () -> open(""));
            server.resume();
            expectSettled(store, EDIT, failure);
            assertThat(store.revision(OWNER).counter()).isEqualTo(before.counter() + 1);
        }
    }

    @Test
    void whoIsFasterThanTheDeadlineIsWaitedFor() throws Exception {
        try (RosterStore store = open("&connections=2")) {
            Revision before = store.commit(OWNER, EDIT);
            server.pause();
            List<Future<Revision>> commits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                commits.add(callers.submit(() -> store.commit(OWNER, EDIT)));
            }
            Future<Revision> read = callers.submit(() -> store.revision(OWNER));
            // Until then all are on the way.
            Failure.undone(
                    StoreUnavailableException.class, Duration.ofMillis(700), "time", () -> openAndClose("700ms"));
            server.resume();
            for (Future<Revision> commit : commits) {
                assertThat(commit.get().counter()).isGreaterThan(before.counter());
            }
            assertThat(read.get().counter()).isGreaterThanOrEqualTo(before.counter());
            assertThat(store.revision(OWNER).counter()).isEqualTo(before.counter() + 8);
        }
    }

    private void openAndClose(String timeout) {
        RosterStores.open(server.uri("?timeout=" + timeout)).close();
    }

    @Test
    void manyCallersOfOneConnectionAllEndByTheirDeadlines() throws Exception {
        try (RosterStore store = open("&connections=1")) {
            store.commit(OWNER, EDIT);
            server.pause();
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<StoreUnavailableException>> failures = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                boolean reads = i % 2 == 0;
                failures.add(callers.submit(() -> {
                    begin.await();
                    return Failure.of(StoreUnavailableException.class, DEADLINE, () -> {
                        if (reads) {
                            store.load(OWNER);
                        } else {
                            store.commit(OWNER, EDIT);
                        }
                    });
                }));
            }
            begin.countDown();
            List<StoreUnavailableException> all = new ArrayList<>();
            for (Future<StoreUnavailableException> failure : failures) {
                all.add(failure.get());
            }
            assertThat(all)
                    .allSatisfy(failure -> assertThat(failure.getMessage()).contains("127.0.0.1"));
            assertThat(all)
                    .anySatisfy(failure -> assertThat(failure.getMessage()).contains("all connections are in use"));
            server.resume();
            long unknown = all.stream()
                    .filter(failure -> failure.outcome() == Outcome.UNKNOWN)
                    .count();
            assertThat(store.commit(OWNER, EDIT).counter())
                    .as("no more were made than those that may have been")
                    .isBetween(2L, 2 + unknown);
        }
    }

    @Test
    void aWriteThatFillsAllBuffersEndsByItsDeadline() {
        try (RosterStore store = open("")) {
            store.commit(OWNER, EDIT);
            server.pause();
            expectHugeIsSettled(unknown(store, HUGE));
        }
    }

    private void expectHugeIsSettled(StoreUnavailableException failure) {
        server.resume();
        try (RosterStore patient = RosterStores.open(server.uri("?timeout=60s"))) {
            expectSettled(patient, HUGE, failure);
            assertThat(patient.load(OWNER).contacts()).hasSize(800);
        }
    }

    @Test
    void thoseWhoShareTheWayWithAWriteThatFillsAllBuffersEndByTheirDeadlines() throws Exception {
        try (RosterStore store = open("")) {
            store.commit(OWNER, EDIT);
            server.pause();
            AtomicReference<Thread> leading = new AtomicReference<>(Thread.currentThread());
            Future<StoreUnavailableException> leader = callers.submit(() -> {
                leading.set(Thread.currentThread());
                return unknown(store, HUGE);
            });
            await().until(() -> Arrays.stream(leading.get().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("sendCommand")));
            List<Future<StoreUnavailableException>> followers = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(() -> Failure.of(
                            StoreUnavailableException.class,
                            DEADLINE,
                            () -> store.commit(BareJid.of(i + "@paused.example"), EDIT))))
                    .toList();
            StoreUnavailableException failure = leader.get();
            for (Future<StoreUnavailableException> follower : followers) {
                follower.get();
            }
            expectHugeIsSettled(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 700})
    void aPauseInAHugeCommitIsNoTrouble(int millis) throws ExecutionException, InterruptedException {
        try (RosterStore store = RosterStores.open(server.uri("?timeout=60s"))) {
            store.commit(OWNER, EDIT);
            server.pause();
            Future<Revision> commit = callers.submit(() -> store.commit(OWNER, HUGE));
            Duration pause = Duration.ofMillis(millis);
            Failure.undone(StoreUnavailableException.class, pause, "time", () -> openAndClose(millis + "ms"));
            server.resume();
            assertThat(commit.get().counter()).isEqualTo(2);
            assertThat(store.load(OWNER).contacts()).hasSize(800);
        }
    }
}
