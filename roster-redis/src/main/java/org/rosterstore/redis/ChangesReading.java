package org.rosterstore.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Unreadable;

/** Reads what the script answers that looks for changes. */
final class ChangesReading {

    private ChangesReading() {}

    static Optional<Changes> of(BareJid owner, Revision from, @Nullable Object reply) {
        if (reply == null) {
            return Optional.empty();
        }
        List<?> parts = (List<?>) reply;
        byte[] headOctets = Replies.octets(parts.get(0));
        List<BareJid> touched =
                Replies.list(parts.get(1)).stream().map(ContactRecord::contact).toList();
        StoredHead head = StoredHead.read(owner, headOctets);
        List<byte @Nullable []> records = Replies.list(parts.get(2));
        StoredRoster stored;
        if (head.ver().isPresent()) {
            stored = StoredRoster.of(owner, Replies.pairs(records), List.of());
        } else {
            records.add(0, headOctets);
            stored = StoredRoster.of(owner, touched, records, List.of());
        }
        Optional<String> ver = stored.unreadable().isEmpty() ? head.ver() : Optional.empty();
        Map<BareJid, Contact> contacts = new HashMap<>();
        for (BareJid jid : touched) {
            if (!stored.isDamaged(jid)) {
                contacts.put(jid, stored.find(jid));
            }
        }
        List<Unreadable> unreadable = stored.unreadable().stream()
                .filter(it -> touched.contains(it.contact()))
                .toList();
        return Optional.of(new Changes(owner, from, head.revision(), ver, contacts, unreadable));
    }
}
