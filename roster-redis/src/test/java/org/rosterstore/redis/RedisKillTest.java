package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;
import org.rosterstore.tck.Relay;
import org.rosterstore.testing.Gap;
import org.rosterstore.testing.Journal;
import org.rosterstore.testing.Kills;
import org.rosterstore.testing.NumberedOwner;
import org.rosterstore.testing.WriterProcess;
import org.rosterstore.testing.Writing;

/** A server that syncs each write, and processes that write to it, are killed in the middle of heavy load, again and again. */
class RedisKillTest {

    /** Longer than a killed server takes to be back. */
    private static final String PATIENT = "?timeout=60s";

    /** Over before it is back. */
    private static final String HASTY = "?timeout=1500ms";

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedOutlivesAKilledServerAndTheRestIsWholeOrAbsent() throws IOException, InterruptedException {
        Kills kills = Kills.of("redis", directory);
        try (RedisServer server = server()) {
            while (!kills.areDone()) {
                if (kills.random().nextInt(4) == 0) {
                    killAndLetFail(kills, server);
                } else {
                    killAndLetGoOn(kills, server);
                }
            }
        }
        kills.finish();
    }

    @Test
    void whatWasAcknowledgedOutlivesAKilledWriterAndTheRestIsWholeOrAbsent() throws IOException, InterruptedException {
        Kills kills = Kills.of("redis-writers", directory);
        try (RedisServer server = server()) {
            while (!kills.areDone()) {
                killWriterAndLook(kills, server);
            }
        }
        kills.finish();
    }

    private static RedisServer server() throws IOException {
        try {
            return new RedisServer(RedisServer.DURABLE);
        } catch (IOException | RuntimeException e) {
            Gap.unless(System.getProperty("roster.test.redis.bin", "").isEmpty(), "");
            Gap.unless(false, "a killed Redis, since none could be started: " + e);
            throw e;
        }
    }

    private static RosterStore through(Relay relay, String options) {
        return RosterStores.open(
                "redis://127.0.0.1:%d%s".formatted(relay.address().getPort(), options));
    }

    /** The store itself repeats what was interrupted, which it can while this looks at what the dead server has left. */
    private static void killAndLetGoOn(Kills kills, RedisServer server) throws IOException, InterruptedException {
        Map<NumberedOwner, Long> writers = kills.writers();
        Journal journal = new Journal(writers);
        try (Relay relay = Relay.to(server.address());
                RosterStore store = through(relay, PATIENT)) {
            Writing writing = new Writing(store, writers, journal);
            kills.awaitMoment(journal, writers);
            Map<NumberedOwner, Long> underWay = kill(server, relay, writers, journal);
            server.start();
            Found found = look(kills, server, journal, underWay);
            relay.pass();
            for (NumberedOwner owner : writers.keySet()) {
                journal.awaitIntents(owner, 2);
            }
            writing.end();
            writing.join();
            for (NumberedOwner owner : writers.keySet()) {
                assertThat(journal.failure(owner)).as("what ended %s", owner).isEmpty();
                assertThat(journal.acknowledged(owner)).isEqualTo(journal.intended(owner));
                kills.reached().put(owner, journal.acknowledged(owner));
            }
            expectReached(kills, store);
            kills.add(found.found, found.absent, words(store));
        }
    }

    /** All that was interrupted has an unknown outcome, which whoever retries is told. */
    private static void killAndLetFail(Kills kills, RedisServer server) throws IOException, InterruptedException {
        Map<NumberedOwner, Long> writers = kills.writers();
        Journal journal = new Journal(writers);
        Map<NumberedOwner, Long> underWay;
        try (Relay relay = Relay.to(server.address());
                RosterStore store = through(relay, HASTY)) {
            Writing writing = new Writing(store, writers, journal);
            kills.awaitMoment(journal, writers);
            underWay = kill(server, relay, writers, journal);
            writing.join();
        }
        server.start();
        Found found = look(kills, server, journal, underWay);
        try (RosterStore store = RosterStores.open(server.uri(PATIENT))) {
            for (NumberedOwner owner : writers.keySet()) {
                settle(owner, store, journal);
                kills.reached().put(owner, journal.intended(owner));
            }
            expectReached(kills, store);
            kills.add(found.found, found.absent, words(store));
        }
    }

    /** Kills it; returns which commit each owner was at. */
    private static Map<NumberedOwner, Long> kill(
            RedisServer server, Relay relay, Map<NumberedOwner, Long> writers, Journal journal) {
        Map<NumberedOwner, Long> underWay = new EnumMap<>(NumberedOwner.class);
        writers.keySet().forEach(owner -> underWay.put(owner, journal.intended(owner)));
        server.kill();
        relay.refuse();
        return underWay;
    }

    /** How many of the interrupted commits the server has, and how many it has not. */
    private record Found(int found, int absent) {}

    private static Found look(Kills kills, RedisServer server, Journal journal, Map<NumberedOwner, Long> underWay) {
        int found = 0;
        int absent = 0;
        try (RosterStore store = RosterStores.open(server.uri(PATIENT))) {
            for (NumberedOwner owner : kills.reached().keySet()) {
                long number = owner.find(store);
                if (!underWay.containsKey(owner)) {
                    assertThat(number).isEqualTo(kills.reached().get(owner));
                    continue;
                }
                long acknowledged = journal.acknowledged(owner);
                assertThat(number).as("the commit that %s is at", owner).isBetween(acknowledged, acknowledged + 1);
                // What was begun afterwards had no chance to be found.
                boolean wasUnderWay = underWay.get(owner) == acknowledged + 1;
                found += number > acknowledged ? 1 : 0;
                absent += wasUnderWay && number == acknowledged ? 1 : 0;
            }
        }
        return new Found(found, absent);
    }

    /** Makes the commit that failed, unless it was made. */
    private static void settle(NumberedOwner owner, RosterStore store, Journal journal) {
        RosterStoreException failure = journal.failure(owner).orElseThrow();
        long intended = journal.intended(owner);
        if (failure.outcome() == Outcome.NOT_APPLIED) {
            assertThat(owner.find(store))
                    .as("the commit that %s is at, after %s", owner, failure)
                    .isEqualTo(intended - 1);
        }
        Optional<Condition> retrying = failure.attempt().map(Condition::retrying);
        Condition condition = retrying.orElseGet(() -> owner.condition(intended));
        owner.expectCommitted(intended, store.commit(owner.jid(), owner.edit(intended), condition));
    }

    private static void expectReached(Kills kills, RosterStore store) {
        kills.reached().forEach((owner, number) -> assertThat(owner.find(store)).isEqualTo(number));
    }

    private static String words(RosterStore store) {
        return store.describe().product() + " " + store.describe().version();
    }

    private void killWriterAndLook(Kills kills, RedisServer server) throws IOException, InterruptedException {
        Map<NumberedOwner, Long> writers = kills.writers();
        Journal journal;
        try (WriterProcess writer = new WriterProcess(server.uri(PATIENT), writers, directory.resolve("errors"))) {
            journal = writer.journal();
            kills.awaitMoment(journal, writers);
            writer.kill();
        }
        int found = 0;
        int absent = 0;
        try (RosterStore store = RosterStores.open(server.uri(PATIENT))) {
            for (NumberedOwner owner : writers.keySet()) {
                long number = owner.find(store);
                long intended = journal.intended(owner);
                assertThat(number)
                        .as("the commit that %s is at", owner)
                        .isBetween(journal.acknowledged(owner), intended);
                if (intended > journal.acknowledged(owner)) {
                    found += number == intended ? 1 : 0;
                    absent += number == intended ? 0 : 1;
                    owner.expectCommitted(
                            intended, store.commit(owner.jid(), owner.edit(intended), owner.condition(intended)));
                }
                kills.reached().put(owner, intended);
            }
            expectReached(kills, store);
            kills.add(found, absent, words(store));
        }
    }
}
