package org.rosterstore.portable;

/** The namespaces of the files. */
final class Xmlns {

    /** XEP-0227. */
    static final String PORTABLE = "urn:xmpp:pie:0";

    /** What XEP-0227 cannot carry; described in {@code docs/portable.md}. */
    static final String ROSTERSTORE = "urn:rosterstore:portable:1";

    /** RFC 6121, 2.1.1. */
    static final String ROSTER = "jabber:iq:roster";

    /** RFC 6120, 4.8.3. */
    static final String CLIENT = "jabber:client";

    /** XEP-0172. */
    static final String NICK = "http://jabber.org/protocol/nick";

    /** XEP-0203. */
    static final String DELAY = "urn:xmpp:delay";

    /** XML Inclusions 1.0, 3. */
    static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private Xmlns() {}
}
