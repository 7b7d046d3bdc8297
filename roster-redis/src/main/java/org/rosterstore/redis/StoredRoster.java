package org.rosterstore.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.OwnerHead;
import org.rosterstore.spi.OwnerRecords;

/** What was read of one owner: one state of it, whole or of some contacts. */
final class StoredRoster implements OwnerRecords {

    private final BareJid owner;
    private final StoredHead head;
    private final List<LogEntry> log;
    private final Map<BareJid, byte[]> records;
    private final Map<BareJid, Contact> contacts;
    private final Map<BareJid, Unreadable> unreadable = new HashMap<>();

    private StoredRoster(BareJid owner, StoredHead head, List<LogEntry> log, Map<BareJid, byte[]> records) {
        this.owner = owner;
        this.head = head;
        this.log = log;
        this.records = records;
        this.contacts = new HashMap<>(records.size() + records.size() / 2);
    }

    /** From the fields and values of the hash, the head among them. A page may repeat some. */
    static StoredRoster of(BareJid owner, List<byte[]> pairs, List<LogEntry> log) {
        Map<BareJid, byte[]> records = new HashMap<>(pairs.size());
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).length > 0) {
                records.put(ContactRecord.contact(pairs.get(i)), pairs.get(i + 1));
            }
        }
        return of(owner, headOf(owner, pairs), records, log);
    }

    private static StoredHead headOf(BareJid owner, List<byte[]> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).length == 0) {
                return StoredHead.read(owner, pairs.get(i + 1));
            }
        }
        return StoredHead.read(owner, null);
    }

    /** From the head and the records of some contacts, in their order. */
    static StoredRoster of(
            BareJid owner, List<BareJid> contacts, List<byte @Nullable []> headAndRecords, List<LogEntry> log) {
        Map<BareJid, byte[]> records = new HashMap<>();
        for (int i = 0; i < contacts.size(); i++) {
            byte[] record = headAndRecords.get(i + 1);
            if (record != null) {
                records.put(contacts.get(i), record);
            }
        }
        return of(owner, StoredHead.read(owner, headAndRecords.get(0)), records, log);
    }

    private static StoredRoster of(BareJid owner, StoredHead head, Map<BareJid, byte[]> records, List<LogEntry> log) {
        StoredRoster roster = new StoredRoster(owner, head, log, records);
        RecordReader reader = new RecordReader();
        records.forEach((jid, record) -> reader.read(
                jid,
                record,
                contact -> roster.contacts.put(jid, contact),
                problem -> roster.unreadable.put(jid, problem)));
        return roster;
    }

    StoredHead stored() {
        return head;
    }

    /** The records as they are stored, also those that cannot be decoded. */
    Map<BareJid, byte[]> records() {
        return records;
    }

    Map<BareJid, Contact> contacts() {
        return contacts;
    }

    List<Unreadable> unreadable() {
        return new ArrayList<>(unreadable.values());
    }

    Contact find(BareJid jid) {
        Unreadable problem = unreadable.get(jid);
        if (problem != null) {
            throw new StoredDataException(
                    "the record of %s in the roster of %s: %s".formatted(jid, owner, problem.problem()));
        }
        return contact(jid).orElseGet(() -> Contact.absent(jid, head.revision()));
    }

    @Override
    public OwnerHead head() {
        return head.withLog(owner, log);
    }

    @Override
    public Optional<Contact> contact(BareJid jid) {
        return Optional.ofNullable(contacts.get(jid));
    }

    @Override
    public boolean isDamaged(BareJid jid) {
        return unreadable.containsKey(jid);
    }

    @Override
    public Collection<BareJid> replaceable() {
        Set<BareJid> replaceable = new HashSet<>(unreadable.keySet());
        contacts.values().stream()
                .filter(it -> it.item().isPresent())
                .map(Contact::jid)
                .forEach(replaceable::add);
        return replaceable;
    }

    @Override
    public Set<BareJid> touchedSince(long counter) {
        Set<BareJid> touched = new LinkedHashSet<>();
        log.stream()
                .limit(head.revision().counter() - counter)
                .forEach(entry -> touched.addAll(entry.touched().orElseThrow()));
        return touched;
    }
}
