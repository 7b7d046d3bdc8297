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

/** Gathers one owner's roster from the children of the owner's element, one at a time and in any order. */
final class OwnerReader {

    /** What one owner's contacts may take to hold, as {@link Element#size()} counts it. */
    static final long MAX_SIZE = 1L << 28;

    private final BareJid owner;
    private final Instant now;
    private final OwnerReport report;

    private final Map<BareJid, Contact> contacts = new LinkedHashMap<>();
    /** Where those requests stand that other software wrote: whether they are still pending is seen at the end. */
    private final Map<BareJid, Place> foreignRequests = new LinkedHashMap<>();

    private Optional<String> ver = Optional.empty();
    private Optional<Place> query = Optional.empty();
    private boolean itemsAreAsWritten = true;
    private int requests;
    private long size;
    private boolean complete = true;

    OwnerReader(BareJid owner, Instant now, OwnerReport report) {
        this.owner = owner;
        this.now = now;
        this.report = report;
    }

    /** Reads the present element, which is thereby left. */
    void child(XmlInput in) throws DamagedXmlException {
        if (in.is(Xmlns.ROSTER, "query")) {
            query(in);
        } else if (in.name().equals("presence")
                && Set.of(Xmlns.CLIENT, Xmlns.PORTABLE).contains(in.namespace())) {
            // Prosody leaves the namespace out.
            whole(in).ifPresent(this::request);
        } else if (in.is(Xmlns.ROSTERSTORE, "extras")) {
            extras(in);
        } else {
            report.skippedElement(in.place(), in.namespace(), in.name());
            in.skip();
        }
    }

    /** Something of the owner's could not be read: better no roster than a part of one. */
    void spoil() {
        complete = false;
        contacts.clear();
        foreignRequests.clear();
    }

    /**
     * The roster, after the last child.
     *
     * @param end the end of the owner's element
     */
    Optional<Roster> roster(Place end) {
        if (!complete) {
            report.refused(end, "", "not read, since a part of the roster could not be read");
            return Optional.empty();
        }
        foreignRequests.forEach(this::settle);
        if (ver.isPresent() && !itemsAreAsWritten) {
            report.repaired(
                    query.orElse(end), "", "the version is left out: the items are no longer what it stands for");
            ver = Optional.empty();
        }
        return Optional.of(Roster.stored(owner, Revision.NONE, ver, contacts, List.of()));
    }

    private void query(XmlInput in) throws DamagedXmlException {
        Map<String, String> attributes = in.attributes();
        report.skippedAttributes(in.place(), "query", attributes.keySet(), Set.of("ver", "version"));
        if (query.isPresent()) {
            report.repaired(in.place(), "", "a second query: its items are added to those of the first");
            itemsAreAsWritten = false;
        } else {
            query = Optional.of(in.place());
            version(attributes, in.place());
        }
        while (in.toChild()) {
            if (in.is(Xmlns.ROSTER, "item")) {
                int before = report.changes();
                whole(in).ifPresent(this::item);
                itemsAreAsWritten &= report.changes() == before;
            } else {
                report.skippedElement(in.place(), in.namespace(), in.name());
                in.skip();
            }
        }
    }

    /** RFC 6121, 2.1.1, calls it {@code ver}, and Prosody's files {@code version}. */
    private void version(Map<String, String> attributes, Place place) {
        Optional<String> theirs = Optional.ofNullable(attributes.get("version"));
        Optional<String> standard = Optional.ofNullable(attributes.get("ver"));
        if (theirs.isPresent() && standard.isPresent() && !theirs.equals(standard)) {
            report.repaired(place, "", "two different versions, of which neither is kept");
            return;
        }
        ver = standard.or(() -> theirs);
        try {
            ver.ifPresent(RosterEdit::ver);
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.repaired(place, "", "the version is left out: " + e.getMessage());
            ver = Optional.empty();
        }
    }

    private void item(Element element) {
        ItemReader.read(element, report).ifPresent(item -> {
            Contact contact = contact(item.contact());
            if (contact.item().isPresent()) {
                report.refused(element.place(), item.contact().toString(), "a second item of the same contact");
            } else {
                change(contact, element.place(), it -> withItem(it, item));
            }
        });
    }

    private void request(Element element) {
        RequestReader.read(element, owner, now, report).ifPresent(request -> {
            BareJid from = request.from();
            Contact contact = contact(from);
            if (contact.request().isEmpty()) {
                if (requests == Limits.REQUESTS) {
                    report.refused(
                            element.place(), from.toString(), "over %,d pending requests".formatted(Limits.REQUESTS));
                } else if (change(contact, element.place(), it -> withRequest(it, Optional.of(request)))) {
                    requests++;
                    remember(from, element);
                }
                return;
            }
            // One of a contact is kept (RFC 6121, 3.1.3): the one that says more, of equals the later.
            report.repaired(element.place(), from.toString(), "a repeated request: the one that says more is kept");
            if (request.stanza().length() >= contact.request().get().stanza().length()
                    && change(contact, element.place(), it -> withRequest(it, Optional.of(request)))) {
                remember(from, element);
            }
        });
    }

    private void remember(BareJid from, Element presence) {
        if (RequestReader.isOurs(presence)) {
            foreignRequests.remove(from);
        } else {
            foreignRequests.put(from, presence.place());
        }
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

    private void extras(XmlInput in) throws DamagedXmlException {
        while (in.toChild()) {
            if (in.is(Xmlns.ROSTERSTORE, "contact")) {
                whole(in).ifPresent(this::extrasOfContact);
            } else {
                report.skippedElement(in.place(), in.namespace(), in.name());
                in.skip();
            }
        }
    }

    private void extrasOfContact(Element element) {
        JidReader.read(element, "jid", report)
                .ifPresent(jid -> element.children().forEach(child -> {
                    String key = child.attribute("key").orElse("");
                    if (!child.is(Xmlns.ROSTERSTORE, "extra")) {
                        report.skippedElement(child.place(), child.namespace(), child.name());
                    } else if (contact(jid).extras().containsKey(key)) {
                        report.refused(
                                child.place(), jid.toString(), "a second extra of the key " + Printable.quoted(key));
                    } else {
                        change(contact(jid), child.place(), it -> withExtra(it, key, child.text()));
                    }
                }));
    }

    /** The present element, if there is room for it. */
    private Optional<Element> whole(XmlInput in) throws DamagedXmlException {
        Place place = in.place();
        String name = in.name();
        Optional<Element> element = in.element();
        if (element.isEmpty()) {
            report.refused(place, "", "%s of over %,d characters".formatted(name, XmlInput.MAX_ELEMENT));
            return element;
        }
        size += element.get().size();
        if (size > MAX_SIZE && complete) {
            report.refused(place, "", "a roster of over %,d characters".formatted(MAX_SIZE));
            spoil();
        }
        return complete ? element : Optional.empty();
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
