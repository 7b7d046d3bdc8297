package org.rosterstore.portable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The owners in a Redis, and those of their contacts that no set of entries names: all of them in what the older version
 * wrote. They are found by going over the names of all keys, once.
 */
final class SleekOwners {

    private final RedisSource source;
    private final Predicate<String> wanted;
    private final OwnerReport report;

    /** By the set of owners, whether wanted or not. */
    private final Set<String> named = new HashSet<>();
    /** Of all wanted owners, by their names. */
    private final Map<String, Set<String>> beyondEntries = new TreeMap<>();

    private boolean isSetOfOwnersThere;
    private long size;

    SleekOwners(RedisSource source, Predicate<String> wanted, OwnerReport report) {
        this.source = source;
        this.wanted = wanted;
        this.report = report;
    }

    /** Looks for all owners that are wanted; if it is but one, this is its JID. */
    void find(Optional<String> only) {
        if (!readSetOfOwners()) {
            return;
        }
        Set<String> patterns = new TreeSet<>();
        only.ifPresent(owner -> {
            patterns.add(SleekKeys.pattern(owner));
            beyondEntries.keySet().forEach(spelling -> patterns.add(SleekKeys.pattern(spelling)));
        });
        if (patterns.isEmpty()) {
            patterns.add(SleekKeys.pattern());
        }
        patterns.forEach(pattern -> source.keys(pattern, this::page));
    }

    private boolean readSetOfOwners() {
        String key = SleekKeys.OWNERS;
        if (source.sizes(List.of(key)).get(0) > RosterDraft.MAX_SIZE) {
            refused("", "%s takes over %,d octets; nothing is read".formatted(key, RosterDraft.MAX_SIZE));
            return false;
        }
        Optional<List<byte[]>> members = source.members(key);
        if (members.isEmpty()) {
            repaired("%s is not the set of owners; they are found by the names of the keys".formatted(key));
        }
        for (byte[] member : members.orElse(List.of())) {
            isSetOfOwnersThere = true;
            Optional<String> owner = text(member);
            if (owner.isEmpty()) {
                refused(shown(member), "not UTF-8, and so no owner");
            } else if (owner.get().length() > SleekKeys.MAX_NAME) {
                refused(owner.get(), "an owner of over %,d characters".formatted(SleekKeys.MAX_NAME));
            } else {
                named.add(owner.get());
                add(owner.get());
            }
        }
        return true;
    }

    private void add(String owner) {
        if (wanted.test(owner)) {
            beyondEntries.computeIfAbsent(owner, it -> new TreeSet<>());
        }
    }

    private void page(List<byte[]> page) {
        List<String> keys = new ArrayList<>();
        for (byte[] octets : page) {
            Optional<String> key = text(octets);
            if (key.isEmpty()) {
                refused("", "the key %s is not UTF-8".formatted(Printable.quoted(shown(octets))));
            } else if (key.get().length() > SleekKeys.MAX_NAME) {
                refused("", "a key of over %,d characters".formatted(SleekKeys.MAX_NAME));
            } else if (!key.get().equals(SleekKeys.OWNERS)) {
                keys.add(key.get());
            }
        }
        List<String> types = source.types(keys);
        List<SleekKeys.Item> candidates = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            switch (types.get(i)) {
                case "none" -> {}
                case "set" -> set(keys.get(i));
                default -> candidates.addAll(item(keys.get(i), types.get(i)));
            }
        }
        List<Boolean> hasEntry = source.entriesHave(candidates);
        for (int i = 0; i < candidates.size(); i++) {
            if (!hasEntry.get(i)) {
                beyondEntries(candidates.get(i));
            }
        }
    }

    /** Of groups, or of the entries of an owner whom the set of owners may not name. */
    private void set(String key) {
        if (SleekKeys.isOfGroups(key)) {
            return;
        }
        for (SleekKeys.Item reading : SleekKeys.readings(key)) {
            if (reading.contact().equals(SleekKeys.ENTRIES)
                    && (named.contains(reading.owner()) || SleekKeys.isJid(reading.owner()))) {
                add(reading.owner());
                return;
            }
        }
        report.skipped(OwnerReport.IN_STORE, "a set that SleekRedis does not write");
    }

    /** The one item that a key is of, or those of known owners that it may be of. */
    private List<SleekKeys.Item> item(String key, String type) {
        boolean isHash = type.equals("hash");
        List<SleekKeys.Item> readings = SleekKeys.readings(key).stream()
                .filter(reading -> isHash || !reading.contact().equals(SleekKeys.ENTRIES))
                .toList();
        List<SleekKeys.Item> known = readings.stream()
                .filter(reading -> named.contains(reading.owner()))
                .toList();
        if (known.size() == 1) {
            return known;
        }
        if (known.size() > 1) {
            List<Boolean> hasEntry = source.entriesHave(known);
            if (!hasEntry.contains(true)) {
                ambiguous(key, known);
            }
            return List.of(); // what a set names is read by that
        }
        List<SleekKeys.Item> sensible = readings.stream()
                .filter(reading -> SleekKeys.isJid(reading.owner()) && SleekKeys.isJid(reading.contact()))
                .toList();
        if (sensible.size() > 1) {
            ambiguous(key, sensible);
        } else if (sensible.isEmpty() && isHash) {
            refused("", "the key %s names no owner and contact".formatted(Printable.quoted(key)));
        } else if (sensible.isEmpty()) {
            report.skipped(OwnerReport.IN_STORE, "a %s that SleekRedis does not write".formatted(type));
        }
        return sensible.size() == 1 ? sensible : List.of();
    }

    private void ambiguous(String key, List<SleekKeys.Item> readings) {
        refused(
                "",
                "the key %s may be of %s or of %s, and no set of entries tells"
                        .formatted(
                                Printable.quoted(key),
                                Printable.quoted(readings.get(0).owner()),
                                Printable.quoted(readings.get(1).owner())));
    }

    private void beyondEntries(SleekKeys.Item item) {
        add(item.owner());
        Set<String> contacts = beyondEntries.get(item.owner());
        if (contacts == null || size > RosterDraft.MAX_SIZE || !contacts.add(item.contact())) {
            return;
        }
        size += Value.SIZE + item.contact().length();
        if (size > RosterDraft.MAX_SIZE) {
            refused(
                    "",
                    "contacts that no set of entries names, in over %,d characters; the further ones are not read"
                            .formatted(RosterDraft.MAX_SIZE));
        }
    }

    /** All owners, as they were written, ordered by name. */
    Set<String> names() {
        return Collections.unmodifiableSet(beyondEntries.keySet());
    }

    /** The contacts of an owner that its set of entries does not name, ordered by name. */
    Set<String> beyondEntries(String owner) {
        return beyondEntries.getOrDefault(owner, Set.of());
    }

    /** Says what is strange about an owner. */
    void tellOf(String owner, OwnerReport about) {
        if (isSetOfOwnersThere && !named.contains(owner)) {
            about.repaired(OwnerReport.IN_STORE, "", "an owner whom %s does not name".formatted(SleekKeys.OWNERS));
        }
        if (owner.equals(SleekKeys.GROUPS)) {
            about.repaired(
                    OwnerReport.IN_STORE,
                    "",
                    "an owner of whom all keys begin as those of groups: they are told apart by their types");
        }
    }

    private void refused(String contact, String message) {
        report.refused(OwnerReport.IN_STORE, contact, message);
    }

    private void repaired(String message) {
        report.repaired(OwnerReport.IN_STORE, "", message);
    }

    /** The text that some octets are, or empty if they are not UTF-8. */
    static Optional<String> text(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Some octets for a message. */
    static String shown(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
