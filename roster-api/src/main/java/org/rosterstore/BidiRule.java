package org.rosterstore;

/**
 * The Bidi rule of RFC 5893, section 2: what keeps text with right-to-left characters readable in one way only.
 *
 * <p>A label is judged by itself, as RFC 5891 asks, and so is a localpart (RFC 8265, section 3.3.2): whether the
 * neighbours of a label are right-to-left does not change what it names.
 */
final class BidiRule {

    private static final int R = bit(Character.DIRECTIONALITY_RIGHT_TO_LEFT);
    private static final int AL = bit(Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    private static final int AN = bit(Character.DIRECTIONALITY_ARABIC_NUMBER);
    private static final int EN = bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER);
    private static final int NSM = bit(Character.DIRECTIONALITY_NONSPACING_MARK);
    private static final int ANYWHERE = EN
            | NSM
            | bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR)
            | bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR)
            | bit(Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR)
            | bit(Character.DIRECTIONALITY_OTHER_NEUTRALS)
            | bit(Character.DIRECTIONALITY_BOUNDARY_NEUTRAL);

    private BidiRule() {}

    /** Refuses {@code text} if it has right-to-left characters and breaks one of the six conditions. */
    static void check(String text) {
        int first = 0;
        int last = 0;
        int all = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int direction = bit(Character.getDirectionality(codePoint));
            first = first == 0 ? direction : first;
            last = direction == NSM ? last : direction;
            all |= direction;
        }
        if (has(all, R | AL | AN) && !isRightToLeft(first, all, last)) {
            throw new IllegalArgumentException("it mixes directions against the Bidi rule");
        }
    }

    /**
     * Conditions 1 to 4. Conditions 5 and 6 are for left-to-right text, which may have no right-to-left character: where
     * there is one, text that begins left-to-right has failed already.
     */
    private static boolean isRightToLeft(int first, int all, int last) {
        return has(first, R | AL)
                && !has(all, ~(R | AL | AN | ANYWHERE))
                && has(last, R | AL | EN | AN)
                && !(has(all, EN) && has(all, AN));
    }

    private static boolean has(int directions, int any) {
        return (directions & any) != 0;
    }

    /** DIRECTIONALITY_UNDEFINED, which is -1, has the highest bit: no condition allows it. */
    private static int bit(byte directionality) {
        return 1 << directionality;
    }
}
