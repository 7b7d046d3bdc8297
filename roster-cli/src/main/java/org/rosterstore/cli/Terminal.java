package org.rosterstore.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a command speaks: answers on {@link #out}, everything else on {@link #err}. UTF-8, whatever the locale.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param columns how wide a line of standard output may be, if that is a terminal
 * @param environment the variables that the shell has set
 */
record Terminal(Input in, Output out, Output err, OptionalInt columns, Map<String, String> environment) {

    /** When to use colour. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The terminal of this process. Java does not tell whether a stream is one; the launcher does, by system properties.
     * There is colour on a terminal, unless {@code NO_COLOR} is set or {@code TERM} is {@code dumb}.
     */
    static Terminal ofProcess(Map<String, String> environment) {
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        int columns = Integer.getInteger("roster.terminal.columns", 0);
        return new Terminal(
                new Input(
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        Boolean.getBoolean("roster.terminal.in")),
                output(new StandardOutput(), Boolean.getBoolean("roster.terminal.out"), colour),
                output(new FileOutputStream(FileDescriptor.err), Boolean.getBoolean("roster.terminal.err"), colour),
                columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty(),
                environment);
    }

    private static Output output(OutputStream stream, boolean terminal, boolean colour) {
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        return new Output(writer, terminal, terminal && colour);
    }

    void colour(Colour when) {
        if (when != Colour.AUTO) {
            out.colour(when == Colour.ALWAYS);
            err.colour(when == Colour.ALWAYS);
        }
    }

    void table(Table table) {
        boolean header = true;
        for (String line : table.lines(columns)) {
            out.line(header ? out.in(Ink.BOLD, line) : line);
            header = false;
        }
    }

    void warn(String warning) {
        err.line(err.in(Ink.YELLOW, "warning: ") + SafeText.of(warning));
    }
}
