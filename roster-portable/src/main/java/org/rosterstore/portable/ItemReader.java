package org.rosterstore.portable;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** Judges one item of a roster: what is repaired, and what is refused. RFC 6121, 2.1.2. */
final class ItemReader {

    private final WrittenItem written;
    private final OwnerReport report;
    private final BareJid contact;

    private ItemReader(WrittenItem written, BareJid contact, OwnerReport report) {
        this.written = written;
        this.contact = contact;
        this.report = report;
    }

    /** The item, or empty if it was refused. */
    static Optional<RosterItem> read(WrittenItem written, OwnerReport report) {
        return JidReader.read(written.jid(), "item without jid", written.place(), report)
                .flatMap(contact -> new ItemReader(written, contact, report).item());
    }

    private Optional<RosterItem> item() {
        // Absent means none: RFC 6121, 2.1.2.5.
        String word = written.subscription().orElse("none");
        Optional<Subscription> subscription = Subscription.ofWord(word);
        if (subscription.isEmpty()) {
            refused("subscription=" + Printable.quoted(word) + " is not a state (RFC 6121, 2.1.2.5)");
            return Optional.empty();
        }
        String name = written.name().orElse("");
        try {
            return Optional.of(new RosterItem(contact, name, groups(), subscription.get(), ask(), approved()));
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.refused(written.place(), contact.toString(), e);
            return Optional.empty();
        }
    }

    private Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (WrittenItem.Group group : written.groups()) {
            if (group.name().isEmpty()) {
                report.repaired(group.place(), contact.toString(), "an empty group is left out (RFC 6121, 2.3.3)");
            } else if (!groups.add(group.name())) {
                report.repaired(
                        group.place(),
                        contact.toString(),
                        "the group " + Printable.quoted(group.name()) + " is named twice (RFC 6121, 2.3.3)");
            }
        }
        return groups;
    }

    /** RFC 6121, 2.1.2.2: no other value has a meaning; {@code unsubscribe} was a word of RFC 3921. */
    private boolean ask() {
        String ask = written.ask().orElse("");
        return switch (ask) {
            case "subscribe" -> true;
            case "" -> false;
            default -> {
                repaired("ask=" + Printable.quoted(ask) + " is left out");
                yield false;
            }
        };
    }

    /** A boolean of XML Schema. RFC 6121, 2.1.2.1. */
    private boolean approved() {
        String approved = written.approved().orElse("false");
        return switch (approved) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> {
                repaired("approved=" + Printable.quoted(approved) + " is left out");
                yield false;
            }
        };
    }

    private void repaired(String message) {
        report.repaired(written.place(), contact.toString(), message);
    }

    private void refused(String message) {
        report.refused(written.place(), contact.toString(), message);
    }
}
