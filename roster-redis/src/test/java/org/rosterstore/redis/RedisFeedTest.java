package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.tck.Relay;

/** Listeners behind a network that fails: within the latency they are told of a commit, or that they may have missed one. */
class RedisFeedTest {

    /** What a signal may be late by on a machine that has much else to do. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final RosterEdit EDIT = RosterEdit.ver("1");

    /** How a network fails. */
    private enum Fault {
        CUT {
            @Override
            void befall(Relay relay) {
                relay.refuse();
            }
        },
        SILENCE {
            @Override
            void befall(Relay relay) {
                relay.hang();
            }
        },
        SILENCE_OF_THE_SERVER {
            @Override
            void befall(Relay relay) {
                relay.delay(Relay.Way.TO_CLIENT, Duration.ofMinutes(1));
            }
        };

        abstract void befall(Relay relay);
    }

    private final BareJid owner = BareJid.of(UUID.randomUUID() + "@feed.example");
    private final String prefix = "prefix=feed-" + UUID.randomUUID() + ":";
    private final BlockingQueue<Feed.Signal> signals = new LinkedBlockingQueue<>();
    private Relay relay;
    private RosterStore direct;

    @BeforeEach
    void open() {
        direct = RosterStores.open(SharedRedis.orSkip().uri(prefix));
        relay = Relay.to(SharedRedis.orSkip().address());
    }

    @AfterEach
    void close() {
        relay.close();
        direct.erase(owner);
        direct.close();
    }

    private String relayed(String options) {
        return "redis://127.0.0.1:%d?%s%s".formatted(relay.address().getPort(), prefix, options);
    }

    private Feed.Signal next(Duration time) throws InterruptedException {
        return signals.poll(time.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expectSignals(Duration latency) throws InterruptedException {
        Revision revision = direct.commit(owner, EDIT);
        assertThat(next(latency)).isEqualTo(new Feed.Changed(owner, revision));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whoeverIsDeafIsToldSoWithinTheLatencyAndAgainWhenItHears(Fault fault) throws InterruptedException {
        try (RosterStore store = RosterStores.open(relayed("&timeout=1s"));
                Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            Duration latency = store.feed().orElseThrow().latency();
            for (int i = 0; i < 2; i++) {
                expectSignals(latency);
                fault.befall(relay);
                direct.commit(owner, EDIT);
                assertThat(next(latency)).isEqualTo(new Feed.Interrupted());
                direct.commit(owner, EDIT);
                relay.pass();
                // What it was connecting with, it gives up first.
                assertThat(next(latency.multipliedBy(2))).isEqualTo(new Feed.Interrupted());
            }
            expectSignals(latency);
            assertThat(signals).isEmpty();
        }
    }

    @Test
    void aStoreIsClosedSoonWhileItsFeedIsDeaf() {
        RosterStore store = RosterStores.open(relayed("&timeout=1s"));
        store.feed().orElseThrow().subscribe(signals::add);
        relay.hang();
        await().atMost(store.feed().orElseThrow().latency().plus(SLACK))
                .until(() -> signals.contains(new Feed.Interrupted()));
        long begin = System.nanoTime();
        store.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCacheSeesWhatOthersCommitWithinItsBound() {
        Duration bound = Duration.ofSeconds(20); // longer than the feed takes
        try (RosterStore cache = RosterStores.open("cache:" + relayed("&timeout=1s&cache.mode=feed&cache.bound=20s"))) {
            direct.commit(owner, EDIT);
            for (int i = 0; i < 20; i++) {
                Revision before = cache.load(owner).revision();
                Revision revision = direct.commit(owner, EDIT);
                assertThat(revision.counter()).isEqualTo(before.counter() + 1);
                await().atMost(bound.dividedBy(4))
                        .until(() -> cache.load(owner).revision().equals(revision));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCacheThatIsCutOffIsNoOlderThanItsBound(Fault fault) {
        Duration bound = Duration.ofSeconds(2);
        try (RosterStore cache = RosterStores.open("cache:" + relayed("&timeout=1s&cache.mode=feed&cache.bound=2s"))) {
            direct.commit(owner, EDIT);
            cache.load(owner);
            fault.befall(relay);
            long begin = System.nanoTime();
            Revision revision = direct.commit(owner, EDIT);
            await().until(() -> System.nanoTime() - begin > bound.toNanos());
            assertThat(catchThrowable(() -> cache.load(owner))).isInstanceOf(StoreUnavailableException.class);
            relay.pass();
            assertThat(cache.load(owner).revision()).isEqualTo(revision);
        }
    }
}
