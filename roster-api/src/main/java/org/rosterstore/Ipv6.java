package org.rosterstore;

import java.util.Arrays;

/**
 * The preparation of an IPv6 address in brackets: read by RFC 4291, section 2.2, and written by RFC 5952, so that
 * {@code [0:0:0:0:0:0:0:1]} and {@code [::1]} are one domain.
 *
 * <p>A zone ({@code %eth0}) is refused: it means something on one machine only and is no part of RFC 7622.
 */
final class Ipv6 {

    private static final int GROUPS = 8;

    /** The longest form: {@code [0000:0000:0000:0000:0000:0000:255.255.255.255]}. */
    private static final int MAX_LENGTH = 47;

    private Ipv6() {}

    static String prepare(String literal) {
        if (literal.length() > MAX_LENGTH || !literal.startsWith("[") || !literal.endsWith("]")) {
            throw malformed();
        }
        return '[' + format(parse(literal.substring(1, literal.length() - 1))) + ']';
    }

    private static int[] parse(String address) {
        int elision = address.indexOf("::");
        if (elision < 0) {
            int[] groups = groups(address, true);
            if (groups.length != GROUPS) {
                throw malformed();
            }
            return groups;
        }
        int[] head = groups(address.substring(0, elision), false);
        int[] tail = groups(address.substring(elision + 2), true);
        if (head.length + tail.length >= GROUPS) {
            throw malformed();
        }
        int[] groups = Arrays.copyOf(head, GROUPS);
        System.arraycopy(tail, 0, groups, GROUPS - tail.length, tail.length);
        return groups;
    }

    /** Reads groups between colons, the last two of which may be in the form of an IPv4 address at the address's end. */
    private static int[] groups(String text, boolean atEnd) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] fields = text.split(":", -1);
        String last = fields[fields.length - 1];
        if (!atEnd || last.indexOf('.') < 0) {
            return Arrays.stream(fields).mapToInt(Ipv6::group).toArray();
        }
        int[] groups = new int[fields.length + 1];
        for (int i = 0; i < fields.length - 1; i++) {
            groups[i] = group(fields[i]);
        }
        int ipv4 = ipv4(last);
        groups[fields.length - 1] = ipv4 >>> 16;
        groups[fields.length] = ipv4 & 0xFFFF;
        return groups;
    }

    private static int group(String field) {
        return number(field, 16, 4);
    }

    private static int ipv4(String address) {
        String[] fields = address.split("\\.", -1);
        if (fields.length != 4) {
            throw malformed();
        }
        int ipv4 = 0;
        for (String field : fields) {
            int octet = number(field, 10, 3);
            // RFC 3986 knows no leading zero: some readers take it for octal.
            if (octet > 255 || (field.length() > 1 && field.charAt(0) == '0')) {
                throw malformed();
            }
            ipv4 = ipv4 << 8 | octet;
        }
        return ipv4;
    }

    /** Reads digits of ASCII, and no sign: {@link Integer#parseInt} would take more. */
    private static int number(String field, int radix, int maxDigits) {
        if (field.isEmpty() || field.length() > maxDigits) {
            throw malformed();
        }
        int number = 0;
        for (int i = 0; i < field.length(); i++) {
            char character = field.charAt(i);
            int digit = character < 0x80 ? Character.digit(character, radix) : -1;
            if (digit < 0) {
                throw malformed();
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** RFC 5952, section 4: lower case, no leading zeros, the first of the longest runs of zeros left out. */
    private static String format(int[] groups) {
        if (isIpv4Mapped(groups)) {
            return "::ffff:" + ipv4(groups[6]) + '.' + ipv4(groups[7]);
        }
        int elided = 0;
        int end = 0;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            // A single zero is written out (section 4.2.2).
            if (run > 1 && run > end - elided) {
                elided = i;
                end = i + run;
            }
        }
        return end == 0 ? join(groups, 0, GROUPS) : join(groups, 0, elided) + "::" + join(groups, end, GROUPS);
    }

    /** {@code ::ffff:0:0/96}, whose last two groups are written as an IPv4 address (RFC 5952, section 5). */
    private static boolean isIpv4Mapped(int[] groups) {
        return zeros(groups, 0) == 5 && groups[5] == 0xFFFF;
    }

    /** Half an IPv4 address. */
    private static String ipv4(int group) {
        return (group >> 8) + "." + (group & 0xFF);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to; i++) {
            joined.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return joined.toString();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("its domain is not an IPv6 address");
    }
}
