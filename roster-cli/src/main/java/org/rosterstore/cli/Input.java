package org.rosterstore.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Where answers to questions come from.
 *
 * @param reader standard input
 * @param isTerminal whether somebody sits there
 */
record Input(BufferedReader reader, boolean isTerminal) {

    /** Whether the next line says yes. The end of the input says no. */
    boolean saysYes() {
        try {
            String line = reader.readLine();
            String word = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
            return word.equals("y") || word.equals("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
