package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.GoldenFiles;
import org.rosterstore.testing.GoldenRosters;

/** Databases as each version of the tables left them: a row a line, as JSON under the name of its table. */
class PostgresGoldenTest {

    private static final List<String> TABLES =
            List.of("roster_schema", "roster_owner", "roster_contact", "roster_change");
    private static final Pattern FORMAT = Pattern.compile("roster_schema \\{\"version\":(\\d+)}");

    @BeforeAll
    static void findServer() {
        Assumptions.assumeTrue(PostgresServer.get().isPresent(), "there is no PostgreSQL; that is printed as a gap");
    }

    @Test
    void whatWasStoredIsRead() throws SQLException {
        GoldenFiles.of("postgresql", PostgresDialect.FORMAT)
                .equivalent()
                .verify(Map.of("two-owners", database()), PostgresGoldenTest::meaning);
    }

    private static PostgresServer server() {
        return PostgresServer.get().orElseThrow();
    }

    private static JdbcRosterStore open(String schema) {
        return new PostgresBuilder(null)
                .hosts(
                        List.of(server().address().getHostString()),
                        List.of(OptionalInt.of(server().address().getPort())))
                .database("postgres")
                .login(Optional.of("postgres"), Optional.empty())
                .schema(Optional.of(schema))
                .clock(GoldenRosters.CLOCK)
                .open();
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    /** In a new schema. */
    private static <T> T in(String schema, Work<T> work) throws SQLException {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("SET search_path = " + schema);
            return work.on(statement);
        }
    }

    private static byte[] database() throws SQLException {
        return in("golden_written", statement -> {
            try (JdbcRosterStore store = open("golden_written")) {
                GoldenRosters.write(store);
            }
            StringBuilder lines = new StringBuilder();
            for (String table : TABLES) {
                try (ResultSet row =
                        statement.executeQuery("SELECT row_to_json(t)::text FROM %s t ORDER BY 1".formatted(table))) {
                    while (row.next()) {
                        lines.append(table).append(' ').append(row.getString(1)).append('\n');
                    }
                }
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    private static String meaning(byte[] database) {
        String lines = new String(database, StandardCharsets.UTF_8);
        Matcher format = FORMAT.matcher(lines);
        assertThat(format.find()).isTrue();
        try {
            return in("golden_read", statement -> {
                for (int version = 1; version <= Integer.parseInt(format.group(1)); version++) {
                    for (String sql : Schema.script("postgresql", version)) {
                        statement.execute(sql);
                    }
                }
                for (String line : lines.lines().toList()) {
                    String table = line.substring(0, line.indexOf(' '));
                    try (PreparedStatement insert = statement
                            .getConnection()
                            .prepareStatement(
                                    "INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::%1$s, ?::json)"
                                            .formatted(table))) {
                        insert.setString(1, line.substring(line.indexOf(' ') + 1));
                        insert.executeUpdate();
                    }
                }
                try (JdbcRosterStore store = open("golden_read")) {
                    return GoldenRosters.words(store);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
