package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.SubscriptionRequest;

/**
 * Somebody who asks to see an owner's presence, as a {@link SubscriptionPolicy} is shown them. Immutable.
 *
 * @param owner whose presence they want to see
 * @param request what they have sent: who they are, the nick that they offer, what they say
 * @param contact what the owner's roster holds about them already
 */
public record Applicant(BareJid owner, SubscriptionRequest request, Contact contact) {

    /** Checks for null. */
    public Applicant {
        requireNonNull(owner, "owner");
        requireNonNull(request, "request");
        requireNonNull(contact, "contact");
    }

    /**
     * Who asks.
     *
     * @return the contact's address
     */
    public BareJid jid() {
        return request.from();
    }

    /**
     * Whether the owner trusts them ({@link OwnerRoster}).
     *
     * @return true if the contact is marked so
     */
    public boolean isTrusted() {
        return contact.extras().containsKey(Extra.TRUSTED);
    }
}
