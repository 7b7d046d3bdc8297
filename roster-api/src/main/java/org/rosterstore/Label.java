package org.rosterstore;

import java.text.Normalizer;

/**
 * The preparation of one label of a domain: mapped by RFC 5895, decoded if it is an A-label, and valid by IDNA 2008
 * (RFC 5891).
 *
 * <p>Never by {@code java.net.IDN}, which is IDNA 2003: it maps {@code ß} to {@code ss} and drops joiners, and so makes
 * one domain of two.
 *
 * <p>Labels of ASCII may have an underscore. No NR-LDH label of RFC 5890 has one, but XMPP servers take them and hosts
 * that were never registered are called so ({@code xmpp_server} in a private network, {@code _xmpp.example}); a contact
 * there is not to be lost. No mapping touches an underscore, so two domains never become one by it.
 */
final class Label {

    /** The most octets of a label in its ASCII form (RFC 1034, section 3.1). */
    static final int MAX_OCTETS = 63;

    private static final String A_LABEL_PREFIX = "xn--";

    /** A label in decomposed form has at most four chars to one of its ASCII form. */
    private static final int MAX_UNPREPARED = 4 * MAX_OCTETS;

    private Label() {}

    /** The NR-LDH label or U-label that {@code text} stands for. */
    static String prepare(String text) {
        if (text.length() > MAX_UNPREPARED) {
            throw tooLong();
        }
        String label = Ascii.isAscii(text) ? Ascii.toLowerCase(text) : map(text);
        if (label.startsWith(A_LABEL_PREFIX)) {
            return decode(label);
        }
        if (Ascii.isAscii(label)) {
            checkLdh(label);
        } else {
            checkULabel(label);
        }
        return label;
    }

    /** The mapping of RFC 5895, section 2: lower case, ordinary width, NFC. */
    static String map(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        CaseMapping.toLowerCase(text).codePoints().forEach(codePoint -> {
            if (isFullOrHalfWidth(codePoint)) {
                mapped.append(Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC));
            } else if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.CHEROKEE) {
                // Its capitals came first and its small letters fold to them, so IDNA 2008 allows the capitals alone.
                mapped.appendCodePoint(Character.toUpperCase(codePoint));
            } else {
                mapped.appendCodePoint(codePoint);
            }
        });
        return Normalizer.normalize(mapped, Normalizer.Form.NFC);
    }

    /**
     * Full-width ASCII and half-width Katakana. The rest of the block need not be mapped: what it maps to, symbols and
     * the compatibility forms of Hangul letters, is not allowed in a label.
     */
    private static boolean isFullOrHalfWidth(int codePoint) {
        return codePoint >= 0xFF01 && codePoint <= 0xFF9F;
    }

    private static String decode(String aLabel) {
        checkLength(aLabel);
        String uLabel = Punycode.decode(aLabel.substring(A_LABEL_PREFIX.length()));
        if (Ascii.isAscii(uLabel)) {
            throw new IllegalArgumentException("its domain has an A-label that needs none");
        }
        checkULabel(uLabel);
        // RFC 5891, section 5.4: an A-label is one only if its U-label leads back to it.
        if (!encode(uLabel).equals(aLabel)) {
            throw new IllegalArgumentException("its domain has an A-label that no label encodes to");
        }
        return uLabel;
    }

    private static String encode(String uLabel) {
        return A_LABEL_PREFIX + Punycode.encode(uLabel);
    }

    private static void checkLdh(String label) {
        checkLength(label);
        for (int i = 0; i < label.length(); i++) {
            char character = label.charAt(i);
            if (!Ascii.isLetterOrDigit(character) && character != '-' && character != '_') {
                throw illegal(character);
            }
        }
        checkHyphens(label);
    }

    private static void checkULabel(String label) {
        int[] codePoints = label.codePoints().toArray();
        // Each code point takes an octet of the A-label at least, and encoding takes time by the square of the length.
        if (codePoints.length + A_LABEL_PREFIX.length() > MAX_OCTETS) {
            throw tooLong();
        }
        if (!map(label).equals(label)) {
            throw new IllegalArgumentException("its domain has a label that is not stable under its own mapping");
        }
        checkHyphens(label);
        if (isMark(codePoints[0])) {
            throw new IllegalArgumentException("its domain has a label that begins with a combining mark");
        }
        for (int codePoint : codePoints) {
            if (!ContextRules.isContextual(codePoint) && !IdnaCharacters.isValid(codePoint)) {
                throw illegal(codePoint);
            }
        }
        ContextRules.check(label);
        BidiRule.check(label);
        checkLength(encode(label));
    }

    /** RFC 5891, section 4.2.3.1. Two hyphens in the third and fourth place are kept for prefixes such as xn--. */
    private static void checkHyphens(String label) {
        if (label.startsWith("-") || label.endsWith("-")) {
            throw new IllegalArgumentException("its domain has a label that begins or ends with a hyphen");
        }
        if (label.length() >= 4 && label.startsWith("--", label.offsetByCodePoints(0, 2))) {
            throw new IllegalArgumentException("its domain has a label with a reserved prefix");
        }
    }

    private static void checkLength(String asciiForm) {
        if (asciiForm.isEmpty()) {
            throw new IllegalArgumentException("its domain has an empty label");
        }
        if (asciiForm.length() > MAX_OCTETS) {
            throw tooLong();
        }
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static IllegalArgumentException illegal(int codePoint) {
        return new IllegalArgumentException("its domain has " + Quoted.codePoint(codePoint));
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("its domain has a label longer than " + MAX_OCTETS + " octets");
    }
}
