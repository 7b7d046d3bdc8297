package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** The sessions in docs/jdbc.md: each query answers what stands there. */
class JdbcPageTest {

    @TempDir
    private Path directory;

    /** What the page is about. */
    private static void fill(RosterStore store) {
        BareJid romeo = BareJid.of("romeo@montague.example");
        BareJid juliet = BareJid.of("juliet@capulet.example");
        BareJid nurse = BareJid.of("nurse@capulet.example");
        store.commit(romeo, RosterEdit.ver("ver12"));
        store.commit(
                romeo,
                RosterEdit.request(SubscriptionRequest.of(
                        nurse,
                        "<presence type='subscribe'><status>Here is for thy pains.</status></presence>",
                        Instant.parse("2026-11-22T12:00:00Z"))));
        store.commit(
                romeo,
                RosterEdit.put(RosterItem.of(juliet)
                                .withName("Juliet")
                                .withGroups("Friends", "Verona")
                                .withSubscription(Subscription.BOTH))
                        .and(RosterEdit.ver("ver14")));
    }

    private static void check(Connection connection, String prompt) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "jdbc.md"), StandardCharsets.UTF_8);
        List<String> lines = page.lines().toList();
        int checked = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prompt)) {
                List<String> expected = new ArrayList<>();
                for (int j = i + 1;
                        !lines.get(j).startsWith(prompt) && !lines.get(j).equals("```");
                        j++) {
                    expected.add(lines.get(j));
                }
                String query = lines.get(i).substring(prompt.length());
                assertThat(rows(connection, query)).as(query).isEqualTo(expected);
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String text = row.getString(i);
                    columns.add(text == null ? "" : text);
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    @Test
    void theSqliteSessionIsTrue() throws Exception {
        Path file = directory.resolve("rosters.db");
        try (RosterStore store = JdbcRosterStore.sqlite(file).open()) {
            fill(store);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            check(connection, "sqlite> ");
        }
    }

    @Test
    void thePsqlSessionIsTrue() throws Exception {
        Assumptions.assumeTrue(PostgresServer.get().isPresent(), "there is no PostgreSQL; that is printed as a gap");
        PostgresServer server = PostgresServer.get().orElseThrow();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS page CASCADE");
            server.makeSchema("page");
            try (RosterStore store = RosterStores.open(PostgresServer.uri(server.address(), "page", ""))) {
                fill(store);
            }
            statement.execute("SET search_path = page");
            statement.execute("SET TimeZone = 'UTC'");
            check(connection, "rosters=> ");
        }
    }
}
