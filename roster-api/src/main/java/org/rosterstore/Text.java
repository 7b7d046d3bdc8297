package org.rosterstore;

import static java.util.Objects.requireNonNull;

/** What text may stand in a roster: what XML 1.0 can carry, within its limit. */
final class Text {

    private Text() {}

    /** Checks that {@code text} can stand in XML 1.0 and has at most {@code limit} octets. Returns it. */
    static String checked(String text, String what, int limit) {
        int octets = octets(requireNonNull(text, what), what);
        if (octets > limit) {
            throw new LimitExceededException("%s has %,d octets, the limit is %,d".formatted(what, octets, limit));
        }
        return text;
    }

    /** The length in UTF-8 of text that was checked before. */
    static int octets(String checked) {
        return octets(checked, "text");
    }

    private static int octets(String text, String what) {
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                    throw illegal(text, i, what);
                }
                octets += 1;
            } else if (c < 0x800) {
                octets += 2;
            } else if (!Character.isSurrogate(c)) {
                if (c >= 0xFFFE) {
                    throw illegal(text, i, what);
                }
                octets += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                octets += 4;
                i++;
            } else {
                throw illegal(text, i, what);
            }
        }
        return octets;
    }

    private static IllegalArgumentException illegal(String text, int index, String what) {
        return new IllegalArgumentException(
                "%s holds U+%04X at %d, which XML cannot carry".formatted(what, (int) text.charAt(index), index));
    }
}
