package org.rosterstore.portable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.XmlNode.Element;

/** Reads one owner's roster from the children of the owner's element in XEP-0227, one at a time and in any order. */
final class OwnerReader {

    private final RosterDraft draft;
    private final OwnerReport report;
    private boolean hasQuery;

    OwnerReader(RosterDraft draft) {
        this.draft = draft;
        report = draft.report();
    }

    /** Reads the present element, which is thereby left. */
    void child(XmlInput in) throws DamagedFileException {
        if (in.is(Xmlns.ROSTER, "query")) {
            query(in);
        } else if (in.name().equals("presence")
                && Set.of(Xmlns.CLIENT, Xmlns.PORTABLE).contains(in.namespace())) {
            // Prosody leaves the namespace out.
            whole(in).ifPresent(draft::request);
        } else if (in.is(Xmlns.ROSTERSTORE, "extras")) {
            extras(in);
        } else {
            report.skippedElement(in.place(), in.namespace(), in.name());
            in.skip();
        }
    }

    private void query(XmlInput in) throws DamagedFileException {
        Map<String, String> attributes = in.attributes();
        report.skippedAttributes(in.place(), "query", attributes.keySet(), Set.of("ver", "version"));
        if (hasQuery) {
            report.repaired(in.place(), "", "a second query: its items are added to those of the first");
            draft.itemsDiffer();
        } else {
            hasQuery = true;
            version(attributes, in.place());
        }
        while (in.toChild()) {
            if (in.is(Xmlns.ROSTER, "item")) {
                whole(in).map(item -> ItemElement.read(item, report)).ifPresentOrElse(draft::item, draft::itemsDiffer);
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
        } else {
            draft.ver(standard.or(() -> theirs), place);
        }
    }

    private void extras(XmlInput in) throws DamagedFileException {
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
                    if (child.is(Xmlns.ROSTERSTORE, "extra")) {
                        draft.extra(jid, child.attribute("key").orElse(""), child.text(), child.place());
                    } else {
                        report.skippedElement(child);
                    }
                }));
    }

    /** The present element, if there is room for it. */
    private Optional<Element> whole(XmlInput in) throws DamagedFileException {
        Place place = in.place();
        String name = in.name();
        Optional<Element> element = in.element();
        if (element.isEmpty()) {
            report.refused(place, "", "%s of over %,d characters".formatted(name, XmlInput.MAX_ELEMENT));
            return element;
        }
        return draft.takes(element.get().size(), place) ? element : Optional.empty();
    }
}
