package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import org.rosterstore.BareJid;

/**
 * An address of a stanza: a bare JID, and the resource if it names one. Immutable. RFC 7622.
 *
 * @param bare whose address it is
 * @param resource the resource, {@code ""} for a bare JID. It is compared by code points and not prepared: the server has
 *     done that to every address that it passes on.
 */
public record Jid(BareJid bare, String resource) {

    /** Checks for null. */
    public Jid {
        requireNonNull(bare, "bare");
        requireNonNull(resource, "resource");
    }

    /**
     * Reads an address. The first slash ends its bare part, which is {@linkplain BareJid#of prepared}.
     *
     * @param jid for example {@code juliet@example.com/balcony}
     * @return the address
     * @throws IllegalArgumentException if it is not a JID; the message says why
     */
    public static Jid of(String jid) {
        int slash = jid.indexOf('/');
        if (slash < 0) {
            return new Jid(BareJid.of(jid), "");
        }
        if (slash == jid.length() - 1) {
            throw new IllegalArgumentException("a JID with an empty resource");
        }
        return new Jid(BareJid.of(jid.substring(0, slash)), jid.substring(slash + 1));
    }

    /**
     * The address without a resource.
     *
     * @param bare whose address it is
     * @return the address
     */
    public static Jid of(BareJid bare) {
        return new Jid(bare, "");
    }

    /**
     * Whether it names no resource.
     *
     * @return true for a bare JID
     */
    public boolean isBare() {
        return resource.isEmpty();
    }

    /** The address as it stands in a stanza. */
    @Override
    public String toString() {
        return isBare() ? bare.toString() : bare + "/" + resource;
    }
}
