package org.rosterstore.portable;

import java.util.Locale;

/**
 * Text of unknown origin in a form that cannot break a line, move a cursor or reorder its neighbours, cut when long.
 */
final class Printable {

    /** As long as the longest JID (RFC 7622, 3.1), so that no owner is cut. */
    private static final int MAX_CODE_POINTS = 3_071;

    private static final int MAX_WORD = 80;

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().limit(MAX_CODE_POINTS).forEach(codePoint -> append(printable, codePoint));
        return text.codePointCount(0, text.length()) > MAX_CODE_POINTS
                ? printable.append('…').toString()
                : printable.toString();
    }

    /** A value of a file inside a message: in quotes, and never longer than a message bears. */
    static String quoted(String text) {
        String word = text.codePoints()
                .limit(MAX_WORD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return '"' + word + (word.length() < text.length() ? "…" : "") + '"';
    }

    private static void append(StringBuilder printable, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> printable.append(String.format(Locale.ROOT, "\\u%04X", codePoint));
            default -> printable.appendCodePoint(codePoint);
        }
    }
}
