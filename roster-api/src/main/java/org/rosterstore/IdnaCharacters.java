package org.rosterstore;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The code points that RFC 5892 allows in a U-label wherever they stand (PVALID), derived by its section 3 from what
 * this Java knows of Unicode. Those that are allowed by their context are in {@link ContextRules}.
 */
final class IdnaCharacters {

    private static final int DOTLESS_I = 0x131;

    private IdnaCharacters() {}

    static boolean isValid(int codePoint) {
        if (codePoint < 0x80) {
            return (Ascii.isLetterOrDigit(codePoint) && !Character.isUpperCase(codePoint)) || codePoint == '-';
        }
        return isException(codePoint)
                || (isLetterOrDigit(codePoint)
                        && !isDisallowedException(codePoint)
                        && !isIgnorable(codePoint)
                        && !isInIgnorableBlock(codePoint)
                        && !isOldHangulJamo(codePoint)
                        && isStable(codePoint));
    }

    /** LetterDigits (section 2.1). */
    private static boolean isLetterOrDigit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Stable under compatibility normalization and case folding: the opposite of Unstable (section 2.2). */
    private static boolean isStable(int codePoint) {
        if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.CHEROKEE) {
            return Character.toUpperCase(codePoint) == codePoint;
        }
        String text = Character.toString(codePoint);
        return nfkc(foldCase(nfkc(text))).equals(text);
    }

    /** The default case folding, which for all but Cherokee is the lower case of the upper case. */
    private static String foldCase(String text) {
        return text.codePointAt(0) == DOTLESS_I
                ? text
                : text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /**
     * The letters, digits and marks that show nothing (section 2.3, by the property Default_Ignorable_Code_Point) and
     * are not refused for another reason: the combining grapheme joiner, two Khmer vowels, and variation selectors.
     */
    static boolean isIgnorable(int codePoint) {
        return codePoint == 0x34F
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    /** IgnorableBlocks (section 2.4): combining marks for symbols, two blocks of musical notation. */
    private static boolean isInIgnorableBlock(int codePoint) {
        return (codePoint >= 0x20D0 && codePoint <= 0x20FF) || (codePoint >= 0x1D100 && codePoint <= 0x1D24F);
    }

    /** OldHangulJamo (section 2.9): letters that make syllables. */
    private static boolean isOldHangulJamo(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x11FF)
                || (codePoint >= 0xA960 && codePoint <= 0xA97F)
                || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
    }

    /** Exceptions (section 2.6) that would else be disallowed. */
    private static boolean isException(int codePoint) {
        return switch (codePoint) {
            case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007 -> true;
            default -> false;
        };
    }

    /** Exceptions (section 2.6) that would else be allowed. */
    private static boolean isDisallowedException(int codePoint) {
        return switch (codePoint) {
            case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> true;
            default -> false;
        };
    }
}
