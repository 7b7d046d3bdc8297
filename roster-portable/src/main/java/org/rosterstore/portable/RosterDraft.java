package org.rosterstore.portable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.XmlNode.Element;

/**
 * One owner's roster while it is being read, from whatever format, a part at a time and in any order. Here are the
 * rules that are the same for all formats: a contact has one item and one request, a subscribed contact asks for
 * nothing, and the version is kept only if the items are those that it stands for.
 */
final class RosterDraft {

    /** What one owner's contacts may take to hold, as {@link Element#size()} counts it. */
    static final long MAX_SIZE = 1L << 28;

    private final BareJid owner;
    private final Instant now;
    private final OwnerReport report;

    private final Map<BareJid, Contact> contacts = new LinkedHashMap<>();
    /** Where those requests stand that other software wrote: whether they are still pending is seen at the end. */
    private final Map<BareJid, Place> foreignRequests = new LinkedHashMap<>();

    private Optional<String> ver = Optional.empty();
    private Optional<Place> verPlace = Optional.empty();
    private boolean itemsAreAsWritten = true;
    private int requests;
    private long size;
    private boolean complete = true;

    /**
     * An empty draft.
     *
     * @param owner whose roster
     * @param now when those requests came of which the file does not say it
     * @param report the findings about the owner
     */
    RosterDraft(BareJid owner, Instant now, OwnerReport report) {
        this.owner = owner;
        this.now = now;
        this.report = report;
    }

    OwnerReport report() {
        return report;
    }

    /** Something of the owner's could not be read: better no roster than a part of one. */
    void spoil() {
        complete = false;
        contacts.clear();
        foreignRequests.clear();
    }

    /** The items are not those that the version stands for. */
    void itemsDiffer() {
        itemsAreAsWritten = false;
    }

    /**
     * Counts what was read.
     *
     * @return whether there is still a roster to read it for
     */
    boolean takes(int elementSize, Place place) {
        size += elementSize;
        if (size > MAX_SIZE && complete) {
            report.refused(place, "", "a roster of over %,d characters".formatted(MAX_SIZE));
            spoil();
        }
        return complete;
    }

    /** The version, as the file has it. */
    void ver(Optional<String> text, Place place) {
        verPlace = Optional.of(place);
        try {
            text.ifPresent(RosterEdit::ver);
            ver = text;
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.repaired(place, "", "the version is left out: " + e.getMessage());
        }
    }

    /** Whether a version was read, be it one that is not kept. */
    boolean hasVer() {
        return verPlace.isPresent();
    }

    void item(WrittenItem written) {
        int before = report.changes();
        ItemReader.read(written, report).ifPresent(item -> {
            Contact contact = contact(item.contact());
            if (contact.item().isPresent()) {
                report.refused(written.place(), item.contact().toString(), "a second item of the same contact");
            } else {
                change(contact, written.place(), it -> withItem(it, item));
            }
        });
        itemsAreAsWritten &= report.changes() == before;
    }

    /** An item as the present entry of a table, which is thereby left. */
    void item(TableInput in) throws DamagedFileException {
        Value key = in.key();
        whole(in, "item").ifPresentOrElse(value -> item(key, value), this::itemsDiffer);
    }

    /** An item as an entry of a table. */
    void item(Value key, Value value) {
        int before = report.changes();
        ItemTable.read(key, value, report).ifPresent(this::item);
        itemsAreAsWritten &= report.changes() == before;
    }

    /**
     * The value of the present entry of a table, which is thereby left, if there is room for it.
     *
     * @param what it should be
     */
    Optional<Value> whole(TableInput in, String what) throws DamagedFileException {
        Value key = in.key();
        Place place = in.place();
        Optional<Value> value = in.value();
        if (value.isEmpty()) {
            report.refused(
                    place, key.text().orElse(""), "%s of over %,d characters".formatted(what, XmlInput.MAX_ELEMENT));
            return value;
        }
        return takes(key.size() + value.get().size(), place) ? value : Optional.empty();
    }

    /** A request as a stanza. */
    void request(Element presence) {
        RequestReader.read(presence, owner, now, report)
                .ifPresent(request -> request(request, presence.place(), RequestReader.isOurs(presence)));
    }

    /** A request of which the file says no more than whom it is from. */
    void request(BareJid from, Place place) {
        request(SubscriptionRequest.of(from, now), place, false);
    }

    private void request(SubscriptionRequest request, Place place, boolean ours) {
        BareJid from = request.from();
        Contact contact = contact(from);
        if (contact.request().isEmpty()) {
            if (requests == Limits.REQUESTS) {
                report.refused(place, from.toString(), "over %,d pending requests".formatted(Limits.REQUESTS));
            } else if (change(contact, place, it -> withRequest(it, Optional.of(request)))) {
                requests++;
                remember(from, place, ours);
            }
            return;
        }
        // One of a contact is kept (RFC 6121, 3.1.3): the one that says more, of equals the later.
        report.repaired(place, from.toString(), "a repeated request: the one that says more is kept");
        if (request.stanza().length() >= contact.request().get().stanza().length()
                && change(contact, place, it -> withRequest(it, Optional.of(request)))) {
            remember(from, place, ours);
        }
    }

    private void remember(BareJid from, Place place, boolean ours) {
        if (ours) {
            foreignRequests.remove(from);
        } else {
            foreignRequests.put(from, place);
        }
    }

    void extra(BareJid jid, String key, String value, Place place) {
        if (contact(jid).extras().containsKey(key)) {
            report.refused(place, jid.toString(), "a second extra of the key " + Printable.quoted(key));
        } else {
            change(contact(jid), place, it -> withExtra(it, key, value));
        }
    }

    /**
     * The roster, after all of it was read.
     *
     * @param end where the owner's data end
     * @return empty if it cannot be had, which is told
     */
    Optional<Roster> roster(Place end) {
        if (!complete) {
            report.refused(end, "", "not read, since a part of the roster could not be read");
            return Optional.empty();
        }
        foreignRequests.forEach(this::settle);
        if (ver.isPresent() && !itemsAreAsWritten) {
            report.repaired(
                    verPlace.orElse(end), "", "the version is left out: the items are no longer what it stands for");
            ver = Optional.empty();
        }
        return Optional.of(Roster.stored(owner, Revision.NONE, ver, contacts, List.of()));
    }

    private void settle(BareJid from, Place place) {
        Contact contact = contact(from);
        boolean subscribed = contact.item()
                .filter(item -> Set.of(Subscription.FROM, Subscription.BOTH).contains(item.subscription()))
                .isPresent();
        if (subscribed) {
            report.repaired(place, from.toString(), "the contact is subscribed already: the request is settled");
            contacts.put(from, withRequest(contact, Optional.empty()));
        }
    }

    private Contact contact(BareJid jid) {
        Contact contact = contacts.get(jid);
        return contact == null ? Contact.absent(jid, Revision.NONE) : contact;
    }

    private boolean change(Contact contact, Place place, UnaryOperator<Contact> change) {
        try {
            contacts.put(contact.jid(), change.apply(contact));
            return true;
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.refused(place, contact.jid().toString(), e);
            return false;
        }
    }

    private static Contact withItem(Contact contact, RosterItem item) {
        return new Contact(contact.jid(), Optional.of(item), contact.request(), contact.extras(), Revision.NONE);
    }

    private static Contact withRequest(Contact contact, Optional<SubscriptionRequest> request) {
        return new Contact(contact.jid(), contact.item(), request, contact.extras(), Revision.NONE);
    }

    private static Contact withExtra(Contact contact, String key, String value) {
        Map<String, String> extras = new LinkedHashMap<>(contact.extras());
        extras.put(key, value);
        return new Contact(contact.jid(), contact.item(), contact.request(), extras, Revision.NONE);
    }
}
