package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * A bare JID: the name of an owner or of a contact, {@code localpart@domainpart} or a domain alone. Immutable.
 *
 * <p>Two are equal when their code points are: {@link #of} has done all the folding there is (RFC 7622), once, and stores
 * do none. A domain alone is legal, since gateways have no localpart. A resource is refused, never stripped.
 */
public final class BareJid implements Comparable<BareJid> {

    private final String text;

    private BareJid(String text) {
        this.text = text;
    }

    /**
     * Prepares a JID as RFC 7622 has it: localpart by the PRECIS profile UsernameCaseMapped, domain lower-cased and in
     * NFC, A-labels decoded. {@code ß}, {@code ς} and the joiners are kept apart as in IDNA 2008. IPv6 literals are
     * brought to one form. No name is looked up.
     *
     * @param jid for example {@code juliet@example.com}, {@code icq.example.org}, {@code user@[::1]}
     * @return the prepared JID
     * @throws IllegalArgumentException if it is not a bare JID; the message says why
     */
    public static BareJid of(String jid) {
        return new BareJid(JidPreparation.bare(requireNonNull(jid, "jid")));
    }

    /**
     * Prepares a JID whose parts are known apart, so that no separator is looked for in them.
     *
     * @param localpart the part before the {@code @}, or empty
     * @param domainpart the part after it
     * @return the prepared JID
     * @throws IllegalArgumentException if they do not make a bare JID; the message says why
     */
    public static BareJid of(String localpart, String domainpart) {
        return new BareJid(
                JidPreparation.bare(requireNonNull(localpart, "localpart"), requireNonNull(domainpart, "domainpart")));
    }

    /**
     * Takes a JID that a store has kept, as it is. It was prepared when it was written and is not prepared again: what is
     * legal differs between Java versions, and a contact must not vanish when the program is moved to another.
     *
     * @param jid the result of an earlier {@link #toString()}
     * @return that JID
     * @throws IllegalArgumentException if it is empty
     */
    public static BareJid stored(String jid) {
        if (jid.isEmpty()) {
            throw new IllegalArgumentException("an empty JID");
        }
        return new BareJid(jid);
    }

    /**
     * The part before the {@code @}.
     *
     * @return the localpart, empty for a domain alone
     */
    public String localpart() {
        return text.substring(0, Math.max(0, text.indexOf('@')));
    }

    /**
     * The part after the {@code @}.
     *
     * @return the domainpart, never empty
     */
    public String domainpart() {
        return text.substring(text.indexOf('@') + 1);
    }

    /** By code points, which is also the order of the UTF-8 octets: the order of a database with binary collation. */
    @Override
    public int compareTo(BareJid other) {
        String a = text;
        String b = other.text;
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates stand for code points above all others, though their own numbers are not the highest.
                boolean astral = Character.isSurrogate(x);
                return astral == Character.isSurrogate(y) ? Character.compare(x, y) : astral ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BareJid jid && text.equals(jid.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The JID as text, the form to store. */
    @Override
    public String toString() {
        return text;
    }
}
