package org.rosterstore.redis;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/** Reads records, those of a roster one after the other. Most contacts have the groups of some other: these are made once. Not thread-safe. */
final class RecordReader {

    private static final Subscription[] SUBSCRIPTIONS = {
        Subscription.NONE, Subscription.TO, Subscription.FROM, Subscription.BOTH
    };

    /** A power of two. */
    private static final int PLACES = 64;

    /** Groups, and the octets that they were read from. */
    private static final class Known {
        private final byte[] octets;
        private final Set<String> groups;

        Known(byte[] octets, Set<String> groups) {
            this.octets = octets;
            this.groups = groups;
        }
    }

    /** Where some groups were read they stay until others come that have the same place. */
    private final @Nullable Known[] known = new Known[PLACES];

    private final OctetsReader record = new OctetsReader(new byte[0]);
    private Revision last = Revision.NONE;

    /** Reads a record, if it can be decoded. */
    void read(BareJid jid, byte[] octets, Consumer<Contact> readable, Consumer<Unreadable> otherwise) {
        Contact contact;
        try {
            contact = contact(jid, octets);
        } catch (IllegalArgumentException | DateTimeException | RosterStoreException e) {
            otherwise.accept(new Unreadable(
                    jid, "its record of %d octets cannot be decoded: %s".formatted(octets.length, e.getMessage())));
            return;
        }
        readable.accept(contact);
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it cannot be decoded; also what values throw that cannot be
     */
    Contact contact(BareJid jid, byte[] octets) {
        OctetsReader in = record.reads(octets);
        int format = in.octet();
        if (format != StoredForm.FORMAT) {
            throw new IllegalArgumentException("it is of format %d".formatted(format));
        }
        Revision changedIn = revision(in.int64(), in.int64());
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

    /** Many contacts have been changed by one commit. */
    private Revision revision(long counter, long commit) {
        if (last.counter() != counter || last.commit() != commit) {
            last = new Revision(counter, commit);
        }
        return last;
    }

    private RosterItem item(BareJid jid, int kinds, OctetsReader in) {
        String name = in.text();
        return new RosterItem(
                jid,
                name,
                groups(jid, in),
                SUBSCRIPTIONS[kinds & 3],
                (kinds & ContactRecord.ASK) != 0,
                (kinds & ContactRecord.APPROVED) != 0);
    }

    /** Checked, and in the form in which items keep them. */
    private Set<String> groups(BareJid jid, OctetsReader in) {
        if (in.isAtEnd()) {
            return Set.of();
        }
        int place = in.restHash() & (PLACES - 1);
        Known there = known[place];
        if (there == null || !in.skipsRest(there.octets)) {
            byte[] octets = in.copyOfRest();
            List<String> names = new ArrayList<>();
            while (!in.isAtEnd()) {
                names.add(in.text());
            }
            there = new Known(
                    octets,
                    RosterItem.of(jid).withGroups(names.toArray(String[]::new)).groups());
            known[place] = there;
        }
        return there.groups;
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
