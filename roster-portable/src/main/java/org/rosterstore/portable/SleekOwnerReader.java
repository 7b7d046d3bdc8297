package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rosterstore.Roster;

/** Reads one owner's roster from Redis: the names of its contacts, and then some of them at a time. */
final class SleekOwnerReader {

    /** So many contacts are asked about at a time. */
    private static final int BATCH = 500;

    /** What is fetched at a time takes so many octets there. */
    private static final long MAX_FETCHED = 8L << 20;

    private final String owner;
    private final Set<String> beyondEntries;
    private final RedisSource source;
    private final RosterDraft draft;
    private final OwnerReport report;
    private final SleekRows rows;
    private final Tally unlisted = new Tally();

    /**
     * A reader of an owner.
     *
     * @param owner the name, as it stands in keys
     * @param beyondEntries the contacts that its set of entries does not name
     */
    SleekOwnerReader(String owner, Set<String> beyondEntries, RedisSource source, RosterDraft draft) {
        this.owner = owner;
        this.beyondEntries = beyondEntries;
        this.source = source;
        this.draft = draft;
        report = draft.report();
        rows = new SleekRows(draft);
    }

    /** The roster, or empty if there is none, which is told. */
    Optional<Roster> read() {
        Set<String> entries = entries();
        if (entries.isEmpty() && beyondEntries.isEmpty()) {
            // Taken for an empty roster it could empty one that is not.
            refused("", "an owner without contacts; nothing of it is read");
            return Optional.empty();
        }
        beyondEntries.stream().filter(contact -> !entries.contains(contact)).forEach(unlisted::add);
        entries.addAll(beyondEntries);
        List<String> batch = new ArrayList<>(BATCH);
        for (String contact : entries) {
            batch.add(contact);
            if (batch.size() == BATCH) {
                batch(batch);
                batch.clear();
            }
        }
        batch(batch);
        if (!unlisted.isEmpty()) {
            report.repaired(
                    OwnerReport.IN_STORE,
                    "",
                    "%s found by the names of their keys: %s does not name them"
                            .formatted(unlisted, SleekKeys.entries(owner)));
        }
        rows.conclude();
        return draft.roster(OwnerReport.IN_STORE);
    }

    /** The contacts that the set of entries names, ordered by name. */
    private Set<String> entries() {
        String key = SleekKeys.entries(owner);
        Set<String> entries = new TreeSet<>();
        if (source.sizes(List.of(key)).get(0) > RosterDraft.MAX_SIZE) {
            refused("", "%s takes over %,d octets".formatted(key, RosterDraft.MAX_SIZE));
            draft.spoil();
            return entries;
        }
        Optional<List<byte[]>> members = source.members(key);
        if (members.isEmpty()) {
            report.repaired(
                    OwnerReport.IN_STORE,
                    "",
                    "%s is a %s, not the set of entries: contacts are found by the names of their keys"
                            .formatted(key, source.types(List.of(key)).get(0)));
        }
        for (byte[] member : members.orElse(List.of())) {
            Optional<String> contact = SleekOwners.text(member);
            if (contact.isEmpty()) {
                refused(SleekOwners.shown(member), "not UTF-8, and so no JID");
            } else if (contact.get().length() > SleekKeys.MAX_NAME) {
                refused(contact.get(), "a contact of over %,d characters".formatted(SleekKeys.MAX_NAME));
            } else {
                entries.add(contact.get());
            }
        }
        return entries;
    }

    private void batch(List<String> contacts) {
        List<String> keys = new ArrayList<>();
        contacts.forEach(contact -> keys.add(SleekKeys.item(owner, contact)));
        contacts.forEach(contact -> keys.add(SleekKeys.groups(owner, contact)));
        List<Long> sizes = source.sizes(keys);
        List<String> fetched = new ArrayList<>();
        long octets = 0;
        for (int i = 0; i < contacts.size(); i++) {
            String contact = contacts.get(i);
            long item = sizes.get(i);
            long groups = sizes.get(contacts.size() + i);
            if (item == 0) {
                missing(contact);
            } else if (item + groups > XmlInput.MAX_ELEMENT) {
                refused(contact, "item of over %,d octets".formatted(XmlInput.MAX_ELEMENT));
            } else if (draft.takes((int) (item + groups), OwnerReport.IN_STORE)) {
                if (octets + item + groups > MAX_FETCHED) {
                    fetch(fetched);
                    fetched.clear();
                    octets = 0;
                }
                fetched.add(contact);
                octets += item + groups;
            }
        }
        fetch(fetched);
    }

    private void missing(String contact) {
        refused(
                contact,
                contact.equals(SleekKeys.ENTRIES)
                        ? "no item: its key would be that of the set of entries"
                        : "no item, only an entry: a save was broken off, or the item deleted");
    }

    private void fetch(List<String> contacts) {
        List<Optional<Map<byte[], byte[]>>> hashes = source.hashes(
                contacts.stream().map(contact -> SleekKeys.item(owner, contact)).toList());
        List<Optional<Set<byte[]>>> groups = source.sets(contacts.stream()
                .map(contact -> SleekKeys.groups(owner, contact))
                .toList());
        for (int i = 0; i < contacts.size(); i++) {
            String contact = contacts.get(i);
            Optional<Map<byte[], byte[]>> hash = hashes.get(i);
            if (hash.isPresent() && hash.get().isEmpty()) {
                missing(contact);
            } else if (hash.isPresent()) {
                rows.read(contact, hash.get(), groups.get(i));
            } else if (contact.equals(SleekKeys.ENTRIES)) {
                missing(contact);
            } else {
                refused(contact, "%s is not the hash of an item".formatted(SleekKeys.item(owner, contact)));
            }
        }
    }

    private void refused(String contact, String message) {
        report.refused(OwnerReport.IN_STORE, contact, message);
    }
}
