package org.rosterstore.portable;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.portable.XmlNode.Element;

/** Reads one item of a roster. RFC 6121, 2.1.2. */
final class ItemReader {

    private static final Set<String> KNOWN = Set.of("jid", "name", "subscription", "ask", "approved");

    private final Element element;
    private final OwnerReport report;
    private final BareJid contact;

    private ItemReader(Element element, BareJid contact, OwnerReport report) {
        this.element = element;
        this.contact = contact;
        this.report = report;
    }

    /** The item, or empty if it was refused. */
    static Optional<RosterItem> read(Element element, OwnerReport report) {
        return JidReader.read(element, "jid", report)
                .flatMap(contact -> new ItemReader(element, contact, report).item());
    }

    private Optional<RosterItem> item() {
        report.skippedAttributes(element.place(), "item", element.attributes().keySet(), KNOWN);
        // Absent means none: RFC 6121, 2.1.2.5.
        String word = element.attribute("subscription").orElse("none");
        Optional<Subscription> subscription = Subscription.ofWord(word);
        if (subscription.isEmpty()) {
            refused("subscription=" + Printable.quoted(word) + " is not a state (RFC 6121, 2.1.2.5)");
            return Optional.empty();
        }
        String name = element.attribute("name").orElse("");
        try {
            return Optional.of(new RosterItem(contact, name, groups(), subscription.get(), ask(), approved()));
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.refused(element.place(), contact.toString(), e);
            return Optional.empty();
        }
    }

    private Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (Element child : element.children()) {
            if (!child.is(Xmlns.ROSTER, "group")) {
                report.skippedElement(child.place(), child.namespace(), child.name());
                continue;
            }
            report.skippedAttributes(child.place(), "group", child.attributes().keySet(), Set.of());
            child.children().forEach(inner -> report.skippedElement(inner.place(), inner.namespace(), inner.name()));
            String group = child.text();
            if (group.isEmpty()) {
                report.repaired(child.place(), contact.toString(), "an empty group is left out (RFC 6121, 2.3.3)");
            } else if (!groups.add(group)) {
                report.repaired(
                        child.place(),
                        contact.toString(),
                        "the group " + Printable.quoted(group) + " is named twice (RFC 6121, 2.3.3)");
            }
        }
        return groups;
    }

    /** RFC 6121, 2.1.2.2: no other value has a meaning; {@code unsubscribe} was a word of RFC 3921. */
    private boolean ask() {
        return switch (element.attribute("ask").orElse("")) {
            case "subscribe" -> true;
            case "" -> false;
            default -> {
                repaired("ask=" + Printable.quoted(element.attribute("ask").orElse("")) + " is left out");
                yield false;
            }
        };
    }

    /** A boolean of XML Schema. RFC 6121, 2.1.2.1. */
    private boolean approved() {
        return switch (element.attribute("approved").orElse("false")) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> {
                repaired("approved="
                        + Printable.quoted(element.attribute("approved").orElse("")) + " is left out");
                yield false;
            }
        };
    }

    private void repaired(String message) {
        report.repaired(element.place(), contact.toString(), message);
    }

    private void refused(String message) {
        report.refused(element.place(), contact.toString(), message);
    }
}
