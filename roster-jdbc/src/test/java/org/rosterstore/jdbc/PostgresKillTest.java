package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;
import org.rosterstore.testing.Gap;
import org.rosterstore.testing.Journal;
import org.rosterstore.testing.Kills;
import org.rosterstore.testing.NumberedOwner;
import org.rosterstore.testing.Writing;

/** A PostgreSQL server is killed in the middle of heavy load, again and again. */
class PostgresKillTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedOutlivesAKilledServerAndTheRestIsWholeOrAbsent() throws IOException, InterruptedException {
        Kills kills = Kills.of("postgresql", directory);
        try (PostgresCluster cluster = cluster()) {
            while (!kills.areDone()) {
                killAndLook(kills, cluster);
            }
        }
        kills.finish();
    }

    private PostgresCluster cluster() throws IOException {
        try {
            return new PostgresCluster(directory, true);
        } catch (IOException | RuntimeException e) {
            Gap.unless(System.getProperty("roster.test.postgresql.bin", "").isEmpty(), "");
            Gap.unless(false, "a killed PostgreSQL, since none could be started: " + e);
            throw e;
        }
    }

    private static void killAndLook(Kills kills, PostgresCluster cluster) throws IOException, InterruptedException {
        Map<NumberedOwner, Long> writers = kills.writers();
        Journal journal = new Journal(writers);
        Map<NumberedOwner, Long> underWay = new EnumMap<>(NumberedOwner.class);
        try (RosterStore store = RosterStores.open(cluster.uri("?timeout=30s"))) {
            Writing writing = new Writing(store, writers, journal);
            writers.keySet().forEach(owner -> journal.awaitIntents(owner, 2)); // each has its connection
            List<ProcessHandle> processes = cluster.processes(); // which takes longer than a commit
            kills.awaitMoment(journal, writers);
            writers.keySet().forEach(owner -> underWay.put(owner, journal.intended(owner)));
            cluster.kill(processes);
            writing.interrupt();
            writing.join(); // before it is back, for then they would repeat what has failed
        }
        cluster.start();
        int found = 0;
        int absent = 0;
        try (RosterStore store = RosterStores.open(cluster.uri("?timeout=30s"))) {
            for (NumberedOwner owner : kills.reached().keySet()) {
                if (!writers.containsKey(owner)) {
                    assertThat(owner.find(store)).isEqualTo(kills.reached().get(owner));
                    continue;
                }
                boolean isFound = settle(owner, store, journal);
                // What was begun afterwards had no chance to be found.
                boolean wasUnderWay = underWay.get(owner) == journal.intended(owner);
                found += isFound ? 1 : 0;
                absent += wasUnderWay && !isFound ? 1 : 0;
                kills.reached().put(owner, journal.intended(owner));
            }
            kills.add(found, absent, "PostgreSQL " + store.describe().version());
        }
    }

    /** Whether the commit that failed was made; now it is. */
    private static boolean settle(NumberedOwner owner, RosterStore store, Journal journal) {
        RosterStoreException failure = journal.failure(owner).orElseThrow();
        long intended = journal.intended(owner);
        long acknowledged = journal.acknowledged(owner);
        assertThat(intended).isEqualTo(acknowledged + 1);
        long number = owner.find(store);
        assertThat(number)
                .as("the commit that %s is at, after %s", owner, failure)
                .isBetween(acknowledged, failure.outcome() == Outcome.UNKNOWN ? intended : acknowledged);
        Optional<Condition> retrying = failure.attempt().map(Condition::retrying);
        Condition condition = retrying.orElseGet(() -> owner.condition(intended));
        owner.expectCommitted(intended, store.commit(owner.jid(), owner.edit(intended), condition));
        assertThat(owner.find(store)).isEqualTo(intended);
        return number == intended;
    }
}
