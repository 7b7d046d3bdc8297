package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterCommandTest {

    private static final String[] COMMANDS = {
        "demo",
        "import",
        "export",
        "owners",
        "show",
        "put",
        "remove",
        "extra",
        "erase",
        "prune",
        "copy",
        "diff",
        "verify",
        "watch",
        "convert",
        "tck",
        "report",
        "zoo",
        "completion"
    };

    private final Console console = new Console();

    static Stream<String> commands() {
        return Stream.of(COMMANDS);
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(console.run()).isEqualTo(ExitCode.USAGE);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains(COMMANDS).contains("Exit status:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeachesByExample(String command) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out())
                .contains("Usage: roster " + command, "Examples:")
                .containsPattern("(?m)^  (source <\\()?roster " + command);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void helpIsACommandToo() {
        assertThat(console.run("help", "convert")).isZero();
        assertThat(console.out()).contains("Usage: roster convert");
    }

    @Test
    void versionNamesTheJavaThatItRunsOn() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out()).startsWith("roster ").contains("Java " + Runtime.version());
    }

    @Test
    void aMisspelledCommandIsOneLineWithASuggestion() {
        assertThat(console.run("conver", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("did you mean convert or ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo mongodb://bot:s3cret@h1/0",
                "demo --stor mongodb://bot:s3cret@h1/0",
                "demo --stor=mongodb://bot:s3cret@h1/0",
                "demo --store mongodb://bot:s3cret@h1/0",
                "demo --store mongodb://bot:s3cret@h1:port/0",
                "tck --seed=mongodb://bot:s3cret@h1/0",
                "mongodb://bot:s3cret@h1/0",
                "copy mongodb://bot:s3cret@h1/0 memory: --all",
                "copy memory: mongodb://bot:s3cret@h1/0 --all",
                "copy memory: mongodb://bot:s3cret@h1/0",
                "show mongodb://bot:s3cret@h1/0",
                "diff mongodb://bot:s3cret@h1/0 memory:",
                "verify --repair --yes --store memory: --from mongodb://bot:s3cret@h1/0",
            })
    void aPasswordIsNeverShown(String line) {
        assertThat(console.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).doesNotContain("s3cret").isNotEmpty();
        assertThat(console.out()).isEmpty();
    }

    @Test
    void aPasswordAmongTheArgumentsIsWarnedOf() {
        console.run("demo", "--store", "mongodb://bot:s3cret@h1/0");
        assertThat(console.err()).startsWith("warning: ").contains("passwordEnv", "passwordFile");
    }

    @Test
    void aStoreThatNobodyProvidesNamesTheArtifactToAdd() {
        assertThat(console.run("demo", "--store", "mongodb://h1/0")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("org.rosterstore:roster-mongo").hasLineCount(1);
    }

    @Test
    void colourIsUsedWhenItIsAskedFor() {
        assertThat(console.run("--color=always", "conver")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("\u001B[31m");
    }

    @Test
    void colourIsLeftOutOnATerminalToo() {
        Console terminal = new Console(true, false);
        assertThat(terminal.run("tck", "--color=never", "--bogus")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).doesNotContain("\u001B");
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() {
        assertThat(console.run("convert", "@nowhere", "out.xml")).isEqualTo(ExitCode.DATA);
        assertThat(console.err()).contains("@nowhere: there is no such file");
    }
}
