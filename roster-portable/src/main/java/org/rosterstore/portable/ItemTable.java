package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.portable.Value.Bool;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Entry;
import org.rosterstore.portable.Value.Nothing;
import org.rosterstore.portable.Value.Table;

/** An item of a roster as a table, with the contact as its key: in Lua as Prosody has it, in JSON as aioxmpp has it. */
final class ItemTable {

    private static final Set<String> KNOWN = Set.of("name", "subscription", "ask", "approved", "groups", "persist");

    private final Table table;
    private final String contact;
    private final OwnerReport report;
    private final Map<String, Value> fields = new HashMap<>();

    private ItemTable(Table table, String contact, OwnerReport report) {
        this.table = table;
        this.contact = contact;
        this.report = report;
    }

    /** What the table says, or empty if it was refused. What is of a wrong type is left out. */
    static Optional<WrittenItem> read(Value key, Value value, OwnerReport report) {
        Optional<String> contact = key.text();
        if (contact.isEmpty()) {
            report.refused(key.place(), "", "item of a contact that is %s, not a JID".formatted(key.kind()));
            return Optional.empty();
        }
        if (!(value instanceof Table table)) {
            report.refused(value.place(), contact.get(), "item that is %s, not a table".formatted(value.kind()));
            return Optional.empty();
        }
        return new ItemTable(table, contact.get(), report).read();
    }

    private Optional<WrittenItem> read() {
        for (Entry entry : table.entries()) {
            Value value = entry.value();
            String field = entry.key().text().orElse("");
            if (!KNOWN.contains(field)) {
                report.skipped(value.place(), "field " + field + " of item");
            } else if (fields.put(field, value) != null) {
                report.refused(value.place(), contact, "item with a second " + field);
                return Optional.empty();
            }
        }
        Value subscription = field("subscription");
        if (!(subscription instanceof Nothing) && subscription.text().isEmpty()) {
            report.refused(
                    subscription.place(),
                    contact,
                    "subscription is %s, not a state (RFC 6121, 2.1.2.5)".formatted(subscription.kind()));
            return Optional.empty();
        }
        return Optional.of(new WrittenItem(
                table.place(),
                Optional.of(contact),
                text("name"),
                subscription.text(),
                text("ask"),
                approved(),
                groups()));
    }

    private Value field(String name) {
        return fields.getOrDefault(name, new Nothing(table.place()));
    }

    private Optional<String> text(String name) {
        Value value = field(name);
        if (!(value instanceof Nothing) && value.text().isEmpty()) {
            leftOut(value, name);
        }
        return value.text();
    }

    private Optional<String> approved() {
        Value value = field("approved");
        if (value instanceof Bool bool) {
            return Optional.of(String.valueOf(bool.value()));
        }
        return value instanceof Digits number ? Optional.of(number.digits()) : text("approved");
    }

    /** The keys of a table, or the values of a list. */
    private List<WrittenItem.Group> groups() {
        Value value = field("groups");
        List<WrittenItem.Group> groups = new ArrayList<>();
        if (value instanceof Table list) {
            for (Entry entry : list.entries()) {
                Value group = entry.key() instanceof Digits ? entry.value() : entry.key();
                if (!(entry.value() instanceof Nothing)) {
                    group.text()
                            .ifPresentOrElse(
                                    name -> groups.add(new WrittenItem.Group(name, group.place())),
                                    () -> leftOut(group, "group"));
                }
            }
        } else if (!(value instanceof Nothing)) {
            leftOut(value, "groups");
        }
        return groups;
    }

    private void leftOut(Value value, String what) {
        report.repaired(value.place(), contact, "%s is %s, and is left out".formatted(what, value.kind()));
    }
}
