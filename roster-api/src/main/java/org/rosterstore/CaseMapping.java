package org.rosterstore;

/**
 * The toLowerCase operation of the Unicode Standard (section 3.13), without the rules of any language.
 *
 * <p>It gives what {@link String#toLowerCase} is specified to give. That one asks a {@code BreakIterator} about the
 * surroundings of every capital sigma: quadratic time (a third of a second for 4,000 of them), and an answer that hangs
 * on the word rules of the Java release. This one is linear and asks only for properties of code points.
 */
final class CaseMapping {

    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int CAPITAL_SIGMA = 0x3A3;
    private static final int SMALL_SIGMA = 0x3C3;
    private static final int SMALL_FINAL_SIGMA = 0x3C2;

    private CaseMapping() {}

    static String toLowerCase(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        boolean afterCased = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            switch (codePoint) {
                // The one code point that becomes two whatever the language.
                case CAPITAL_I_WITH_DOT -> mapped.append("i\u0307");
                case CAPITAL_SIGMA -> {
                    boolean isFinal = afterCased && !isBeforeCased(text, i);
                    mapped.appendCodePoint(isFinal ? SMALL_FINAL_SIGMA : SMALL_SIGMA);
                }
                default -> mapped.appendCodePoint(Character.toLowerCase(codePoint));
            }
            if (!isCaseIgnorable(codePoint)) {
                afterCased = isCased(codePoint);
            }
        }
        return mapped.toString();
    }

    private static boolean isBeforeCased(String text, int index) {
        for (int i = index; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isCaseIgnorable(codePoint)) {
                return isCased(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    private static boolean isCased(int codePoint) {
        return Character.isLowerCase(codePoint) || Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
    }

    /** The property Case_Ignorable (definition D136): what a word may hold without being ended by it. */
    private static boolean isCaseIgnorable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            // Word_Break is Single_Quote, MidLetter or MidNumLet.
            default ->
                "'.:·\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A".indexOf(codePoint)
                        >= 0;
        };
    }
}
