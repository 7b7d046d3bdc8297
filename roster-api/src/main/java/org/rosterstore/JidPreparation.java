package org.rosterstore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The preparation of a bare JID by RFC 7622: one spelling for all the texts that name one entity.
 *
 * <p>What comes out is a fixed point: prepared again it is the same, and its localpart and domainpart stand on either
 * side of its only {@code @}. What is not a bare JID is refused with an {@link IllegalArgumentException} of one line;
 * nothing is repaired or stripped that RFC 7622 does not map. No name is ever looked up.
 *
 * <p>Java releases know different versions of Unicode: a newer one accepts code points that an older one refuses. Text
 * that was prepared once is therefore stored and compared, not prepared again.
 */
final class JidPreparation {

    /**
     * The most chars in a part before its preparation. Preparation shrinks no text to a third: an A-label of one letter
     * shrinks most, the eight chars of {@code xn--zca.} to the three octets of {@code ß.}. So whatever is longer is too
     * long, and hostile text of any length costs next to nothing.
     */
    private static final int MAX_UNPREPARED = 3 * Limits.JID_PART_OCTETS;

    private JidPreparation() {}

    /** The prepared form of {@code localpart@domainpart} or {@code domainpart}. */
    static String bare(String jid) {
        try {
            if (jid.length() > 2 * MAX_UNPREPARED + 1) {
                throw new IllegalArgumentException("it is too long");
            }
            // The order of RFC 7622, section 3.1: a resource begins at the first '/', a domainpart at the first '@'.
            if (jid.indexOf('/') >= 0) {
                throw new IllegalArgumentException("it has a resource");
            }
            int at = jid.indexOf('@');
            if (at < 0) {
                return domainpart(jid);
            }
            return localpart(jid.substring(0, at)) + '@' + domainpart(jid.substring(at + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a bare JID: " + e.getMessage() + ": " + Quoted.of(jid), e);
        }
    }

    /** The prepared JID of two parts. An empty {@code localpart} means none: the JID is the domain alone. */
    static String bare(String localpart, String domainpart) {
        try {
            return localpart.isEmpty() ? domainpart(domainpart) : localpart(localpart) + '@' + domainpart(domainpart);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not the parts of a bare JID: " + e.getMessage() + ": localpart " + Quoted.of(localpart)
                            + ", domainpart " + Quoted.of(domainpart),
                    e);
        }
    }

    private static String localpart(String text) {
        checkUnprepared("localpart", text);
        String prepared = Localpart.prepare(text);
        checkOctets("localpart", prepared);
        return prepared;
    }

    private static String domainpart(String text) {
        checkUnprepared("domainpart", text);
        String prepared = Domainpart.prepare(text);
        checkOctets("domainpart", prepared);
        return prepared;
    }

    private static void checkUnprepared(String part, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("its " + part + " is empty");
        }
        if (text.length() > MAX_UNPREPARED) {
            throw tooLong(part);
        }
    }

    private static void checkOctets(String part, String prepared) {
        // No char takes more than three octets, so most parts need not be encoded to be measured.
        if (prepared.length() > Limits.JID_PART_OCTETS / 3
                && prepared.getBytes(UTF_8).length > Limits.JID_PART_OCTETS) {
            throw tooLong(part);
        }
    }

    private static IllegalArgumentException tooLong(String part) {
        return new IllegalArgumentException("its " + part + " is longer than " + Limits.JID_PART_OCTETS + " octets");
    }
}
