package org.rosterstore;

import java.util.Locale;

/**
 * Text of unknown origin in a form that is safe inside a message: between quotes, on one line, and cut when long.
 *
 * <p>Whatever does not show, or changes how its neighbours show (controls, lone surrogates, bidirectional overrides,
 * line separators, unassigned and private code points), stands as {@code \}{@code uXXXX}.
 */
final class Quoted {

    private static final int MAX_CHARS = 80;

    private Quoted() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), MAX_CHARS) + 3).append('"');
        text.substring(0, cut(text)).codePoints().forEach(codePoint -> append(quoted, codePoint));
        if (text.length() > MAX_CHARS) {
            quoted.append('…');
        }
        return quoted.append('"').toString();
    }

    /** A code point by its number, {@code U+200D}: the way to name one that may not show. */
    static String codePoint(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    /** The index to cut at, which never parts a surrogate pair. */
    private static int cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text.length();
        }
        boolean insidePair = Character.isSurrogatePair(text.charAt(MAX_CHARS - 1), text.charAt(MAX_CHARS));
        return insidePair ? MAX_CHARS - 1 : MAX_CHARS;
    }

    private static void append(StringBuilder quoted, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            quoted.append('\\').append((char) codePoint);
        } else if (shows(codePoint)) {
            quoted.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
            }
        }
    }

    private static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
