package org.rosterstore.tck.zoo;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that give back something else than they were given. */
final class WrongValues {

    private WrongValues() {}

    static List<WrongStore> all() {
        return List.of(
                askDerived(),
                approvalDropped(),
                namesTrimmed(),
                namesInLatin1(),
                newlinesFlattened(),
                astralCut(),
                nameCut(),
                nameFilled(),
                groupsSorted(),
                groupsJoined(),
                longKeysCut(),
                longContactsCut(),
                timesCut(),
                stanzaDropped(),
                keysArePaths(),
                keysFolded(),
                lastExtraDropped(),
                emptyExtraFilled(),
                emptyVerAbsent(),
                verCut(),
                liveObjects(),
                sharedMap());
    }

    private static ZooStore keepingItems(Disk disk, UnaryOperator<RosterItem> as) {
        return new ZooStore(disk) {
            @Override
            RosterEdit edit(OwnerState before, RosterEdit edit) {
                return EditDraft.items(edit, as);
            }
        };
    }

    private static ZooStore keepingNames(Disk disk, UnaryOperator<String> as) {
        return keepingItems(disk, item -> item.withName(as.apply(item.name())));
    }

    private static ZooStore keepingRequests(Disk disk, UnaryOperator<SubscriptionRequest> as) {
        return new ZooStore(disk) {
            @Override
            RosterEdit edit(OwnerState before, RosterEdit edit) {
                return EditDraft.requests(edit, as);
            }
        };
    }

    private static ZooStore keepingVers(Disk disk, UnaryOperator<Optional<String>> as) {
        return new ZooStore(disk) {
            @Override
            RosterEdit edit(OwnerState before, RosterEdit edit) {
                return edit.ver().isEmpty()
                        ? edit
                        : new EditDraft(edit)
                                .ver(Optional.of(as.apply(edit.ver().get())))
                                .edit();
            }
        };
    }

    private static WrongStore askDerived() {
        return Fault.of(
                        Clause.VALUES_STATES,
                        "ask corrected",
                        "An ask beside a subscription that needs none is dropped.",
                        "subscription to, ask true")
                .breaks(Clause.COMMIT_PUT, Clause.SEQUENCE_MODEL)
                .store(disk -> keepingItems(
                        disk,
                        item -> item.withAsk(item.ask()
                                && item.subscription() != Subscription.TO
                                && item.subscription() != Subscription.BOTH)));
    }

    private static WrongStore approvalDropped() {
        return Fault.of(
                        Clause.VALUES_STATES,
                        "approval dropped",
                        "Nothing is kept of a pre-approval.",
                        "ask false, approved true")
                .seenIn("Openfire, Vysper, MongooseIM, jackal: no pre-approval")
                .breaks(Clause.COMMIT_PUT, Clause.SEQUENCE_MODEL)
                .store(disk -> keepingItems(disk, item -> item.withApproved(false)));
    }

    private static WrongStore namesTrimmed() {
        return Fault.of(
                        Clause.VALUES_NAMES,
                        "names trimmed",
                        "Spaces at both ends of a name are dropped.",
                        "with name \"Juliet \"")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingNames(disk, String::strip));
    }

    private static WrongStore namesInLatin1() {
        return Fault.of(
                        Clause.VALUES_NAMES,
                        "names in Latin-1",
                        "Names are written in the platform's charset, and what it does not have becomes a question mark.",
                        "with name \"Julie?t\"")
                .seenIn("Smack's DirectoryRosterStore: written in the default charset, read as UTF-8")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingNames(
                        disk,
                        name -> new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)));
    }

    private static WrongStore newlinesFlattened() {
        return Fault.of(
                        Clause.VALUES_NAMES,
                        "newlines flattened",
                        "Newlines and tabs in a name become spaces, as in an XML attribute that is not escaped.",
                        "with name \" tab \"")
                .seenIn("Smack's DirectoryRosterStore: attribute values are normalized")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingNames(disk, name -> name.replaceAll("[\\n\\r\\t]", " ")));
    }

    private static WrongStore astralCut() {
        return Fault.of(
                        Clause.VALUES_NAMES,
                        "astral text cut",
                        "A name ends at its first character beyond the basic plane.",
                        "with name \"\"")
                .seenIn("MySQL's utf8, which has three octets for a character")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingNames(
                        disk,
                        name -> name.codePoints()
                                .takeWhile(Character::isBmpCodePoint)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining())));
    }

    private static WrongStore nameCut() {
        return Fault.of(Clause.VALUES_NAMES, "names cut at 255", "A name ends after 255 characters.", "with name")
                .store(disk -> keepingNames(
                        disk,
                        name -> name.codePoints()
                                .limit(255)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining())));
    }

    private static WrongStore nameFilled() {
        return Fault.of(
                        Clause.VALUES_NAMES,
                        "name made up",
                        "An item without name and groups gets the name of its JID.",
                        "with name \"juliet\"")
                .seenIn("Kontalk: a name may not be null in the table")
                .breaks(Clause.COMMIT_PUT, Clause.SEQUENCE_MODEL)
                .store(disk -> keepingItems(
                        disk,
                        item -> item.name().isEmpty() && item.groups().isEmpty()
                                ? item.withName(item.contact().localpart())
                                : item));
    }

    private static WrongStore groupsSorted() {
        return Fault.of(
                        Clause.VALUES_GROUPS,
                        "group order lost",
                        "Groups come back sorted.",
                        "[\"group 1\", \"group 10\", \"group 100\"]")
                .seenIn("ejabberd on SQL loses the order of groups, MongooseIM on SQL reverses it")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingItems(disk, item -> item.withGroups(new TreeSet<>(item.groups()))));
    }

    private static WrongStore groupsJoined() {
        return Fault.of(
                        Clause.VALUES_GROUPS,
                        "groups joined",
                        "Groups are kept as one text, joined by commas.",
                        "groups [\"a\", \"b\", \"c\"]")
                .seenIn("Tigase, Kontalk, engobi/mod_roster_redis: a comma in a group splits it")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingItems(
                        disk,
                        item -> item.withGroups(item.groups().stream()
                                .flatMap(group -> Arrays.stream(group.split(",", -1)))
                                .filter(group -> !group.isEmpty())
                                .collect(Collectors.toCollection(LinkedHashSet::new)))));
    }

    private static WrongStore longKeysCut() {
        return Fault.of(
                        Clause.VALUES_LONG_JIDS,
                        "long owners cut",
                        "An owner is known by the first 255 characters of his name, as a file.",
                        "(2047 characters)")
                .seenIn("Smack's DirectoryRosterStore: a file name for each JID")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    String key(BareJid owner) {
                        String name = owner.toString();
                        return name.substring(0, Math.min(255, name.length()));
                    }
                });
    }

    private static WrongStore longContactsCut() {
        return Fault.of(
                        Clause.VALUES_LONG_JIDS,
                        "long contacts cut",
                        "A contact is known by the first 255 characters of his name, as in a short column.",
                        "no item of xxx")
                .store(disk ->
                        WrongKeys.collating(disk, contact -> contact.substring(0, Math.min(255, contact.length()))));
    }

    private static WrongStore timesCut() {
        return Fault.of(
                        Clause.VALUES_REQUESTS,
                        "times cut to seconds",
                        "The time of a request is kept to the second.",
                        "the time of the request is")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingRequests(
                        disk,
                        request -> new SubscriptionRequest(
                                request.from(),
                                request.nick(),
                                request.status(),
                                request.stanza(),
                                request.receivedAt().truncatedTo(ChronoUnit.SECONDS))));
    }

    private static WrongStore stanzaDropped() {
        return Fault.of(
                        Clause.VALUES_REQUESTS,
                        "stanza dropped",
                        "Of a request's stanza only nick and status are kept.",
                        "the stanza is")
                .seenIn("SleekXMPP: the stored request stanza is lost on restart")
                .store(disk -> keepingRequests(
                        disk,
                        request -> new SubscriptionRequest(
                                request.from(), request.nick(), request.status(), "", request.receivedAt())));
    }

    private static ZooStore keepingKeys(Disk disk, UnaryOperator<String> as) {
        return new ZooStore(disk) {
            @Override
            RosterEdit edit(OwnerState before, RosterEdit edit) {
                EditDraft draft = new EditDraft(edit);
                draft.extras().replaceAll((contact, values) -> {
                    Map<String, Optional<String>> fields = new LinkedHashMap<>();
                    values.forEach((key, value) -> fields.put(as.apply(key), value));
                    return fields;
                });
                return draft.edit();
            }
        };
    }

    private static WrongStore keysArePaths() {
        return Fault.of(
                        Clause.VALUES_EXTRAS,
                        "extras' keys are paths",
                        "A dot in the key of an extra begins a field of a field, and is lost.",
                        "among the extras")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingKeys(disk, key -> key.substring(key.indexOf('.') + 1)));
    }

    private static WrongStore keysFolded() {
        return Fault.of(
                        Clause.VALUES_EXTRAS,
                        "extras' keys folded",
                        "The keys of extras are the same in capitals and small letters.",
                        "among the extras \"changedIn\" is there")
                .store(disk -> keepingKeys(disk, key -> key.toLowerCase(Locale.ROOT)));
    }

    private static WrongStore lastExtraDropped() {
        return Fault.of(
                        Clause.VALUES_EXTRAS,
                        "thirty-one extras",
                        "Of more than 31 extras that come at once the last are not kept.",
                        "the number of extras is 32")
                .breaks(Clause.SIZE_LIMITS)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        draft.extras().values().forEach(values -> {
                            List<String> keys = List.copyOf(values.keySet());
                            values.keySet().removeAll(keys.subList(Math.min(31, keys.size()), keys.size()));
                        });
                        return draft.edit();
                    }
                });
    }

    private static WrongStore emptyExtraFilled() {
        return Fault.of(
                        Clause.VALUES_EXTRAS,
                        "empty extra a space",
                        "An extra that is empty is kept as a space.",
                        "among the extras \"key\" is \"\"")
                .seenIn("Oracle, where the empty string is NULL")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        draft.extras()
                                .values()
                                .forEach(values -> values.replaceAll(
                                        (key, value) -> value.map(text -> text.isEmpty() ? " " : text)));
                        return draft.edit();
                    }
                });
    }

    private static WrongStore emptyVerAbsent() {
        return Fault.of(
                        Clause.VALUES_VERS,
                        "empty ver absent",
                        "A ver that is empty is taken for none.",
                        "the ver \"\"")
                .seenIn("Smack, which knows no other word for no version")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> keepingVers(disk, ver -> ver.filter(text -> !text.isEmpty())));
    }

    private static WrongStore verCut() {
        return Fault.of(Clause.VALUES_VERS, "ver cut at 255", "A ver ends after 255 characters.", "(255 characters)")
                .store(disk ->
                        keepingVers(disk, ver -> ver.map(text -> text.substring(0, Math.min(255, text.length())))));
    }

    private static WrongStore liveObjects() {
        return Fault.of(
                        Clause.VALUES_NOT_SHARED,
                        "live objects handed out",
                        "A roster that was loaded changes when its owner is loaded again.",
                        "a roster that was loaded before")
                .seenIn("Openfire, Vysper: mutable objects shared through the cache")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    private final Map<String, Map<BareJid, Contact>> live = new ConcurrentHashMap<>();

                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        String reader =
                                state.owner() + " " + Thread.currentThread().getId();
                        Map<BareJid, Contact> contacts = live.computeIfAbsent(reader, it -> new ConcurrentHashMap<>());
                        contacts.keySet().retainAll(roster.contacts().keySet());
                        contacts.putAll(roster.contacts());
                        return Roster.stored(
                                roster.owner(), roster.revision(), roster.ver(), contacts, roster.unreadable());
                    }
                });
    }

    private static WrongStore sharedMap() {
        return Fault.of(
                        Clause.VALUES_NOT_SHARED,
                        "one map for all",
                        "The map that loadAll answers with is kept, and handed out again.",
                        "after the callers' changes")
                .store(disk -> new ZooStore(disk) {
                    private final Map<List<BareJid>, Map<BareJid, Roster>> kept = new ConcurrentHashMap<>();

                    @Override
                    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
                        Map<BareJid, Roster> map = kept.computeIfAbsent(
                                List.copyOf(owners), it -> new LinkedHashMap<>(super.loadAll(owners)));
                        map.replaceAll((owner, old) -> load(owner));
                        return map;
                    }
                });
    }
}
