package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/**
 * The record of a contact.
 *
 * <pre>
 * record   format:1 changedIn:16 sum:4 body
 * body     kinds:1 [length:4 request] [length:4 extras] item
 * kinds    1 to, 2 from (3 both), 4 ask, 8 approved, 16 there is an item, 32 a request, 64 extras
 * request  receivedAt:8 nick status stanza
 * extras   (key value)*     sorted by key
 * item     name group*      if there is one
 * </pre>
 *
 * Texts have their length before them (2 octets), numbers are big-endian, times are milliseconds since 1970. The sum, the
 * first four octets of the body's SHA-1, is for scripts: they look at it before they keep a part of a record. Readers decode
 * all, and need none.
 */
final class ContactRecord {

    static final int ASK = 4;
    static final int APPROVED = 8;
    static final int ITEM = 16;
    static final int REQUEST = 32;
    static final int EXTRAS = 64;

    private ContactRecord() {}

    static byte[] write(Contact contact) {
        byte[] body = body(contact);
        return new Octets()
                .octet(StoredForm.FORMAT)
                .revision(contact.changedIn())
                .int32(Sum.of(body))
                .raw(body)
                .toBytes();
    }

    /** The body with its sum. */
    static byte[] summed(byte[] body) {
        return new Octets().int32(Sum.of(body)).raw(body).toBytes();
    }

    static byte[] body(Contact contact) {
        int kinds = contact.item().map(ContactRecord::kinds).orElse(0)
                | (contact.request().isPresent() ? REQUEST : 0)
                | (contact.extras().isEmpty() ? 0 : EXTRAS);
        Octets body = new Octets().octet(kinds);
        contact.request().ifPresent(request -> part(body, request(request)));
        if (!contact.extras().isEmpty()) {
            part(body, extras(contact.extras()));
        }
        contact.item().ifPresent(item -> body.raw(item(item)));
        return body.toBytes();
    }

    private static void part(Octets out, byte[] part) {
        out.int32(part.length).raw(part);
    }

    /** What the kinds say of an item. */
    static int kinds(RosterItem item) {
        int kinds = ITEM | (item.ask() ? ASK : 0) | (item.approved() ? APPROVED : 0);
        return kinds
                | switch (item.subscription()) {
                    case NONE -> 0;
                    case TO -> 1;
                    case FROM -> 2;
                    case BOTH -> 3;
                };
    }

    static byte[] item(RosterItem item) {
        Octets out = new Octets().text(item.name());
        item.groups().forEach(out::text);
        return out.toBytes();
    }

    static byte[] request(SubscriptionRequest request) {
        return new Octets()
                .int64(request.receivedAt().toEpochMilli())
                .text(request.nick())
                .text(request.status())
                .text(request.stanza())
                .toBytes();
    }

    private static byte[] extras(Map<String, String> extras) {
        Octets out = new Octets();
        new TreeMap<>(extras).forEach((key, value) -> out.text(key).text(value));
        return out.toBytes();
    }

    /** The octets of a contact's name in the hash. */
    static byte[] field(BareJid contact) {
        return contact.toString().getBytes(UTF_8);
    }

    static BareJid contact(byte[] field) {
        return BareJid.stored(new String(field, UTF_8));
    }
}
