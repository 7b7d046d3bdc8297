package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.Unreadable;

/** What tells two states of a roster apart, contact by contact and part by part. */
final class RosterDifference {

    /**
     * A part that differs.
     *
     * @param what {@code name}, {@code groups}, {@code subscription}, …
     * @param a what the one has, empty where it has no such part
     * @param b what the other has
     */
    record Part(String what, Optional<String> a, Optional<String> b) {

        @Override
        public String toString() {
            return what + " " + a.orElse("(none)") + " -> " + b.orElse("(none)");
        }

        Map<String, Object> json() {
            Map<String, Object> json = Json.object();
            json.put("part", what);
            json.put("a", a);
            json.put("b", b);
            return json;
        }
    }

    /**
     * A contact that differs.
     *
     * @param contact who
     * @param sign {@code +} if only the other has the contact, {@code -} if only the one, {@code ~} if it differs, and
     *     {@code =} if only its present state is known
     * @param parts what differs
     */
    record Line(BareJid contact, char sign, List<Part> parts) {

        /** The whole of a contact that only one has, or each part as it is in both. */
        @Override
        public String toString() {
            String what = parts.stream()
                    .map(part -> sign == '~'
                            ? part.toString()
                            : part.what() + " " + part.a().or(part::b).orElse(""))
                    .collect(Collectors.joining("; "));
            return "%c %s  %s".formatted(sign, contact, what).stripTrailing();
        }

        private String word() {
            return switch (sign) {
                case '+' -> "added";
                case '-' -> "removed";
                case '=' -> "present";
                default -> "changed";
            };
        }

        Map<String, Object> json() {
            Map<String, Object> json = Json.object();
            json.put("contact", contact);
            json.put("change", word());
            json.put("parts", parts.stream().map(Part::json).toList());
            return json;
        }
    }

    private final Optional<Part> ver;
    private final List<Line> contacts;

    private RosterDifference(Optional<Part> ver, List<Line> contacts) {
        this.ver = ver;
        this.contacts = contacts;
    }

    static RosterDifference between(Roster a, Roster b) {
        Map<BareJid, Map<String, String>> partsOfA = parts(a);
        Map<BareJid, Map<String, String>> partsOfB = parts(b);
        Set<BareJid> jids = new TreeSet<>(partsOfA.keySet());
        jids.addAll(partsOfB.keySet());
        List<Line> lines = new ArrayList<>();
        for (BareJid jid : jids) {
            Map<String, String> before = partsOfA.getOrDefault(jid, Map.of());
            Map<String, String> after = partsOfB.getOrDefault(jid, Map.of());
            List<Part> parts = different(before, after);
            if (!parts.isEmpty()) {
                lines.add(new Line(jid, before.isEmpty() ? '+' : after.isEmpty() ? '-' : '~', parts));
            }
        }
        return new RosterDifference(
                a.ver().equals(b.ver())
                        ? Optional.empty()
                        : Optional.of(
                                new Part("ver", a.ver().map(Json::of), b.ver().map(Json::of))),
                lines);
    }

    /** A contact as it is now: what a history gives, which does not know how it was before. */
    static Line present(Contact contact) {
        Map<String, String> parts = parts(contact);
        return new Line(contact.jid(), parts.isEmpty() ? '-' : '=', different(Map.of(), parts));
    }

    /** A record that cannot be read. */
    static Line unreadable(Unreadable record) {
        return new Line(record.contact(), '=', different(Map.of(), parts(record)));
    }

    boolean isEmpty() {
        return ver.isEmpty() && contacts.isEmpty();
    }

    Optional<Part> ver() {
        return ver;
    }

    List<Line> contacts() {
        return contacts;
    }

    /** For people, a line for each contact, and one for the ver. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        ver.ifPresent(part -> lines.add("~ " + part));
        contacts.forEach(line -> lines.add(line.toString()));
        return lines;
    }

    private static List<Part> different(Map<String, String> a, Map<String, String> b) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        return names.stream()
                .map(name -> new Part(name, Optional.ofNullable(a.get(name)), Optional.ofNullable(b.get(name))))
                .filter(part -> !part.a().equals(part.b()))
                .toList();
    }

    private static Map<BareJid, Map<String, String>> parts(Roster roster) {
        Map<BareJid, Map<String, String>> parts = new LinkedHashMap<>();
        roster.contacts().forEach((jid, contact) -> parts.put(jid, parts(contact)));
        for (Unreadable record : roster.unreadable()) {
            parts.put(record.contact(), parts(record));
        }
        return parts;
    }

    private static Map<String, String> parts(Unreadable record) {
        return Map.of("record", "cannot be read: " + record.problem());
    }

    /** Every part in words from which it could be read back, so that two that differ never look the same. */
    private static Map<String, String> parts(Contact contact) {
        Map<String, String> parts = new LinkedHashMap<>();
        contact.item().ifPresent(item -> {
            parts.put("subscription", item.subscription().word());
            putUnless(item.name().isEmpty(), parts, "name", item.name());
            putUnless(item.groups().isEmpty(), parts, "groups", item.groups());
            putUnless(!item.ask(), parts, "ask", item.ask());
            putUnless(!item.approved(), parts, "approved", item.approved());
        });
        contact.request().ifPresent(request -> parts.put("request", Json.of(RosterJson.of(request))));
        new TreeMap<>(contact.extras()).forEach((key, value) -> parts.put("extra " + Json.of(key), Json.of(value)));
        return parts;
    }

    private static void putUnless(boolean isDefault, Map<String, String> parts, String name, Object value) {
        if (!isDefault) {
            parts.put(name, Json.of(value));
        }
    }
}
