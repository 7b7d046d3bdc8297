package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.testing.Gap;

/** What a user sees who names no store. */
class DefaultStoreTest {

    private static final String PUT = "put romeo@montague.example juliet@capulet.example";

    @TempDir
    private Path home;

    private Console run(String line) {
        Console console = Console.with(Console.home(home));
        console.run(line.split(" "));
        return console;
    }

    private Path file() {
        return DefaultStore.of(Console.home(home), System.getProperty("os.name"))
                .file();
    }

    @Test
    void itIsMadeOnceAndThatIsSaidOnce() {
        assertThat(run(PUT).err()).startsWith("made " + file() + ", ").hasLineCount(2);
        assertThat(run(PUT).err()).contains("unchanged").hasLineCount(1);
        assertThat(run("owners").err()).isEmpty();
        assertThat(run("owners").out()).isEqualTo("romeo@montague.example" + System.lineSeparator());
    }

    @Test
    void theAnswerForAProgramStaysClean() {
        Console console = run(PUT + " --json");
        assertThat(console.out()).startsWith("{\"effect\":\"added\",").hasLineCount(1);
        assertThat(console.err()).startsWith("made ").hasLineCount(1);
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        boolean isPosix = home.getFileSystem().supportedFileAttributeViews().contains("posix");
        Gap.unless(isPosix, "the permissions of the default store: this system has none of POSIX");
        run(PUT);
        assertThat(permissions(file())).isEqualTo("rw-------");
        for (Path made = file().getParent(); !made.equals(home); made = made.getParent()) {
            assertThat(permissions(made)).isEqualTo("rwx------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owners",
                "owners --json",
                "show a@b.example",
                "remove a@b.example c@d.example",
                "extra a@b.example c@d.example key",
                "extra a@b.example c@d.example key --drop",
                "erase a@b.example --yes",
                "prune --yes",
                "verify --repair --yes",
                "export all.xml"
            })
    void readingMakesNothingAndSaysThatNothingIsThere(String line) throws IOException {
        Console console = run(line);
        assertThat(console.err())
                .containsOnlyOnce("there are no rosters yet: ")
                .contains(file().toString(), "roster import or roster put");
        assertThat(home).isEmptyDirectory();
        assertThat(Path.of("all.xml")).doesNotExist();
    }

    @Test
    void anEmptyStoreHasAnAnswer() {
        assertThat(Console.with(Console.home(home)).run("owners")).isZero();
        assertThat(Console.with(Console.home(home)).run("verify")).isZero();
        assertThat(Console.with(Console.home(home)).run("show", "a@b.example")).isEqualTo(ExitCode.NO);
        assertThat(Console.with(Console.home(home)).run("export", "-"))
                .as("an empty backup would deceive")
                .isEqualTo(ExitCode.NO);
    }

    @Test
    void whoWatchesWaitsForWhatComes() {
        assertThat(run("watch --for 1ms").err())
                .startsWith("made " + file())
                .contains("watching sqlite:" + file())
                .hasLineCount(2);
    }

    @Test
    void theVariableNamesAnother() {
        String other = "sqlite:" + home.resolve("other.db");
        Console console = Console.with(Map.of("HOME", home.toString(), StoreOption.VARIABLE, other));
        assertThat(console.run(PUT.split(" "))).isZero();
        assertThat(console.err()).startsWith("made the store " + other);
        assertThat(home.resolve("other.db")).isRegularFile();
        assertThat(file()).doesNotExist();
    }

    @Test
    void eachSystemHasItsPlace() {
        assertThat(of("Linux", "HOME", "/home/r")).isEqualTo("/home/r/.local/share/roster-store/rosters.db");
        assertThat(of("Linux", "HOME", "/home/r", "XDG_DATA_HOME", "/data")).isEqualTo("/data/roster-store/rosters.db");
        assertThat(of("Linux", "HOME", "/home/r", "XDG_DATA_HOME", "data"))
                .as("to be ignored, says the XDG specification")
                .isEqualTo("/home/r/.local/share/roster-store/rosters.db");
        assertThat(of("Mac OS X", "HOME", "/Users/r", "XDG_DATA_HOME", "/data"))
                .isEqualTo("/Users/r/Library/Application Support/roster-store/rosters.db");
        assertThat(of("Windows 11", "LOCALAPPDATA", "/local")).isEqualTo("/local/roster-store/rosters.db");
        assertThat(of("Windows 11", "USERPROFILE", "/r")).isEqualTo("/r/AppData/Local/roster-store/rosters.db");
        assertThat(of("Linux", "HOME", ""))
                .isEqualTo(System.getProperty("user.home") + "/.local/share/roster-store/rosters.db");
    }

    private static String of(String system, String... variables) {
        Map<String, String> environment = variables.length == 2
                ? Map.of(variables[0], variables[1])
                : Map.of(variables[0], variables[1], variables[2], variables[3]);
        return DefaultStore.of(environment, system).file().toString().replace('\\', '/');
    }
}
