package org.rosterstore.manager;

/** The keys of what management keeps about a contact beside its item: {@code Contact.extras}, under {@code roster.}. */
final class Extra {

    /** With the owner's own JID: the owner is managed. */
    static final String MANAGED = "roster.managed";

    /** With the owner's own JID: the name of its policy. */
    static final String POLICY = "roster.policy";

    /** The contact's requests are granted, whatever the policy. */
    static final String TRUSTED = "roster.trusted";

    /** What is to be sent to the contact: {@link Unsent}. */
    static final String UNSENT = "roster.unsent";

    private Extra() {}
}
