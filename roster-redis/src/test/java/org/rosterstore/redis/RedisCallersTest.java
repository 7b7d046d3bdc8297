package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.tck.Relay;
import org.rosterstore.testing.Gap;
import org.rosterstore.testing.Increments;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Threads that share a store: many at once, interrupted ones, and one that closes it under the others. */
class RedisCallersTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final BareJid owner = BareJid.of(UUID.randomUUID() + "@callers.example");
    private final String prefix = "prefix=callers-" + UUID.randomUUID() + ":";
    private Relay relay;
    private RosterStore store;

    @BeforeEach
    void open() {
        relay = Relay.to(SharedRedis.orSkip().address());
        store = RosterStores.open("redis://127.0.0.1:%d?%s&connections=2&timeout=%dms"
                .formatted(relay.address().getPort(), prefix, DEADLINE.toMillis()));
    }

    @AfterEach
    void close() {
        store.close();
        relay.close();
        try (RosterStore direct = RosterStores.open(SharedRedis.orSkip().uri(prefix))) {
            direct.catalog().orElseThrow().owners().toList().forEach(direct::erase);
        }
    }

    /** A way to start a thread, which has a name. */
    private record Starting(String name, Function<Runnable, Thread> start) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Starting> threads() {
        return Stream.of(new Starting("platform", RedisCallersTest::startPlatform), new Starting("virtual", task -> {
            Gap.unless(Runtime.version().feature() >= 21, "virtual threads: this Java has none");
            return startVirtual(task);
        }));
    }

    private static Thread startPlatform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Thread startVirtual(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    /** Keeps its thread's flag set. */
    private static <T> FutureTask<T> interrupted(Callable<T> call) {
        return new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            T result = call.call();
            assertThat(Thread.interrupted()).as("the flag afterwards").isTrue();
            return result;
        });
    }

    @ParameterizedTest
    @MethodSource("threads")
    void anInterruptedCallerIsServedAndKeepsItsFlag(Starting threads) throws Exception {
        List<FutureTask<Revision>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            FutureTask<Revision> call = interrupted(() -> {
                store.load(owner);
                return store.commit(owner, RosterEdit.nothing());
            });
            calls.add(call);
            Thread unused = threads.start.apply(call);
        }
        for (FutureTask<Revision> call : calls) {
            call.get();
        }
        assertThat(store.revision(owner).counter()).isEqualTo(20);
    }

    /** Whoever is interrupted may be the one who asks for others. */
    @ParameterizedTest
    @MethodSource("threads")
    void interruptionsWhileCallsAreUnderWayLoseNothingAndHarmNobody(Starting threads) throws Exception {
        relay.delay(Relay.Way.TO_CLIENT, Duration.ofMillis(5));
        List<FutureTask<Boolean>> calls = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                for (int commit = 0; commit < 60; commit++) {
                    store.commit(owner, RosterEdit.nothing());
                    Thread.interrupted();
                }
                return true;
            });
            calls.add(call);
            callers.add(threads.start.apply(call));
        }
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            callers.stream().filter(thread -> thread.getId() % 2 == 0).forEach(Thread::interrupt);
            return calls.stream().allMatch(FutureTask::isDone);
        });
        for (FutureTask<Boolean> call : calls) {
            assertThat(call.get()).isTrue();
        }
        assertThat(store.revision(owner).counter()).isEqualTo(8 * 60);
    }

    /** With the flag set a pause would be none. */
    @Test
    void whoIsInterruptedInACallAsksNoMoreOftenThanOthers() {
        AtomicInteger tries = new AtomicInteger();
        Redis redis = new Redis(
                new Unreachable(() -> {
                    tries.incrementAndGet();
                    Thread.currentThread().interrupt();
                }),
                DEADLINE,
                1);
        CommandArguments ping = new CommandArguments(Command.PING);
        Failure.of(
                StoreUnavailableException.class, DEADLINE, () -> redis.call(deadline -> redis.ask(0, deadline, ping)));
        assertThat(Thread.interrupted()).as("the flag afterwards").isTrue();
        assertThat(tries).hasValueBetween(2, 100);
    }

    /** A server that nobody gets a connection to. */
    private record Unreachable(Runnable trying) implements Servers {

        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public Object at(int slot, Deadline deadline) {
            return name();
        }

        @Override
        public List<Integer> slots(Deadline deadline) {
            return List.of(0);
        }

        @Override
        public Connection take(int slot, Deadline deadline) {
            trying.run();
            throw new JedisConnectionException("nobody is there");
        }

        @Override
        public Connection take(HostAndPort server, Deadline deadline) {
            return take(0, deadline);
        }

        @Override
        public void refresh(Deadline deadline) {}

        @Override
        public void close() {}
    }

    @Test
    void sixtyFourThreadsOnOneOwnerLoseNoIncrement() throws Exception {
        try (RosterStore patient = RosterStores.open(SharedRedis.orSkip().uri(prefix + "&timeout=60s"))) {
            List<FutureTask<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                FutureTask<Boolean> call = new FutureTask<>(() -> {
                    Increments.increment(patient, 10);
                    return true;
                });
                calls.add(call);
                startPlatform(call);
            }
            for (FutureTask<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
            assertThat(Increments.number(patient.load(Increments.OWNER))).isEqualTo(640);
            assertThat(patient.revision(Increments.OWNER).counter()).isEqualTo(640);
        }
    }

    @Test
    void whoClosesAStoreInUseWaitsForThoseWhoUseItAndNobodyElseGetsIn() throws Exception {
        RosterEdit large = RosterEdit.replaceItems(IntStream.range(0, 3_000)
                .mapToObj(i -> RosterItem.of(BareJid.of(i + "@callers.example")))
                .toList());
        AtomicInteger committed = new AtomicInteger();
        List<FutureTask<Throwable>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            BareJid mine = BareJid.of(i + "-" + owner);
            RosterEdit edit = i % 4 == 0 ? large : RosterEdit.nothing();
            FutureTask<Throwable> call = new FutureTask<>(() -> catchThrowable(() -> {
                while (true) {
                    store.commit(mine, edit);
                    committed.incrementAndGet();
                }
            }));
            calls.add(call);
            startPlatform(call);
        }
        await().until(() -> committed.get() > 100);
        store.feed().orElseThrow().subscribe(signal -> {});
        store.close();
        int before = committed.get();
        for (FutureTask<Throwable> call : calls) {
            assertThat(call.get()).isInstanceOf(IllegalStateException.class).hasMessage("the store is closed");
        }
        assertThat(committed.get() - before).as("who had just been served").isLessThanOrEqualTo(16);
        try (RosterStore direct = RosterStores.open(SharedRedis.orSkip().uri(prefix))) {
            long made = direct.catalog()
                    .orElseThrow()
                    .owners()
                    .mapToLong(each -> direct.revision(each).counter())
                    .sum();
            assertThat(made).as("what was made").isEqualTo(committed.get());
        }
    }
}
