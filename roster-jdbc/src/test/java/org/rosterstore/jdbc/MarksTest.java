package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/** What stays of owners that were erased, and for how long. */
class MarksTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final BareJid TYBALT = BareJid.of("tybalt@capulet.example");
    private static final RosterItem JULIET = RosterItem.of(BareJid.of("juliet@capulet.example"));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private RosterStore open(Instant now) {
        return JdbcRosterStore.sqlite(directory.resolve("rosters.db"))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .open();
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rosters.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void anotherErasureClearsAwayWhatIsLeftAfterADay() throws SQLException {
        try (RosterStore store = open(NOW)) {
            store.commit(ROMEO, RosterEdit.put(JULIET));
            store.erase(ROMEO);
            store.commit(TYBALT, RosterEdit.put(JULIET));
        }
        try (RosterStore store = open(NOW.plus(Duration.ofHours(23)))) {
            store.erase(TYBALT);
        }
        assertThat(rows("roster_owner")).isEqualTo(2);
        try (RosterStore store = open(NOW.plus(Duration.ofHours(25)))) {
            store.commit(TYBALT, RosterEdit.put(JULIET));
            store.erase(TYBALT);
            assertThat(store.revision(ROMEO)).isEqualTo(Revision.NONE);
        }
        assertThat(rows("roster_owner")).as("the mark of Tybalt").isEqualTo(1);
        assertThat(rows("roster_contact")).isZero();
        assertThat(rows("roster_change")).isEqualTo(1);
    }

    @Test
    void anOwnerWhoseMarkHasExpiredBeginsAnew() {
        try (RosterStore store = open(NOW)) {
            store.commit(ROMEO, RosterEdit.put(JULIET).and(RosterEdit.ver("1")));
            store.commit(ROMEO, RosterEdit.nothing());
            store.erase(ROMEO);
        }
        try (RosterStore store = open(NOW.plus(Duration.ofHours(25)))) {
            assertThat(store.revision(ROMEO)).isEqualTo(Revision.NONE);
            assertThat(store.commit(ROMEO, RosterEdit.nothing()).counter()).isEqualTo(1);
            assertThat(store.load(ROMEO).contacts()).isEmpty();
        }
    }
}
