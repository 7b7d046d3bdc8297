package org.rosterstore.spi;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoredDataException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/**
 * The bytes of an {@link OwnerState}, format {@value OwnerState#FORMAT}.
 *
 * <pre>
 * state   "RSTR" format:i32 length:i32 checksum:i32 head record*
 * head    owner ver? erasedAt:i64? last:i64 ids touched directory
 * record  item? request? extras changedIn
 * </pre>
 *
 * Numbers are big-endian; a text is its length in octets (i32) and its UTF-8; a list is its size (i32) and its elements;
 * {@code ?} stands for an octet 0, or 1 and the value; times are milliseconds since 1970; checksums are CRC-32. Length and
 * checksum are the head's. The directory lists contact, length and checksum of each record, so that one damaged record
 * harms no other. Touched contacts and extras are sorted, so that one state has the same bytes in every process.
 */
final class OwnerStateFormat {

    private static final int MAGIC = 0x52535452; // "RSTR"

    /** An entry of the directory. */
    private record Entry(BareJid contact, int length, int checksum) {}

    private OwnerStateFormat() {}

    static byte[] write(OwnerState state) {
        List<Entry> directory = new ArrayList<>();
        OctetWriter records = new OctetWriter();
        state.contacts().forEach((jid, contact) -> {
            byte[] record = record(contact);
            directory.add(new Entry(jid, record.length, checksum(record)));
            records.raw(record);
        });
        state.damaged().forEach((jid, record) -> {
            directory.add(new Entry(jid, record.octets().length, record.checksum()));
            records.raw(record.octets());
        });
        byte[] head = head(state, directory);
        OctetWriter out = new OctetWriter();
        out.int32(MAGIC);
        out.int32(OwnerState.FORMAT);
        out.int32(head.length);
        out.int32(checksum(head));
        out.raw(head);
        out.raw(records.toBytes());
        return out.toBytes();
    }

    private static byte[] head(OwnerState state, List<Entry> directory) {
        OctetWriter out = new OctetWriter();
        out.text(state.owner().toString());
        out.optional(state.head().ver(), out::text);
        out.optional(state.head().erasedAt(), at -> out.int64(at.toEpochMilli()));
        out.int64(state.revision().counter());
        long[] ids = state.head().commits().toArray();
        out.int32(ids.length);
        for (long id : ids) {
            out.int64(id);
        }
        out.list(state.log(), touched -> out.list(new TreeSet<>(touched), jid -> out.text(jid.toString())));
        out.list(directory, entry -> {
            out.text(entry.contact().toString());
            out.int32(entry.length());
            out.int32(entry.checksum());
        });
        return out.toBytes();
    }

    private static byte[] record(Contact contact) {
        OctetWriter out = new OctetWriter();
        out.optional(contact.item(), item -> {
            out.text(item.name());
            out.list(item.groups(), out::text);
            out.text(item.subscription().word());
            out.octet((item.ask() ? 1 : 0) | (item.approved() ? 2 : 0));
        });
        out.optional(contact.request(), request -> {
            out.text(request.nick());
            out.text(request.status());
            out.text(request.stanza());
            out.int64(request.receivedAt().toEpochMilli());
        });
        out.list(new TreeMap<>(contact.extras()).entrySet(), extra -> {
            out.text(extra.getKey());
            out.text(extra.getValue());
        });
        out.int64(contact.changedIn().counter());
        out.int64(contact.changedIn().commit());
        return out.toBytes();
    }

    static OwnerState read(byte[] octets) {
        try {
            OctetReader in = new OctetReader(octets);
            if (in.int32() != MAGIC) {
                throw new StoredDataException("not the stored state of an owner");
            }
            int format = in.int32();
            if (format != OwnerState.FORMAT) {
                throw new StoredDataException(
                        "stored in format %d; this version reads %d".formatted(format, OwnerState.FORMAT));
            }
            int length = in.int32();
            int checksum = in.int32();
            byte[] head = in.raw(length);
            if (checksum(head) != checksum) {
                throw new StoredDataException("the head of an owner's stored state is damaged");
            }
            return read(new OctetReader(head), in);
        } catch (BufferUnderflowException | IllegalArgumentException | LimitExceededException e) {
            throw new StoredDataException("an owner's stored state is damaged", e);
        }
    }

    private static OwnerState read(OctetReader head, OctetReader records) {
        BareJid owner = jid(head);
        Optional<String> ver = head.optional(() -> ver(head));
        Optional<Instant> erasedAt = head.optional(() -> Instant.ofEpochMilli(head.int64()));
        long last = head.int64();
        long[] ids = head.list(head::int64).stream().mapToLong(Long::longValue).toArray();
        List<Set<BareJid>> touched = head.list(() -> Set.copyOf(head.list(() -> contactJid(head))));
        List<Entry> directory = head.list(() -> new Entry(contactJid(head), head.int32(), head.int32()));

        Map<BareJid, Contact> contacts = new TreeMap<>();
        Map<BareJid, DamagedRecord> damaged = new TreeMap<>();
        for (Entry entry : directory) {
            byte[] record = records.raw(Math.min(entry.length(), records.remaining()));
            try {
                if (checksum(record) != entry.checksum()) {
                    throw new IllegalArgumentException("its checksum does not match");
                }
                contacts.put(entry.contact(), contact(entry.contact(), new OctetReader(record)));
            } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException | RosterStoreException e) {
                String problem = "a record of %d octets cannot be read: %s".formatted(record.length, e.getMessage());
                damaged.put(entry.contact(), new DamagedRecord(record, entry.checksum(), problem));
            }
        }
        int requests = (int) contacts.values().stream()
                .filter(contact -> contact.request().isPresent())
                .count();
        return new OwnerState(
                OwnerState.Maps.COPYING,
                new OwnerHead(owner, CommitIds.of(last, ids), touched.size(), ver, requests, erasedAt),
                touched,
                contacts,
                damaged);
    }

    private static Contact contact(BareJid jid, OctetReader in) {
        Optional<RosterItem> item = in.optional(() -> {
            String name = in.text();
            Set<String> groups = new LinkedHashSet<>(in.list(in::text));
            Subscription subscription = Subscription.ofWord(in.text()).orElseThrow(IllegalArgumentException::new);
            int flags = in.octet();
            return new RosterItem(jid, name, groups, subscription, (flags & 1) != 0, (flags & 2) != 0);
        });
        Optional<SubscriptionRequest> request = in.optional(
                () -> new SubscriptionRequest(jid, in.text(), in.text(), in.text(), Instant.ofEpochMilli(in.int64())));
        Map<String, String> extras = new HashMap<>();
        for (Map.Entry<String, String> extra : in.list(() -> Map.entry(in.text(), in.text()))) {
            extras.put(extra.getKey(), extra.getValue());
        }
        return new Contact(jid, item, request, extras, new Revision(in.int64(), in.int64()));
    }

    private static BareJid jid(OctetReader in) {
        return BareJid.stored(in.text());
    }

    /** One that a commit can have set. */
    private static String ver(OctetReader in) {
        return RosterEdit.ver(in.text()).ver().orElseThrow().orElseThrow();
    }

    /** Of one that a commit can have been about. */
    private static BareJid contactJid(OctetReader in) {
        return Contact.absent(jid(in), Revision.NONE).jid();
    }

    private static int checksum(byte[] octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return (int) crc.getValue();
    }
}
