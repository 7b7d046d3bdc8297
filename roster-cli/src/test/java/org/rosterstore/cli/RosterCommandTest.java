package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterCommandTest {

    private final Console console = new Console();

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(console.run()).isEqualTo(ExitCode.USAGE);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains("demo", "convert", "tck", "report", "zoo", "Exit status:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "convert", "tck", "report", "zoo"})
    void everyCommandTeachesByExample(String command) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out()).contains("Usage: roster " + command, "Examples:", "  roster " + command);
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
        assertThat(console.err()).contains("did you mean convert?").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo redis://bot:s3cret@h1/0",
                "demo --stor redis://bot:s3cret@h1/0",
                "demo --stor=redis://bot:s3cret@h1/0",
                "demo --store redis://bot:s3cret@h1/0",
                "demo --store redis://bot:s3cret@h1:port/0",
                "tck --seed=redis://bot:s3cret@h1/0",
                "redis://bot:s3cret@h1/0",
            })
    void aPasswordIsNeverShown(String line) {
        assertThat(console.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).doesNotContain("s3cret").isNotEmpty();
        assertThat(console.out()).isEmpty();
    }

    @Test
    void aPasswordAmongTheArgumentsIsWarnedOf() {
        console.run("demo", "--store", "redis://bot:s3cret@h1/0");
        assertThat(console.err()).startsWith("warning: ").contains("passwordEnv", "passwordFile");
    }

    @Test
    void aStoreThatNobodyProvidesNamesTheArtifactToAdd() {
        assertThat(console.run("demo", "--store", "redis://h1/0")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("org.rosterstore:roster-redis").hasLineCount(1);
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
