package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.testing.Gap;

/** What can be wrong with a file is one line for the user, and the file stays as it is. */
class SqliteComplaintsTest {

    private static final String[] PUT = {"put", "romeo@montague.example", "juliet@capulet.example"};

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Verona verona = new Verona();

    private String said(int status, String uri, String... command) {
        String[] words = new String[command.length + 2];
        System.arraycopy(command, 0, words, 0, command.length);
        words[command.length] = "--store";
        words[command.length + 1] = uri;
        Console console = new Console();
        assertThat(console.run(words)).as(console.err()).isEqualTo(status);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .startsWith("roster: ")
                .hasLineCount(1)
                .doesNotContain("Exception", "bug", "[SQLITE_ERROR]");
        return console.err();
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aMisspelledFileIsNotMade() {
        Path file = directory.resolve("misspelled.db");
        String uri = "sqlite:" + file;
        for (String command : new String[] {"owners", "verify", "export -", "show a@b.example", "prune --yes"}) {
            assertThat(said(ExitCode.USAGE, uri, command.split(" "))).contains(uri + ": there is no such file");
        }
        Console copy = new Console();
        assertThat(copy.run("copy", uri, verona.uri(), "--all", "--mirror", "--yes"))
                .as("it would erase everybody")
                .isEqualTo(ExitCode.USAGE);
        assertThat(copy.run("diff", verona.uri(), uri)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.run("verify", "--repair", "--from", uri)).isEqualTo(ExitCode.USAGE);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aMisspelledDirectoryIsNamed() {
        Path missing = directory.resolve("no such");
        assertThat(said(ExitCode.USAGE, "sqlite:" + missing.resolve("rosters.db"), PUT))
                .contains("there is no directory " + missing);
    }

    @Test
    void aFileThatIsMadeIsSaid() {
        String uri = StoreAddress.of(directory.resolve("50% ours?.db")).uri();
        Console console = new Console();
        assertThat(console.run("put", "a@b.example", "c@d.example", "--store", uri))
                .isZero();
        assertThat(console.err()).startsWith("made the store sqlite:").hasLineCount(2);
        Console again = new Console();
        assertThat(again.run("owners", "--store", uri)).as(again.err()).isZero();
        assertThat(again.err()).isEmpty();
        assertThat(directory.resolve("50% ours?.db")).isRegularFile();
    }

    @Test
    void aDirectoryIsNoStore() {
        assertThat(said(ExitCode.UNAVAILABLE, "sqlite:" + directory, "owners")).contains("cannot be opened");
    }

    @Test
    void aPlaceThatMayOnlyBeReadIsNamed() throws IOException {
        Gap.unless(Files.isDirectory(Path.of("/proc")), "a directory that nobody may write to: there is no /proc");
        assertThat(said(ExitCode.UNAVAILABLE, "sqlite:/proc/rosters.db", PUT))
                .contains("/proc/rosters.db: it cannot be opened or made");
    }

    @Test
    void aFileOfSomethingElseStaysAsItIs() throws IOException {
        Path file =
                Files.writeString(directory.resolve("letter.txt"), "Deny thy father and refuse thy name\n".repeat(40));
        byte[] before = Files.readAllBytes(file);
        assertThat(said(ExitCode.DATA, "sqlite:" + file, PUT)).contains(file + " is no SQLite database");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aDatabaseOfSomethingElseStaysAsItIs() throws Exception {
        Path file = directory.resolve("books.db");
        execute(file, "CREATE TABLE book (title TEXT)");
        byte[] before = Files.readAllBytes(file);
        assertThat(said(ExitCode.DATA, "sqlite:" + file, PUT)).contains(file + " is a SQLite database, but not one of");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        Path file = directory.resolve("newer.db");
        assertThat(new Console().run("put", "a@b.example", "c@d.example", "--store", "sqlite:" + file))
                .isZero();
        execute(file, "PRAGMA user_version = 99");
        assertThat(said(ExitCode.DATA, "sqlite:" + file, "owners")).contains("was written by a newer version");
    }

    @Test
    void whoWritesAllTheTimeIsWaitedForAndThenNamed() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:" + verona.uri());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(said(ExitCode.UNAVAILABLE, verona.uri() + "?timeout=100ms", PUT))
                    .contains("locked until the deadline");
            statement.execute("ROLLBACK");
        }
        assertThat(verona.run(PUT)).isZero();
    }

    @Test
    void anUnknownOptionListsTheKnown() {
        assertThat(said(ExitCode.USAGE, verona.uri() + "?time=1s", "owners")).contains("timeout");
    }
}
