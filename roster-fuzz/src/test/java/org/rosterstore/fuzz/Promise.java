package org.rosterstore.fuzz;

import java.util.function.Supplier;

/** What must hold of every input. A breach is an error, so that no {@code catch} of the code under test can swallow it. */
final class Promise {

    private Promise() {}

    static void that(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    static void equal(Object expected, Object actual, String what) {
        that(expected.equals(actual), () -> "%s: %s, not %s".formatted(what, actual, expected));
    }

    /** That a message fits into one line of a log or a terminal, and has a bound. */
    static void oneLine(String message, int longest) {
        that(message.length() <= longest, () -> "a message of " + message.length() + " chars");
        that(
                message.chars()
                        .noneMatch(character ->
                                Character.isISOControl(character) || character == '\u2028' || character == '\u2029'),
                () -> "a message that does not stay on its line: " + message);
    }
}
