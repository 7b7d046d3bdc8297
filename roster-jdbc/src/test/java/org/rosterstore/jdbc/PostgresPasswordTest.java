package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.testing.Gap;

/** Logging in. */
class PostgresPasswordTest {

    private static final String RIGHT = "wherefore-art-thou";
    private static final String WRONG = "a-rose-by-any-other-name";

    @TempDir
    private Path directory;

    private PostgresServer server;

    @BeforeEach
    void makeUser() throws SQLException {
        Gap.unless(
                PostgresServer.get().flatMap(PostgresServer::cluster).isPresent(),
                "passwords of PostgreSQL, since its server is not the tests' own");
        server = PostgresServer.get().orElseThrow();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS guarded CASCADE");
            statement.execute("DROP ROLE IF EXISTS guarded");
            statement.execute("CREATE ROLE guarded LOGIN PASSWORD '" + RIGHT + "'");
            statement.execute("CREATE SCHEMA guarded AUTHORIZATION guarded");
        }
    }

    private RosterStore open(String userInfo, String options) {
        return RosterStores.open("postgresql://%s@127.0.0.1:%d/postgres?schema=guarded%s"
                .formatted(userInfo, server.address().getPort(), options));
    }

    @Test
    void thePasswordMayComeFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), RIGHT);
        try (RosterStore store = open("guarded", "&passwordFile=" + file)) {
            assertThat(store.revision(BareJid.of("romeo@montague.example"))).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void aWrongPasswordIsAnErrorThatDoesNotTellIt() {
        assertThatThrownBy(() -> open("guarded:" + WRONG, ""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("127.0.0.1:" + server.address().getPort())
                .hasMessageContaining("password authentication failed")
                .message()
                .doesNotContain(WRONG);
    }

    @Test
    void soIsNone() {
        assertThatThrownBy(() -> open("guarded", ""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("password");
    }
}
