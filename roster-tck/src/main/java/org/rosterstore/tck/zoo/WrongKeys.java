package org.rosterstore.tck.zoo;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that take two for one. */
final class WrongKeys {

    private WrongKeys() {}

    static List<WrongStore> all() {
        return List.of(
                separatorsReplaced(),
                bracesCut(),
                pathsOfOwners(),
                reservedWords(),
                reservedRecord(),
                ownContactDropped(),
                ownersCaseFolded(),
                ownersUnicodeFolded(),
                contactsCaseFolded(),
                contactsAccentFolded(),
                pairsJoined(),
                domainDropped());
    }

    private static ZooStore keyedBy(Disk disk, UnaryOperator<String> key) {
        return new ZooStore(disk) {
            @Override
            String key(BareJid owner) {
                return key.apply(owner.toString());
            }
        };
    }

    private static WrongStore separatorsReplaced() {
        return Fault.of(
                        Clause.KEYS_OWNERS,
                        "separators replaced",
                        "What is no letter, digit, @, dot or hyphen in an owner's name becomes an underscore in its key.",
                        "in the roster of owner")
                .breaks(Clause.KEYS_EXACT, Clause.SEQUENCE_MODEL)
                .store(disk -> keyedBy(disk, owner -> owner.replaceAll("[^\\p{L}\\p{M}\\p{N}@.-]", "_")));
    }

    private static WrongStore bracesCut() {
        return Fault.of(
                        Clause.KEYS_OWNERS,
                        "braces cut",
                        "What stands in braces in an owner's name is taken for the whole of it, as a cluster's hash tag.",
                        "in the roster of owner \"{x}@")
                .store(disk -> keyedBy(disk, owner -> owner.replaceAll("^.*\\{(.+)}.*(@.*)$", "$1$2")));
    }

    private static WrongStore pathsOfOwners() {
        return Fault.of(
                        Clause.KEYS_OWNERS,
                        "path of an owner",
                        "An owner's name is a path, in which dots and slashes have a meaning.",
                        "in the roster of owner \"/@")
                .store(disk -> keyedBy(disk, owner -> owner.replaceAll("(\\.?/)+", "/")));
    }

    private static WrongStore reservedWords() {
        Set<String> words = Set.of("pending", "ver", "items", "groups", "entries", "__version__");
        return Fault.of(
                        Clause.KEYS_CONTACTS,
                        "reserved words",
                        "A contact whose name is one of the store's own words is not kept.",
                        "missing [\"__version__\", \"entries\", \"groups\", \"items\", \"pending\", \"ver\"]")
                .seenIn("Metronome: pending is a magic key beside the JIDs")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        draft.items().keySet().removeIf(contact -> words.contains(contact.toString()));
                        return draft.edit();
                    }
                });
    }

    private static WrongStore reservedRecord() {
        BareJid ver = BareJid.stored("ver");
        return Fault.of(
                        Clause.KEYS_CONTACTS,
                        "contact over the ver",
                        "The ver is kept under the key \"ver\" among the contacts, and a contact of that name overwrites it.",
                        "the ver is ver14")
                .seenIn("jackal: one key space for JIDs and the words ver, items and groups")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Optional<RosterItem> item = edit.items().getOrDefault(ver, Optional.empty());
                        return item.map(it -> new EditDraft(edit)
                                        .ver(Optional.of(Optional.of(it.name())))
                                        .edit())
                                .orElse(edit);
                    }
                });
    }

    private static WrongStore ownContactDropped() {
        return Fault.of(
                        Clause.KEYS_CONTACTS,
                        "own contact dropped",
                        "An owner that has itself for a contact is taken for a mistake.",
                        "missing [\"owner@")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        draft.items().remove(before.owner());
                        return draft.edit();
                    }
                });
    }

    private static WrongStore ownersCaseFolded() {
        return Fault.of(
                        Clause.KEYS_EXACT,
                        "owners folded by case",
                        "Owners that differ in case alone are one.",
                        "too many [\"romeo@montague.example\"]")
                .seenIn("tigase-mongodb: an owner's id is a hash of the lower-cased JID")
                .store(disk -> keyedBy(disk, owner -> owner.toLowerCase(Locale.ROOT)));
    }

    private static WrongStore ownersUnicodeFolded() {
        return Fault.of(
                        Clause.KEYS_EXACT,
                        "owners folded by width",
                        "Owners that are the same in a compatibility form of Unicode are one.",
                        "too many [\"romeo@montague.example\"]")
                .seenIn("jxmpp: a key made under one flavour of stringprep is not found, or found twice, under another")
                .store(disk -> keyedBy(disk, owner -> Normalizer.normalize(owner, Normalizer.Form.NFKC)));
    }

    /** A store whose contacts' column has a collation: a contact that equals another under it takes that one's row. */
    static ZooStore collating(Disk disk, UnaryOperator<String> collation) {
        return new ZooStore(disk) {
            @Override
            RosterEdit edit(OwnerState before, RosterEdit edit) {
                Map<String, BareJid> rows = new HashMap<>();
                before.roster().contacts().keySet().forEach(row -> rows.put(collation.apply(row.toString()), row));
                EditDraft draft = new EditDraft(edit);
                draft.items().clear();
                edit.items().forEach((contact, item) -> {
                    BareJid row = rows.computeIfAbsent(collation.apply(contact.toString()), key -> contact);
                    draft.items().put(row, item.map(it -> as(row, it)));
                });
                return draft.edit();
            }
        };
    }

    private static RosterItem as(BareJid contact, RosterItem item) {
        return new RosterItem(contact, item.name(), item.groups(), item.subscription(), item.ask(), item.approved());
    }

    private static WrongStore contactsCaseFolded() {
        return Fault.of(
                        Clause.KEYS_EXACT,
                        "contacts folded by case",
                        "Contacts that differ in case alone are one.",
                        "missing [\"Juliet\"]")
                .seenIn("any database whose default collation ignores case")
                .store(disk -> collating(disk, contact -> contact.toLowerCase(Locale.ROOT)));
    }

    private static WrongStore contactsAccentFolded() {
        return Fault.of(
                        Clause.KEYS_EXACT,
                        "contacts folded by accent",
                        "Contacts that differ in accents alone are one.",
                        "missing [\"andr\\u00E9\"]")
                .seenIn("any database whose default collation ignores accents")
                .store(disk -> collating(
                        disk,
                        contact -> Normalizer.normalize(contact, Normalizer.Form.NFD)
                                .replaceAll("\\p{Mn}", "")));
    }

    private static WrongStore pairsJoined() {
        record Pair(BareJid owner, BareJid contact) {}
        Map<String, Pair> rows = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.KEYS_PAIRS,
                        "owner and contact joined",
                        "An item's key is its owner and contact, joined by a colon.",
                        "missing [\"b:c\"]")
                .seenIn("legastero/SleekRedis: roster:{owner}:{jid}, and a colon is legal in an IPv6 literal")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        super.write(before, edit, after);
                        edit.items().forEach((contact, item) -> {
                            Pair pair = new Pair(before.owner(), contact);
                            Pair other = item.isPresent() ? rows.put(pair.owner() + ":" + contact, pair) : pair;
                            if (other != null && !other.equals(pair)) {
                                commit(other.owner(), RosterEdit.remove(other.contact()));
                            }
                        });
                    }
                });
    }

    private static WrongStore domainDropped() {
        return Fault.of(
                        Clause.KEYS_DOMAINS,
                        "host dropped",
                        "An owner is kept by user name and the last three labels of the host.",
                        "in the roster of owner \"romeo@")
                .seenIn("engobi/mod_roster_redis: the key holds the user without the host")
                .breaks(Clause.KEYS_OWNERS, Clause.VALUES_LONG_JIDS)
                .store(disk -> keyedBy(disk, owner -> owner.replaceAll("@.*\\.([^.]+\\.[^.]+\\.[^.]+)$", "@$1")));
    }
}
