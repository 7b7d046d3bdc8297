package org.rosterstore.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.Unreadable;

/** Reads rosters from what is answered to {@link OwnerKeys#whole}. Not thread-safe. */
final class RosterReader {

    private final RecordReader records = new RecordReader();

    Roster read(BareJid owner, Object reply) {
        List<byte[]> pairs = Replies.pairs(reply);
        StoredHead head = StoredHead.NONE;
        List<Contact> contacts = new ArrayList<>(pairs.size() / 2);
        List<Unreadable> unreadable = new ArrayList<>();
        Consumer<Contact> readable = contacts::add;
        Consumer<Unreadable> otherwise = unreadable::add;
        for (int i = 0; i < pairs.size(); i += 2) {
            byte[] field = pairs.get(i);
            byte[] value = pairs.get(i + 1);
            if (field.length == 0) {
                head = StoredHead.read(owner, value);
                continue;
            }
            BareJid jid = ContactRecord.contact(field);
            if (OctetsReader.isWhole(jid.toString())) {
                records.read(jid, value, readable, otherwise);
            } else {
                otherwise.accept(new Unreadable(jid, "the name of its field is not UTF-8"));
            }
        }
        return Roster.stored(owner, head.revision(), head.ver(), contacts, unreadable);
    }
}
