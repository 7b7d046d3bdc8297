package org.rosterstore.redis;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Servers that are reached and say no: what passes by the deadline nobody notices, the rest is told, and nothing is half done. */
class RedisRefusalTest {

    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private static final BareJid OWNER = BareJid.of("owner@refused.example");
    private static final BareJid STRANGER = BareJid.of("stranger@refused.example");
    private static final RosterEdit EDIT = RosterEdit.ver("1");

    /** More than a script carries out. */
    private static final RosterEdit LARGE = RosterEdit.replaceItems(IntStream.range(0, 2_000)
            .mapToObj(i -> RosterItem.of(BareJid.of("c%d@refused.example".formatted(i)))
                    .withName("x".repeat(1_000)))
            .toList());

    private static RosterStore open(RedisServer server) {
        return RosterStores.open(server.uri("?timeout=%dms".formatted(DEADLINE.toMillis())));
    }

    private static void ask(RedisServer server, String command) {
        try {
            assertThat(Inline.ask(server.address(), command)).isEqualTo("+OK");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What is refused until the deadline is undone; then it works again. */
    private static void expectRefusals(Revision before, String words, RosterStore store, Runnable end) {
        for (RosterEdit edit : List.of(EDIT, LARGE, RosterEdit.eraseAll())) {
            Failure.undone(StoreUnavailableException.class, DEADLINE, words, () -> store.commit(OWNER, edit));
        }
        Failure.undone(StoreUnavailableException.class, DEADLINE, words, () -> store.commit(STRANGER, EDIT));
        end.run();
        assertThat(store.revision(OWNER)).isEqualTo(before);
        assertThat(store.revision(STRANGER)).isEqualTo(Revision.NONE);
        assertThat(store.commit(OWNER, LARGE).counter()).isEqualTo(before.counter() + 1);
        assertThat(store.load(OWNER).contacts()).hasSize(2_000);
        assertThat(store.commit(STRANGER, EDIT).counter()).isEqualTo(1);
        assertThat(store.erase(OWNER).counter()).isEqualTo(before.counter() + 2);
    }

    @Test
    void aReplicaTakesNoCommits() throws IOException {
        try (RedisServer master = new RedisServer("repl-diskless-sync-delay 0");
                RedisServer server = new RedisServer();
                RosterStore store = open(server)) {
            store.commit(OWNER, EDIT);
            Revision before;
            try (RosterStore atMaster = open(master)) {
                before = atMaster.commit(OWNER, EDIT);
            }
            ask(server, "REPLICAOF 127.0.0.1 " + master.address().getPort());
            await().ignoreExceptions()
                    .until(() -> Inline.ask(server.address(), "ROLE").startsWith("*5"));
            await().untilAsserted(() -> assertThat(Inline.ask(server.address(), "EXISTS roster:format"))
                    .isEqualTo(":1"));
            expectRefusals(before, "READONLY", store, () -> ask(server, "REPLICAOF NO ONE"));
        }
    }

    @Test
    void aServerWithoutEnoughReplicasTakesNoCommits() throws IOException {
        try (RedisServer server = new RedisServer();
                RosterStore store = open(server)) {
            Revision before = store.commit(OWNER, EDIT);
            ask(server, "CONFIG SET min-replicas-to-write 1");
            expectRefusals(before, "NOREPLICAS", store, () -> ask(server, "CONFIG SET min-replicas-to-write 0"));
        }
    }

    @Test
    void whatAServerHasSaidIsToldThoughTheLastTryWasLate() throws IOException {
        try (RedisServer server = new RedisServer();
                RosterStore store = open(server)) {
            store.commit(OWNER, EDIT);
            ask(server, "CONFIG SET min-replicas-to-write 1");
            CompletableFuture<Void> paused = CompletableFuture.runAsync(
                    server::pause, delayedExecutor(DEADLINE.dividedBy(2).toMillis(), MILLISECONDS));
            Failure.undone(StoreUnavailableException.class, DEADLINE, "NOREPLICAS", () -> store.commit(OWNER, LARGE));
            paused.join();
            server.resume();
        }
    }

    @Test
    void aServerThatIsFullTakesNoCommits() throws IOException {
        try (RedisServer server = new RedisServer("maxmemory-policy noeviction");
                RosterStore store = open(server)) {
            store.commit(OWNER, EDIT);
            ask(server, "CONFIG SET maxmemory 1");
            Revision before = store.revision(OWNER);
            for (RosterEdit edit : List.of(EDIT, LARGE)) {
                Failure.undone(StoreUnavailableException.class, DEADLINE, "OOM", () -> store.commit(OWNER, edit));
            }
            Failure.undone(StoreUnavailableException.class, DEADLINE, "OOM", () -> store.commit(STRANGER, EDIT));
            assertThat(store.revision(OWNER)).isEqualTo(before);
            assertThat(store.revision(STRANGER)).isEqualTo(Revision.NONE);
            Revision erased = store.erase(OWNER); // which makes room
            assertThat(erased.counter()).isEqualTo(2);
            Failure.undone(StoreUnavailableException.class, DEADLINE, "OOM", () -> store.commit(OWNER, EDIT));
            assertThat(store.revision(OWNER)).isEqualTo(erased);
            ask(server, "CONFIG SET maxmemory 0");
            assertThat(store.commit(OWNER, LARGE).counter()).isEqualTo(3);
            assertThat(store.commit(STRANGER, EDIT).counter()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatCannotSaveTakesNoCommits() throws IOException {
        try (RedisServer server = new RedisServer("enable-protected-configs yes");
                RosterStore store = open(server)) {
            Revision before = store.commit(OWNER, EDIT);
            ask(server, "CONFIG SET dir /proc"); // where nobody, root neither, makes files
            ask(server, "CONFIG SET save \"3600 1000\"");
            assertThat(Inline.ask(server.address(), "BGSAVE")).startsWith("+Background");
            await().untilAsserted(() ->
                    assertThat(Inline.ask(server.address(), "SET probe 1")).startsWith("-MISCONF"));
            expectRefusals(before, "MISCONF", store, () -> {
                ask(server, "CONFIG SET dir " + server.directory());
                ask(server, "CONFIG SET save \"\"");
                ask(server, "CONFIG SET stop-writes-on-bgsave-error no");
            });
        }
    }

    @Test
    void aServerThatIsBusyWithSomebodysScriptIsWaitedFor() throws IOException {
        try (RedisServer server = new RedisServer("busy-reply-threshold 50");
                RosterStore store = open(server)) {
            Revision before = store.commit(OWNER, EDIT);
            CompletableFuture<String> script = script(server, "while true do end");
            await().untilAsserted(() ->
                    assertThat(Inline.ask(server.address(), "PING")).startsWith("-BUSY"));
            expectRefusals(before, "BUSY", store, () -> {
                ask(server, "SCRIPT KILL");
                assertThat(script.join()).startsWith("-ERR");
            });
            assertThat(script(server, "local t = redis.call('TIME')[1] while redis.call('TIME')[1] - t < 2 do end"))
                    .satisfies(running -> {
                        await().untilAsserted(() ->
                                assertThat(Inline.ask(server.address(), "PING")).startsWith("-BUSY"));
                        try (RosterStore patient = RosterStores.open(server.uri("?timeout=20s"))) {
                            assertThat(patient.commit(OWNER, EDIT).counter()).isEqualTo(4);
                        }
                    });
        }
    }

    private static CompletableFuture<String> script(RedisServer server, String text) {
        return CompletableFuture.supplyAsync(() -> {
            try (RawRedis redis = new RawRedis(server.uri("?timeout=60s"))) {
                return String.valueOf(redis.ask(
                        0, new CommandArguments(Command.EVAL).add(text).add(0)));
            } catch (RuntimeException e) {
                return "-ERR " + e.getMessage();
            }
        });
    }

    @Test
    void aServerThatIsLoadingIsWaitedFor() throws IOException {
        RedisServer loading = new RedisServer(
                "rdbcompression no",
                "key-load-delay 3000", // microseconds
                "loading-process-events-interval-bytes 1024");
        try (RedisServer server = loading;
                RosterStore store = open(server);
                RosterStore patient = RosterStores.open(server.uri("?timeout=60s"))) {
            for (int i = 0; i < 1_500; i++) {
                RosterEdit edit = RosterEdit.put(RosterItem.of(OWNER).withName("x".repeat(1_000)));
                patient.commit(BareJid.of(i + "@loading.example"), edit);
            }
            ask(server, "SAVE");
            server.kill();
            CompletableFuture<Void> start = CompletableFuture.runAsync(() -> start(server));
            await().ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(Inline.ask(server.address(), "GET x")).startsWith("-LOADING"));
            // First the connections of the dead one are given up.
            Failure.undone(StoreUnavailableException.class, DEADLINE, "LOADING", () -> store.load(OWNER));
            Failure.undone(StoreUnavailableException.class, DEADLINE, "LOADING", () -> store.commit(OWNER, EDIT));
            Failure.undone(StoreUnavailableException.class, DEADLINE, "LOADING", () -> open(server));
            assertThat(start).as("the server is not there yet").isNotDone();
            assertThat(patient.commit(OWNER, EDIT).counter()).isEqualTo(1);
            start.join();
        }
    }

    private static void start(RedisServer server) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
