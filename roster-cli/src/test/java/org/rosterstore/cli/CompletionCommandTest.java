package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.testing.Gap;

class CompletionCommandTest {

    /** What bash does when the tabulator is hit: calls the function with the words so far. */
    private static final String TAB = """
            compopt() { :; }
            source "$1"
            shift
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            function=$(complete -p roster | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
            "$function" roster "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path directory;

    private final Console console = new Console();

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Gap.unless(Gap.hasProgram("bash"), "shell completion in bash: there is no bash on the PATH");
        assertThat(console.run("completion", "bash")).isZero();
        assertThat(completed("roster", "co")).containsExactlyInAnyOrder("convert", "copy", "completion");
        assertThat(completed("roster", "copy", "--m")).containsExactly("--mirror");
        assertThat(completed("roster", "put", "--no-a")).contains("--no-ask", "--no-approved");
        assertThat(completed("roster", "import", "--format", ""))
                .contains("xep0227", "prosody", "smack", "aioxmpp", "sleekxmpp");
        assertThat(completed("roster", "completion", "z")).containsExactly("zsh");
    }

    @Test
    void zshCompletesWhatItReads() throws Exception {
        zshCompletesAfter("source %s/_roster");
    }

    @Test
    void zshCompletesWhatItLoadsByItself() throws Exception {
        zshCompletesAfter("fpath=(%s $fpath); compinit -u -D");
    }

    private void zshCompletesAfter(String preparation) throws Exception {
        boolean isCovered = Gap.hasProgram("zsh") && Gap.hasProgram("tmux");
        Gap.unless(isCovered, "shell completion in zsh: there is no zsh, or no tmux, on the PATH");
        assertThat(console.run("completion", "zsh")).isZero();
        Files.writeString(directory.resolve("_roster"), console.out());
        try (Tmux tmux = new Tmux(directory)) {
            Tmux.Terminal zsh = tmux.open("env PS1='$ ' zsh -f -i");
            zsh.command(
                    "autoload -U compinit; compinit -u -D; " + preparation.formatted(directory) + "; echo $((6 * 7))");
            zsh.waitFor("42");
            zsh.type("roster cop");
            zsh.press("Tab");
            zsh.waitFor("$ roster copy");
            zsh.type("--mi");
            zsh.press("Tab");
            zsh.waitFor("$ roster copy --mirror");
            zsh.press("C-c");
            zsh.type("roster import --format pr");
            zsh.press("Tab");
            zsh.waitFor("$ roster import --format prosody");
        }
    }

    @Test
    void thereIsNoneForOtherShells() {
        assertThat(console.run("completion", "fish")).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("completion")).isEqualTo(ExitCode.USAGE);
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("roster.bash"), console.out());
        Path tab = Files.writeString(directory.resolve("tab.bash"), TAB);
        List<String> command = new ArrayList<>(List.of("bash", tab.toString(), script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
