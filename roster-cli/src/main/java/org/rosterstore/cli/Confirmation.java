package org.rosterstore.cli;

import picocli.CommandLine.Option;

/** {@code --yes}, and the question that it answers. */
final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking first.")
    private boolean yes;

    boolean isGiven() {
        return yes;
    }

    /** Whether to go on: asked on a terminal, unless {@code --yes} has said so. Silence is never a yes. */
    boolean granted(Terminal terminal, String question) {
        if (yes) {
            return true;
        }
        if (!terminal.in().isTerminal() || !terminal.err().isTerminal()) {
            throw new CommandFailure(
                    ExitCode.USAGE, question + " There is no terminal to ask on: say --yes if that is what you want");
        }
        terminal.err().writer().print(terminal.err().in(Ink.YELLOW, SafeText.of(question)) + " [y/N] ");
        terminal.err().writer().flush();
        return terminal.in().saysYes();
    }
}
