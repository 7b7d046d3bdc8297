package org.rosterstore;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The contacts of a roster: a view of a map that nobody changes any more. */
final class ImmutableContacts extends AbstractMap<BareJid, Contact> {

    private final Map<BareJid, Contact> contacts;

    private ImmutableContacts(Map<BareJid, Contact> contacts) {
        this.contacts = contacts;
    }

    static Map<BareJid, Contact> copyOf(Map<BareJid, Contact> contacts) {
        if (contacts instanceof ImmutableContacts) {
            return contacts;
        }
        Map<BareJid, Contact> copy = Map.copyOf(contacts);
        copy.forEach((jid, contact) -> {
            if (!contact.jid().equals(jid) || contact.isAbsent()) {
                throw new IllegalArgumentException("not the contact " + jid + ": " + contact);
            }
        });
        return copy.isEmpty() ? copy : new ImmutableContacts(copy);
    }

    static Map<BareJid, Contact> trusting(Map<BareJid, Contact> contacts) {
        return contacts instanceof ImmutableContacts ? contacts : new ImmutableContacts(contacts);
    }

    static Map<BareJid, Contact> trusting(List<Contact> contacts) {
        return contacts.isEmpty() ? Map.of() : new ImmutableContacts(new ListedContacts(contacts));
    }

    @Override
    public @Nullable Contact get(@Nullable Object jid) {
        return contacts.get(jid);
    }

    @Override
    public boolean containsKey(@Nullable Object jid) {
        return contacts.containsKey(jid);
    }

    @Override
    public int size() {
        return contacts.size();
    }

    @Override
    public void forEach(BiConsumer<? super BareJid, ? super Contact> action) {
        contacts.forEach(action);
    }

    @Override
    public Collection<Contact> values() {
        return Collections.unmodifiableCollection(contacts.values());
    }

    @Override
    public Set<Entry<BareJid, Contact>> entrySet() {
        return Collections.unmodifiableMap(contacts).entrySet();
    }
}
