package org.rosterstore.tck;

/**
 * Text that stores and strangers wrote, made fit for a page: what steers a terminal, reorders what stands around it, or may
 * not stand in HTML or XML is shown as {@code \}{@code u001B}.
 */
final class PlainText {

    private PlainText() {}

    /** The text in which line ends and tabs stay. */
    static String lines(String text) {
        return escape(text, true);
    }

    /** The text as one line. */
    static String line(String text) {
        return escape(text, false);
    }

    private static String escape(String text, boolean keepLines) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPlain(c) || (keepLines && (c == '\n' || c == '\t'))) {
                plain.appendCodePoint(c);
            } else {
                plain.append(escaped(c));
            }
        });
        return plain.toString();
    }

    /** {@code \}{@code u001B}, beyond the basic plane as two, as JSON has it. */
    static String escaped(int codePoint) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            escaped.append("\\u%04x".formatted((int) c));
        }
        return escaped.toString();
    }

    static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !isBidirectionalFrame(codePoint);
            default -> !isNoncharacter(codePoint);
        };
    }

    /** Embeddings, overrides and isolates (UAX 9), which reach beyond themselves; the marks LRM and RLM do not. */
    private static boolean isBidirectionalFrame(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /** The beginning of a text that is too long, and how much is missing. */
    static String cut(String text, int longest, String rest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + rest.formatted(text.length() - end);
    }
}
