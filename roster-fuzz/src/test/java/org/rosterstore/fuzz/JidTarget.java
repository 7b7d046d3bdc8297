package org.rosterstore.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;

/**
 * JIDs: {@link BareJid#of} takes any text or refuses it in its documented way, and what it gives is prepared for good.
 *
 * <p>The input is UTF-8, or behind an octet 0 UTF-16, which can have lone surrogates. Two lines are two JIDs to compare.
 */
final class JidTarget {

    private JidTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        String text = octets.length > 0 && octets[0] == 0 ? utf16(octets) : new String(octets, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        Optional<BareJid> first = prepared(end < 0 ? text : text.substring(0, end));
        if (end >= 0) {
            Optional<BareJid> second = prepared(text.substring(end + 1));
            if (first.isPresent() && second.isPresent()) {
                compare(first.get(), second.get());
            }
        }
    }

    /** Not by a decoder, which would put replacement characters in the place of lone surrogates. */
    private static String utf16(byte[] octets) {
        char[] chars = new char[(octets.length - 1) / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((octets[2 * i + 1] & 0xFF) << 8 | (octets[2 * i + 2] & 0xFF));
        }
        return String.valueOf(chars);
    }

    private static Optional<BareJid> prepared(String text) {
        BareJid jid;
        try {
            jid = BareJid.of(text);
        } catch (IllegalArgumentException e) {
            Promise.that(e.getClass() == IllegalArgumentException.class, () -> "not the documented class: " + e);
            Promise.oneLine(e.getMessage(), 600);
            return Optional.empty();
        }
        String form = jid.toString();
        Promise.equal(jid, BareJid.of(form), "prepared twice");
        Promise.equal(jid, BareJid.stored(form), "stored");
        Promise.equal(jid, BareJid.of(jid.localpart(), jid.domainpart()), "of its parts");
        Promise.equal(
                form, jid.localpart().isEmpty() ? jid.domainpart() : jid.localpart() + '@' + jid.domainpart(), "parts");
        part(jid.localpart());
        part(jid.domainpart());
        Promise.that(!jid.domainpart().isEmpty(), () -> "no domain");
        if (text.chars().allMatch(character -> character < 0x80)) {
            Promise.equal(jid, BareJid.of(text.toUpperCase(Locale.ROOT)), "in capitals");
        }
        return Optional.of(jid);
    }

    private static void part(String part) {
        byte[] octets = part.getBytes(StandardCharsets.UTF_8);
        Promise.that(octets.length <= Limits.JID_PART_OCTETS, () -> "a part of " + octets.length + " octets");
        Promise.equal(part, new String(octets, StandardCharsets.UTF_8), "a part in UTF-8");
        Promise.that(
                part.codePoints().noneMatch(JidTarget::isForbidden),
                () -> "a part with a forbidden character: " + part);
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint <= ' '
                || codePoint == '/'
                || codePoint == '@'
                || codePoint == '<'
                || Character.isISOControl(codePoint);
    }

    private static void compare(BareJid first, BareJid second) {
        int byOctets = Arrays.compareUnsigned(
                first.toString().getBytes(StandardCharsets.UTF_8),
                second.toString().getBytes(StandardCharsets.UTF_8));
        Promise.equal(Integer.signum(byOctets), Integer.signum(first.compareTo(second)), "order");
        Promise.equal(byOctets == 0, first.equals(second), "equality");
    }
}
