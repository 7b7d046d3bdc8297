package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;

/** The privileges that docs/jdbc.md says a user needs: they suffice, and each of them is needed. */
class PostgresPrivilegesTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final RosterItem JULIET = RosterItem.of(BareJid.of("juliet@capulet.example"));

    private List<String> grants = List.of();

    @BeforeAll
    static void findServer() {
        Assumptions.assumeTrue(PostgresServer.get().isPresent(), "there is no PostgreSQL; that is printed as a gap");
    }

    @BeforeEach
    void makeTables() throws Exception {
        grants = documented();
        execute("DROP SCHEMA IF EXISTS rosters CASCADE", "CREATE SCHEMA rosters");
        execute("DO $$ BEGIN CREATE ROLE bot LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        open("postgres").close();
    }

    /** As in docs/jdbc.md, one privilege on one thing each. */
    private static List<String> documented() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "jdbc.md"), StandardCharsets.UTF_8);
        Matcher block =
                Pattern.compile("```sql\n(GRANT .*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return Pattern.compile("GRANT (.+) ON (.+) TO bot;")
                .matcher(block.group(1))
                .results()
                .flatMap(grant -> Pattern.compile(", ")
                        .splitAsStream(grant.group(1))
                        .flatMap(privilege -> Pattern.compile(", ")
                                .splitAsStream(grant.group(2))
                                .map(thing -> "GRANT %s ON %s TO bot".formatted(privilege, thing))))
                .toList();
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = PostgresServer.get().orElseThrow().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static RosterStore open(String user) {
        PostgresServer server = PostgresServer.get().orElseThrow();
        return RosterStores.open("postgresql://%s@%s:%d/postgres?schema=rosters"
                .formatted(
                        user, server.address().getHostString(), server.address().getPort()));
    }

    /** All that a store does, clearing away the mark of an owner who was erased long ago among it. */
    private static void use() throws SQLException {
        try (RosterStore store = open("bot")) {
            store.commit(ROMEO, RosterEdit.put(JULIET).and(RosterEdit.ver("1")));
            store.commit(ROMEO, RosterEdit.remove(JULIET.contact()));
            assertThat(store.load(ROMEO).contacts()).isEmpty();
            store.feed().orElseThrow().subscribe(signal -> {}).close();
            assertThat(store.catalog().orElseThrow().owners()).contains(ROMEO);
            store.erase(ROMEO);
            execute("UPDATE rosters.roster_owner SET erased_at = 1 WHERE erased_at IS NOT NULL");
            store.commit(JULIET.contact(), RosterEdit.nothing());
            store.erase(JULIET.contact());
        }
    }

    @Test
    void theDocumentedPrivilegesSuffice() throws SQLException {
        execute(grants.toArray(String[]::new));
        use();
    }

    @Test
    void withoutAnyOfThemSomethingIsRefusedByName() throws SQLException {
        for (String missing : grants) {
            execute("DROP OWNED BY bot");
            execute(grants.stream().filter(grant -> !grant.equals(missing)).toArray(String[]::new));
            assertThat(catchThrowable(PostgresPrivilegesTest::use))
                    .as("without " + missing)
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("PostgreSQL at ");
        }
    }
}
