package org.rosterstore.cli;

import java.io.PrintWriter;

/** One of the two ways out of a command, with or without colour. A line is out when the call returns. */
final class Output {

    private final PrintWriter writer;
    private final boolean terminal;
    private boolean colour;

    Output(PrintWriter writer, boolean terminal, boolean colour) {
        this.writer = writer;
        this.terminal = terminal;
        this.colour = colour;
    }

    PrintWriter writer() {
        return writer;
    }

    boolean isTerminal() {
        return terminal;
    }

    boolean hasColour() {
        return colour;
    }

    void colour(boolean on) {
        colour = on;
    }

    /** A text in an ink, where there is colour. */
    String in(Ink ink, String text) {
        return colour ? ink.on(text) : text;
    }

    /** Writes a line. What others wrote in it has been made {@link SafeText} before. */
    void line(String line) {
        writer.println(line);
        writer.flush();
    }

    void line(Ink ink, String line) {
        line(in(ink, line));
    }
}
