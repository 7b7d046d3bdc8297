package org.rosterstore.spi;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;

/**
 * What is stored for one owner, as a commit reads it: one state, of which only what the edit needs is fetched. For stores
 * that keep contacts one by one; see {@link CommitPlan}.
 */
public interface OwnerRecords {

    /**
     * What is kept beside the contacts.
     *
     * @return the head, {@link OwnerHead#none} for an owner that was never committed to or whose mark has expired
     */
    OwnerHead head();

    /**
     * A contact.
     *
     * @param jid the contact
     * @return what is stored, or empty if nothing is, or its record is damaged
     */
    Optional<Contact> contact(BareJid jid);

    /**
     * Whether a contact has a record that cannot be decoded.
     *
     * @param jid the contact
     * @return true if so
     */
    boolean isDamaged(BareJid jid);

    /**
     * The contacts that a replacement of all items concerns. Asked for by no other edit.
     *
     * @return those that have an item, and those whose record is damaged
     */
    Collection<BareJid> replaceable();

    /**
     * The contacts that the last commits touched.
     *
     * @param counter where to begin, not further back than the head's log
     * @return the contacts that commits of a higher counter touched
     */
    Set<BareJid> touchedSince(long counter);
}
