package org.rosterstore.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.OptionalInt;

/** The command in this JVM, with what it says in strings. */
final class Console {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final boolean debug;
    private final Terminal terminal;

    Console() {
        this(false, false);
    }

    Console(boolean isTerminal, boolean debug) {
        this(isTerminal, debug, "");
    }

    /** On a terminal at which somebody types. */
    static Console answering(String lines) {
        return new Console(true, false, lines);
    }

    private Console(boolean isTerminal, boolean debug, String lines) {
        this.debug = debug;
        this.terminal = new Terminal(
                new Input(new BufferedReader(new StringReader(lines)), isTerminal),
                new Output(new PrintWriter(out), isTerminal, isTerminal),
                new Output(new PrintWriter(err), isTerminal, isTerminal),
                isTerminal ? OptionalInt.of(80) : OptionalInt.empty());
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
