package org.rosterstore;

import java.lang.Character.UnicodeScript;

/**
 * The contextual rules of RFC 5892, appendix A: characters that are right among certain neighbours and refused
 * elsewhere. IDNA 2008 and PRECIS (RFC 8264, section 9.6) share them.
 */
final class ContextRules {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int MIDDLE_DOT = 0xB7;
    private static final int GREEK_KERAIA = 0x375;
    private static final int HEBREW_GERESH = 0x5F3;
    private static final int HEBREW_GERSHAYIM = 0x5F4;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private ContextRules() {}

    /** Whether {@code codePoint} is CONTEXTJ or CONTEXTO. */
    static boolean isContextual(int codePoint) {
        return switch (codePoint) {
            case ZERO_WIDTH_NON_JOINER,
                    ZERO_WIDTH_JOINER,
                    MIDDLE_DOT,
                    GREEK_KERAIA,
                    HEBREW_GERESH,
                    HEBREW_GERSHAYIM,
                    KATAKANA_MIDDLE_DOT -> true;
            default -> isArabicIndicDigit(codePoint) || isExtendedArabicIndicDigit(codePoint);
        };
    }

    /** Refuses {@code text} if a contextual character stands where it must not. Takes linear time. */
    static void check(String text) {
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            boolean allowed = switch (codePoints[i]) {
                case ZERO_WIDTH_NON_JOINER -> Joining.allowsNonJoiner(codePoints, i);
                case ZERO_WIDTH_JOINER -> Joining.allowsJoiner(codePoints, i);
                case MIDDLE_DOT -> at(codePoints, i - 1) == 'l' && at(codePoints, i + 1) == 'l';
                case GREEK_KERAIA -> script(at(codePoints, i + 1)) == UnicodeScript.GREEK;
                case HEBREW_GERESH, HEBREW_GERSHAYIM -> script(at(codePoints, i - 1)) == UnicodeScript.HEBREW;
                default -> true;
            };
            if (!allowed) {
                throw new IllegalArgumentException("it has " + Quoted.codePoint(codePoints[i]) + " out of place");
            }
        }
        if (text.indexOf(KATAKANA_MIDDLE_DOT) >= 0 && text.codePoints().noneMatch(ContextRules::isJapanese)) {
            throw new IllegalArgumentException("it has a Katakana middle dot without a Japanese letter");
        }
        if (text.codePoints().anyMatch(ContextRules::isArabicIndicDigit)
                && text.codePoints().anyMatch(ContextRules::isExtendedArabicIndicDigit)) {
            throw new IllegalArgumentException("it has Arabic-Indic digits of both kinds");
        }
    }

    /** The code point at {@code index}, or 0 outside, which is of no script. */
    private static int at(int[] codePoints, int index) {
        return index >= 0 && index < codePoints.length ? codePoints[index] : 0;
    }

    private static UnicodeScript script(int codePoint) {
        return UnicodeScript.of(codePoint);
    }

    private static boolean isJapanese(int codePoint) {
        return switch (script(codePoint)) {
            case HIRAGANA, KATAKANA, HAN -> true;
            default -> false;
        };
    }

    private static boolean isArabicIndicDigit(int codePoint) {
        return codePoint >= 0x660 && codePoint <= 0x669;
    }

    private static boolean isExtendedArabicIndicDigit(int codePoint) {
        return codePoint >= 0x6F0 && codePoint <= 0x6F9;
    }
}
