package org.rosterstore.cli;

import java.util.stream.Collectors;

/**
 * Text that others wrote, made fit to be shown: one line that neither steers a terminal nor reorders what stands around it.
 *
 * <p>XML carries the C1 control characters, and {@code U+009B} begins an escape sequence; a bidirectional override in a
 * name would turn the rest of the line around.
 */
final class SafeText {

    private SafeText() {}

    /** The text with each harmful character written as {@code \n}, {@code \t}, {@code \r} or {@code \}{@code u009B}. */
    static String of(String text) {
        return text.codePoints().allMatch(SafeText::isHarmless)
                ? text
                : text.codePoints().mapToObj(SafeText::shown).collect(Collectors.joining());
    }

    private static String shown(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isHarmless(codePoint) ? Character.toString(codePoint) : "\\u%04X".formatted(codePoint);
        };
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !isBidirectionalFrame(codePoint);
            default -> true;
        };
    }

    /** Embeddings, overrides and isolates (UAX 9), which reach beyond themselves; the marks LRM and RLM do not. */
    private static boolean isBidirectionalFrame(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
