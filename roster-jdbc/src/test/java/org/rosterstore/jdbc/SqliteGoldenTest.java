package org.rosterstore.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.tck.GoldenFiles;
import org.rosterstore.testing.GoldenRosters;

/** Databases as each version of the schema left them. */
class SqliteGoldenTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasStoredIsRead() throws IOException, SQLException {
        GoldenFiles.of("sqlite", SqliteDialect.FORMAT)
                .equivalent()
                .verify(Map.of("two-owners", database()), this::meaning);
    }

    private static JdbcRosterStore open(Path file) {
        return JdbcRosterStore.sqlite(file).clock(GoldenRosters.CLOCK).open();
    }

    private byte[] database() throws IOException, SQLException {
        Path file = directory.resolve("written.db");
        try (JdbcRosterStore store = open(file)) {
            GoldenRosters.write(store);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("VACUUM");
        }
        return Files.readAllBytes(file);
    }

    private String meaning(byte[] database) {
        try {
            Path file = Files.write(Files.createTempFile(directory, "golden", ".db"), database);
            try (JdbcRosterStore store = open(file)) {
                return GoldenRosters.words(store);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
