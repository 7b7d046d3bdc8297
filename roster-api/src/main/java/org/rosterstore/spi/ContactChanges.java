package org.rosterstore.spi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.StoredDataException;
import org.rosterstore.SubscriptionRequest;

/** From an edit to the new state of each contact that it touches. */
final class ContactChanges {

    private final OwnerRecords stored;
    private final RosterEdit edit;
    private final Revision revision;
    private final Map<BareJid, Optional<Contact>> changes = new LinkedHashMap<>();

    private ContactChanges(OwnerRecords stored, RosterEdit edit, Revision revision) {
        this.stored = stored;
        this.edit = edit;
        this.revision = revision;
    }

    /** The touched contacts as they are to be at the new revision, empty where nothing is left of one. */
    static Map<BareJid, Optional<Contact>> of(OwnerRecords stored, RosterEdit edit, Revision revision) {
        return new ContactChanges(stored, edit, revision).all();
    }

    /** How many requests there are after the changes. */
    static int requests(OwnerRecords stored, Map<BareJid, Optional<Contact>> changes) {
        int before = stored.head().requests();
        int after = before;
        for (Map.Entry<BareJid, Optional<Contact>> change : changes.entrySet()) {
            after -= requests(stored.contact(change.getKey()));
            after += requests(change.getValue());
        }
        if (after > before && after > Limits.REQUESTS) {
            throw new LimitExceededException(
                    "%,d pending requests, the limit of one owner is %,d".formatted(after, Limits.REQUESTS));
        }
        return after;
    }

    private static int requests(Optional<Contact> contact) {
        return contact.isPresent() && contact.get().request().isPresent() ? 1 : 0;
    }

    private Map<BareJid, Optional<Contact>> all() {
        edit.items().forEach((jid, item) -> {
            if (!edit.replacesItems() || !hasIdentical(jid, item)) {
                change(jid);
            }
        });
        if (edit.replacesItems()) {
            stored.replaceable().stream()
                    .filter(jid -> !edit.items().containsKey(jid))
                    .forEach(this::change);
        }
        edit.requests().keySet().forEach(this::change);
        edit.extras().keySet().forEach(this::change);
        return changes;
    }

    private boolean hasIdentical(BareJid jid, Optional<RosterItem> item) {
        Optional<RosterItem> before = stored.contact(jid).flatMap(Contact::item);
        return before.isPresent() && before.get().identical(item.orElseThrow());
    }

    private void change(BareJid jid) {
        if (!changes.containsKey(jid)) {
            Contact after = after(jid);
            changes.put(jid, after.isAbsent() ? Optional.empty() : Optional.of(after));
        }
    }

    private Contact after(BareJid jid) {
        Contact before = before(jid);
        Optional<RosterItem> item = before.item();
        Map<String, String> extras = before.extras();
        if (edit.items().containsKey(jid)) {
            item = edit.items().get(jid);
        } else if (edit.replacesItems()) {
            item = Optional.empty();
        }
        if (item.isEmpty() && (before.item().isPresent() || edit.items().containsKey(jid))) {
            extras = Map.of();
        }
        Optional<SubscriptionRequest> request = edit.requests().getOrDefault(jid, before.request());
        Map<String, Optional<String>> statements = edit.extras().getOrDefault(jid, Map.of());
        return new Contact(jid, item, request, merged(extras, statements), revision);
    }

    private Contact before(BareJid jid) {
        if (!edit.replacesItems() && !edit.items().containsKey(jid) && stored.isDamaged(jid)) {
            throw new StoredDataException(
                    "the record of %s is damaged: put or remove the item to repair it".formatted(jid));
        }
        return stored.contact(jid).orElseGet(() -> Contact.absent(jid, revision));
    }

    private static Map<String, String> merged(Map<String, String> extras, Map<String, Optional<String>> statements) {
        if (statements.isEmpty()) {
            return extras;
        }
        Map<String, String> merged = new HashMap<>(extras);
        statements.forEach(
                (key, value) -> value.ifPresentOrElse(present -> merged.put(key, present), () -> merged.remove(key)));
        return merged;
    }
}
