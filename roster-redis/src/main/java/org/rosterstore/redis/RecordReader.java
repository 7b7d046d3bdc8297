package org.rosterstore.redis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** Reads the records of one roster. Most contacts have the groups of some other: these are made once. Not safe for several threads. */
final class RecordReader {

    private static final Subscription[] SUBSCRIPTIONS = {
        Subscription.NONE, Subscription.TO, Subscription.FROM, Subscription.BOTH
    };

    private final Map<ByteBuffer, Set<String>> groups = new HashMap<>();

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it cannot be decoded; also what values throw that cannot be
     */
    Contact read(BareJid jid, byte[] record) {
        OctetsReader in = new OctetsReader(record);
        int format = in.octet();
        if (format != StoredForm.FORMAT) {
            throw new IllegalArgumentException("it is of format %d".formatted(format));
        }
        Revision changedIn = in.revision();
        in.int32(); // the sum, which is for scripts
        int kinds = in.octet();
        if ((kinds & (ContactRecord.ITEM | ContactRecord.REQUEST | ContactRecord.EXTRAS)) == 0) {
            throw new IllegalArgumentException("it is about nothing");
        }
        Optional<SubscriptionRequest> request = Optional.empty();
        if ((kinds & ContactRecord.REQUEST) != 0) {
            request = Optional.of(request(jid, in.part()));
        }
        Map<String, String> extras = (kinds & ContactRecord.EXTRAS) == 0 ? Map.of() : extras(in.part());
        Optional<RosterItem> item = Optional.empty();
        if ((kinds & ContactRecord.ITEM) != 0) {
            item = Optional.of(item(jid, kinds, in));
        }
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("more follows it");
        }
        return new Contact(jid, item, request, extras, changedIn);
    }

    private RosterItem item(BareJid jid, int kinds, OctetsReader in) {
        String name = in.text();
        ByteBuffer rest = in.rest();
        Set<String> known = groups.get(rest);
        if (known == null) {
            known = groups(jid, new OctetsReader(rest));
            groups.put(rest, known);
        }
        return new RosterItem(
                jid,
                name,
                known,
                SUBSCRIPTIONS[kinds & 3],
                (kinds & ContactRecord.ASK) != 0,
                (kinds & ContactRecord.APPROVED) != 0);
    }

    /** Checked, and in the form in which items keep them. */
    private static Set<String> groups(BareJid jid, OctetsReader in) {
        List<String> names = new ArrayList<>();
        while (!in.isAtEnd()) {
            names.add(in.text());
        }
        return RosterItem.of(jid).withGroups(names.toArray(String[]::new)).groups();
    }

    private static SubscriptionRequest request(BareJid jid, OctetsReader in) {
        Instant receivedAt = Instant.ofEpochMilli(in.int64());
        return new SubscriptionRequest(jid, in.text(), in.text(), in.text(), receivedAt);
    }

    private static Map<String, String> extras(OctetsReader in) {
        Map<String, String> extras = new HashMap<>();
        while (!in.isAtEnd()) {
            extras.put(in.text(), in.text());
        }
        return extras;
    }
}
