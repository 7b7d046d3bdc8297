package org.rosterstore.cli;

import java.util.Comparator;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;

/** A roster as people read it, the subscriptions in the words of RFC 6121, A.1. */
final class RosterTable {

    private RosterTable() {}

    static Table of(Roster roster) {
        Table table = new Table("CONTACT", "NAME", "SUBSCRIPTION", "GROUPS, AND EXTRAS");
        roster.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::jid))
                .forEach(contact -> table.row(
                        contact.jid().toString(),
                        contact.item().map(RosterItem::name).orElse(""),
                        subscription(contact),
                        groupsAndExtras(contact)));
        return table;
    }

    /** How the contact stands: {@code none, pending out}. */
    static String subscription(Contact contact) {
        StringJoiner words = new StringJoiner(", ");
        contact.item().ifPresent(item -> {
            words.add(item.subscription().word());
            if (item.ask()) {
                words.add("pending out");
            }
            if (item.approved()) {
                words.add("approved");
            }
        });
        contact.request().ifPresent(request -> words.add("pending in"));
        return words.toString();
    }

    private static String groupsAndExtras(Contact contact) {
        StringJoiner words = new StringJoiner(" · ");
        contact.item().ifPresent(item -> item.groups().forEach(words::add));
        new TreeMap<>(contact.extras()).forEach((key, value) -> words.add(key + "=" + value));
        return words.toString();
    }
}
