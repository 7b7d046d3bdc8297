package org.rosterstore;

/**
 * The preparation of a domainpart: RFC 7622, section 3.2. It is an IPv6 address in brackets, or labels between dots; an
 * IPv4 address is four labels. The caller sees to the length of the whole.
 */
final class Domainpart {

    private Domainpart() {}

    static String prepare(String text) {
        return text.charAt(0) == '[' ? Ipv6.prepare(text) : prepareLabels(text);
    }

    private static String prepareLabels(String text) {
        StringBuilder prepared = new StringBuilder(text.length());
        // A trailing dot says "fully qualified" and is stripped (RFC 7622, section 3.2).
        int end = isDot(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (isDot(text.charAt(i))) {
                prepared.append(Label.prepare(text.substring(start, i))).append('.');
                start = i + 1;
            }
        }
        return prepared.append(Label.prepare(text.substring(start, end))).toString();
    }

    /** The full stop, and what RFC 5895, section 2, maps to it: ideographic, full-width, half-width ideographic. */
    private static boolean isDot(char character) {
        return switch (character) {
            case '.', '\u3002', '\uFF0E', '\uFF61' -> true;
            default -> false;
        };
    }
}
