package org.rosterstore.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roster completion}: what a shell needs to complete this command by the tabulator. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Print the completion of commands and options for a shell.",
        description = {"", "Prints a script that the shell reads when it starts.%n"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(roster completion bash)                           in this shell",
            "  roster completion bash > ~/.local/share/bash-completion/completions/roster",
            "  source <(roster completion zsh)                            in zsh, after compinit",
            "  roster completion zsh > ~/.zfunc/_roster                   in a directory of your $fpath"
        })
final class CompletionCommand implements Callable<Integer> {

    /** A shell that the script is for. */
    private enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
        terminal.out().line(shell == Shell.ZSH ? forZsh(script) : script);
        return ExitCode.OK;
    }

    /**
     * The same where zsh loads it by itself, at the first tabulator, as the function {@code _roster}: an alias has no effect
     * in what was read together with it, and nobody would answer that first tabulator.
     */
    private static String forZsh(String script) {
        return "#compdef roster\n" + script.replace("alias compopt=complete", "function compopt { : }") + """
                if [[ "${funcstack[1]}" = _roster ]]; then
                  _bash_complete -o default -F _complete_roster
                fi
                """;
    }
}
