package org.rosterstore.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** A roster as people read it. */
final class RosterTable {

    private RosterTable() {}

    static Table of(Roster roster) {
        Table table = new Table("CONTACT", "NAME", "SUBSCRIPTION", "GROUPS", "");
        roster.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::jid))
                .forEach(contact -> table.row(
                        contact.jid().toString(),
                        contact.item().map(RosterItem::name).orElse(""),
                        contact.item().map(RosterTable::subscription).orElse("not in the roster"),
                        contact.item()
                                .map(item -> String.join(" · ", item.groups()))
                                .orElse(""),
                        notes(contact)));
        return table;
    }

    private static String subscription(RosterItem item) {
        return item.subscription().word() + (item.ask() ? ", asked" : "") + (item.approved() ? ", approved" : "");
    }

    private static String notes(Contact contact) {
        StringJoiner notes = new StringJoiner("; ");
        contact.request().map(RosterTable::request).ifPresent(notes::add);
        Map<String, String> extras = new TreeMap<>(contact.extras());
        extras.forEach((key, value) -> notes.add(key + "=" + value));
        return notes.toString();
    }

    private static String request(SubscriptionRequest request) {
        Optional<String> status = Optional.of(request.status()).filter(it -> !it.isEmpty());
        return "waits for an answer" + status.map(it -> ": “" + it + "”").orElse("");
    }
}
