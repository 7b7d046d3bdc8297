package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.testing.Journal;
import org.rosterstore.testing.Kills;
import org.rosterstore.testing.NumberedOwner;
import org.rosterstore.testing.WriterProcess;

/** A process that writes to a SQLite file is killed in the middle of heavy load, again and again. */
class SqliteKillTest {

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("rosters.db");
    }

    @Test
    void whatWasAcknowledgedOutlivesAKilledWriterAndTheRestIsWholeOrAbsent()
            throws IOException, InterruptedException, SQLException {
        Kills kills = Kills.of("sqlite", directory);
        while (!kills.areDone()) {
            // Who has the file open meanwhile keeps what the dead one leaves in the shared memory beside it.
            if (kills.random().nextBoolean()) {
                killAndLook(kills);
            } else {
                try (RosterStore bystander = JdbcRosterStore.sqlite(file()).open()) {
                    killAndLook(kills);
                    kills.reached()
                            .forEach((owner, number) ->
                                    assertThat(owner.find(bystander)).isEqualTo(number));
                }
            }
        }
        kills.finish();
    }

    private void killAndLook(Kills kills) throws IOException, InterruptedException, SQLException {
        Map<NumberedOwner, Long> writers = kills.writers();
        Journal journal;
        try (WriterProcess writer = new WriterProcess("sqlite:" + file(), writers, directory.resolve("errors"))) {
            journal = writer.journal();
            kills.awaitMoment(journal, writers);
            writer.kill();
        }
        int found = 0;
        int absent = 0;
        try (RosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            for (NumberedOwner owner : kills.reached().keySet()) {
                if (!writers.containsKey(owner)) {
                    assertThat(owner.find(store)).isEqualTo(kills.reached().get(owner));
                    continue;
                }
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
                    assertThat(owner.find(store)).isEqualTo(intended);
                }
                kills.reached().put(owner, intended);
            }
            kills.add(found, absent, "SQLite " + store.describe().version());
        }
        assertThat(check()).isEqualTo("ok");
    }

    private String check() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            return row.getString(1);
        }
    }
}
