package org.rosterstore.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** The command in this JVM, with what it says in strings. */
final class Console {

    /** Of somebody who has no data directory, so that no test leaves anything in that of the user who runs it. */
    private static final Map<String, String> NOBODY = home(Path.of("target", "no", "home"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final boolean debug;
    private final Terminal terminal;

    Console() {
        this(false, false);
    }

    Console(boolean isTerminal, boolean debug) {
        this(isTerminal, debug, "", NOBODY);
    }

    /** On a terminal at which somebody types. */
    static Console answering(String lines) {
        return new Console(true, false, lines, NOBODY);
    }

    /** Of a user who has set these variables. */
    static Console with(Map<String, String> environment) {
        return new Console(false, false, "", environment);
    }

    private Console(boolean isTerminal, boolean debug, String lines, Map<String, String> environment) {
        this.debug = debug;
        this.terminal = new Terminal(
                new Input(new BufferedReader(new StringReader(lines)), isTerminal),
                new Output(new PrintWriter(out), isTerminal, isTerminal),
                new Output(new PrintWriter(err), isTerminal, isTerminal),
                isTerminal ? OptionalInt.of(80) : OptionalInt.empty(),
                environment);
    }

    /** The variables by which every system is told where a user's data is. */
    static Map<String, String> home(Path home) {
        String directory = home.toAbsolutePath().toString();
        return Map.of("HOME", directory, "XDG_DATA_HOME", "", "LOCALAPPDATA", directory);
    }

    int run(String... arguments) {
        return RosterCommand.commandLine(terminal, debug).execute(arguments);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
