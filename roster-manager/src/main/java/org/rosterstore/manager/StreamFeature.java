package org.rosterstore.manager;

/** What the server of an account has offered when the stream began, of the things that a roster is concerned with. */
public enum StreamFeature {
    /** {@code <ver xmlns='urn:xmpp:features:rosterver'/>}: only what has changed is sent. RFC 6121, 2.6.1. */
    ROSTER_VERSIONING,
    /** {@code <sub xmlns='urn:xmpp:features:pre-approval'/>}: a request can be approved before it comes. RFC 6121, 3.4.1. */
    PRE_APPROVAL
}
