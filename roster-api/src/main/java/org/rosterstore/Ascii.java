package org.rosterstore;

import java.util.Locale;

/** The text that nearly every JID is made of, for which all the mappings of Unicode come to one: {@code A-Z} to {@code a-z}. */
final class Ascii {

    private Ascii() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    static String toLowerCase(String ascii) {
        return ascii.toLowerCase(Locale.ROOT);
    }

    static boolean isLetterOrDigit(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9');
    }
}
