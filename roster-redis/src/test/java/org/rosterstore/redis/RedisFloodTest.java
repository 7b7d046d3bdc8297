package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A million commits are told to a listener that is stuck: it takes no more memory than what it may be behind by. */
class RedisFloodTest {

    private static final int SIGNALS = 1_000_000;
    private static final int AT_ONCE = 20_000;

    /** More than a listener may be behind by. */
    private static final int ENOUGH = 150_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEGABYTE = 1024 * 1024;
    private static final int FEW = 24;
    private static final BareJid OWNER = BareJid.of("owner@flood.example");

    private static final String TELL = """
            for i = ARGV[1], ARGV[1] + ARGV[2] - 1 do
                redis.call('PUBLISH', 'roster:feed', 'roster:{' .. i .. '@flood.example}')
            end
            """;

    private static long usedMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    /** As many commits, each of another owner, would. */
    private static void tell(RawRedis redis, int begin, int end) {
        for (int i = begin; i < end; i += AT_ONCE) {
            redis.ask(
                    0,
                    new CommandArguments(Command.EVAL).add(TELL).add(0).add(i).add(AT_ONCE));
            await().atMost(PATIENCE).until(() -> isHeard(redis));
        }
    }

    /** Whether the server has sent all that it had for its one subscriber. */
    private static boolean isHeard(RawRedis redis) {
        byte[] subscribers = (byte[]) redis.ask(
                0, new CommandArguments(Command.CLIENT).add("LIST").add("TYPE").add("PUBSUB"));
        String words = new String(subscribers, UTF_8);
        assertThat(words.lines()).hasSize(1);
        return words.contains(" oll=0 ");
    }

    @Test
    void aListenerThatIsStuckIsToldThatItHasMissedSomethingAndNoMemoryIsLost() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        CountDownLatch stuck = new CountDownLatch(1);
        Queue<Feed.Signal> signals = new ConcurrentLinkedQueue<>();
        try (RedisServer server = new RedisServer();
                RawRedis redis = new RawRedis(server.uri(""));
                RosterStore store = RosterStores.open(server.uri("?timeout=30s"))) {
            Feed feed = store.feed().orElseThrow();
            try (Feed.Registration slow = feed.subscribe(signal -> {
                awaitQuietly(stuck);
                signals.add(signal);
            })) {
                tell(redis, 0, ENOUGH);
                long before = usedMegabytes();
                tell(redis, ENOUGH, ENOUGH + SIGNALS);
                assertThat(usedMegabytes() - before).as("megabytes more").isLessThan(FEW);
                stuck.countDown();
                await().until(() -> signals.contains(new Feed.Interrupted()));
            }
            try (Feed.Registration next = feed.subscribe(signals::add)) {
                Revision revision = store.commit(OWNER, RosterEdit.nothing());
                await().until(() -> signals.contains(new Feed.Changed(OWNER, revision)));
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
