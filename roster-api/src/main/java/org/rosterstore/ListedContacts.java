package org.rosterstore;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Contacts that nobody changes any more, no two with one JID. The index is made when one of them is asked for by its JID: it
 * would be a part of a load that counts, and many who load a roster look at all that is in it, or at its revision.
 */
final class ListedContacts extends AbstractMap<BareJid, Contact> {

    private final List<Contact> contacts;

    /** Once it is made; two threads may make it twice. */
    private volatile @Nullable Map<BareJid, Contact> index;

    ListedContacts(List<Contact> contacts) {
        this.contacts = contacts;
    }

    private Map<BareJid, Contact> index() {
        Map<BareJid, Contact> made = index;
        if (made == null) {
            made = new HashMap<>(contacts.size() + contacts.size() / 2);
            for (Contact contact : contacts) {
                made.put(contact.jid(), contact);
            }
            index = made;
        }
        return made;
    }

    @Override
    public @Nullable Contact get(@Nullable Object jid) {
        return index().get(jid);
    }

    @Override
    public boolean containsKey(@Nullable Object jid) {
        return index().containsKey(jid);
    }

    @Override
    public Set<Entry<BareJid, Contact>> entrySet() {
        return index().entrySet();
    }

    @Override
    public int size() {
        return contacts.size();
    }

    @Override
    public Collection<Contact> values() {
        return contacts;
    }

    @Override
    public void forEach(BiConsumer<? super BareJid, ? super Contact> action) {
        contacts.forEach(contact -> action.accept(contact.jid(), contact));
    }
}
