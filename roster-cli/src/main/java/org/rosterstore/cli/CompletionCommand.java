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
            "  roster completion zsh >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {

    /** A shell that the script is for. It tells by itself which of them reads it. */
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
        terminal.out().line((shell == Shell.ZSH ? "#compdef roster\n" : "") + script);
        return ExitCode.OK;
    }
}
