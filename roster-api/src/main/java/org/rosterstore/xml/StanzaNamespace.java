package org.rosterstore.xml;

/** The namespaces of the streams that carry stanzas are one in our values, and so is none. RFC 6120, 4.8.3; XEP-0114. */
public final class StanzaNamespace {

    /** The one that stands for all of them. */
    public static final String CLIENT = "jabber:client";

    private StanzaNamespace() {}

    /**
     * Brings them to one.
     *
     * @param namespace of an element, {@code ""} for none
     * @return {@link #CLIENT} for each of them, any other as it is
     */
    public static String of(String namespace) {
        return switch (namespace) {
            case "", "jabber:server", "jabber:component:accept", "jabber:component:connect" -> CLIENT;
            default -> namespace;
        };
    }
}
