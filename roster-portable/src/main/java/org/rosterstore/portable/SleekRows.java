package org.rosterstore.portable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rosterstore.BareJid;

/**
 * Judges what SleekRedis keeps of an owner's contacts: a name and five flags each, which Python has written as text, and
 * groups.
 */
final class SleekRows {

    /** Whom SleekXMPP would accept whatever its policy is. No server knows of it, so it is not {@code approved}. */
    static final String WHITELISTED = "sleekxmpp.whitelisted";

    private static final String NAME = "name";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String PENDING_IN = "pending_in";
    private static final String PENDING_OUT = "pending_out";
    private static final String IS_WHITELISTED = "whitelisted";
    private static final String REMOVED = "removed";

    private static final List<String> FLAGS = List.of(FROM, TO, PENDING_IN, PENDING_OUT, IS_WHITELISTED);

    /** Of the subscription SleekXMPP itself takes no notice: from and to say it. */
    private static final Set<String> KNOWN =
            Set.of(NAME, FROM, TO, PENDING_IN, PENDING_OUT, IS_WHITELISTED, REMOVED, "subscription");

    /** What Python's {@code None} becomes as text. */
    private static final String NONE = "None";

    /** What SleekXMPP itself takes for true, in any case. */
    private static final Set<String> TRUE = Set.of("true", "1", "on", "yes");

    private static final Set<String> FALSE = Set.of("false", "0", "off", "no", "none", "");

    private final RosterDraft draft;
    private final OwnerReport report;
    private final Set<BareJid> contacts = new HashSet<>();

    private final Tally removed = new Tally();
    private final Tally nameless = new Tally();
    private final Tally incomplete = new Tally();
    private final Tally flagless = new Tally();
    private final Tally sorted = new Tally();

    SleekRows(RosterDraft draft) {
        this.draft = draft;
        report = draft.report();
    }

    /**
     * Reads what there is of one contact.
     *
     * @param groups empty if the key is of another type
     */
    void read(String contact, Map<byte[], byte[]> hash, Optional<Set<byte[]>> groups) {
        Map<String, Optional<String>> fields = fields(hash);
        if (isTrue(fields, REMOVED)) {
            removed.add(contact);
            return;
        }
        JidReader.read(Optional.of(contact), "item without a JID", OwnerReport.IN_STORE, report)
                .ifPresent(jid -> {
                    if (contacts.add(jid)) {
                        row(jid, contact, fields, groups);
                    } else {
                        refused(jid, "a second item of the same contact");
                    }
                });
    }

    private Map<String, Optional<String>> fields(Map<byte[], byte[]> hash) {
        Map<String, Optional<String>> fields = new HashMap<>();
        hash.forEach((key, value) -> {
            String field = SleekOwners.shown(key);
            if (KNOWN.contains(field)) {
                fields.put(field, SleekOwners.text(value));
            } else {
                report.skipped(OwnerReport.IN_STORE, "field " + field + " of item");
            }
        });
        return fields;
    }

    private void row(
            BareJid jid, String contact, Map<String, Optional<String>> fields, Optional<Set<byte[]>> groupSet) {
        if (isUnclear(fields, FROM) || isUnclear(fields, TO)) {
            refused(jid, "the flag %s is neither true nor false".formatted(isUnclear(fields, FROM) ? FROM : TO));
            return;
        }
        List.of(PENDING_IN, PENDING_OUT, IS_WHITELISTED).forEach(flag -> {
            if (isUnclear(fields, flag)) {
                repaired(jid, "the flag %s is neither true nor false, and is left out".formatted(flag));
            }
        });
        if (!fields.keySet().containsAll(FLAGS)) {
            incomplete.add(contact);
        }
        if (FLAGS.stream().noneMatch(flag -> isTrue(fields, flag))) {
            flagless.add(contact);
        }
        String name = name(jid, contact, fields);
        List<WrittenItem.Group> groups = groups(jid, contact, groupSet);
        boolean isOnlyRequest = FLAGS.stream().allMatch(flag -> isTrue(fields, flag) == flag.equals(PENDING_IN))
                && name.isEmpty()
                && groups.isEmpty();
        if (!isOnlyRequest) { // RFC 6121, A.1: a request makes no item, but SleekXMPP makes a row
            draft.item(new WrittenItem(
                    OwnerReport.IN_STORE,
                    Optional.of(jid.toString()),
                    Optional.of(name),
                    Optional.of(subscription(fields)),
                    Optional.of(isTrue(fields, PENDING_OUT) ? "subscribe" : ""),
                    Optional.empty(),
                    groups));
        }
        if (isTrue(fields, PENDING_IN)) {
            draft.request(jid, OwnerReport.IN_STORE);
        }
        if (isTrue(fields, IS_WHITELISTED)) {
            draft.extra(jid, WHITELISTED, "true", OwnerReport.IN_STORE);
        }
    }

    private String name(BareJid jid, String contact, Map<String, Optional<String>> fields) {
        Optional<String> name = fields.getOrDefault(NAME, Optional.of(""));
        if (name.isEmpty()) {
            repaired(jid, "name is octets that are not UTF-8, and is left out");
        } else if (name.get().equals(NONE)) {
            nameless.add(contact);
            return "";
        }
        return name.orElse("");
    }

    /** Ordered by name: a set of Redis has no order, and the next reading is to find the same. */
    private List<WrittenItem.Group> groups(BareJid jid, String contact, Optional<Set<byte[]>> groupSet) {
        if (groupSet.isEmpty()) {
            repaired(jid, "the groups are left out: their key is of another type than a set");
        }
        Set<String> groups = new TreeSet<>();
        for (byte[] octets : groupSet.orElse(Set.of())) {
            SleekOwners.text(octets)
                    .ifPresentOrElse(
                            groups::add, () -> repaired(jid, "a group is octets that are not UTF-8, and is left out"));
        }
        if (groups.size() > 1) {
            sorted.add(contact);
        }
        return groups.stream()
                .map(group -> new WrittenItem.Group(group, OwnerReport.IN_STORE))
                .toList();
    }

    private static String subscription(Map<String, Optional<String>> fields) {
        boolean to = isTrue(fields, TO);
        if (isTrue(fields, FROM)) {
            return to ? "both" : "from";
        }
        return to ? "to" : "none";
    }

    private static boolean isTrue(Map<String, Optional<String>> fields, String flag) {
        return TRUE.contains(word(fields, flag));
    }

    private static boolean isUnclear(Map<String, Optional<String>> fields, String flag) {
        String word = word(fields, flag);
        return !TRUE.contains(word) && !FALSE.contains(word);
    }

    private static String word(Map<String, Optional<String>> fields, String flag) {
        return fields.getOrDefault(flag, Optional.of("")).orElse("?").toLowerCase(Locale.ROOT);
    }

    /** Says how many contacts had what many have. */
    void conclude() {
        tell(incomplete, "%s with flags missing, which are read as false: a save was broken off");
        tell(
                flagless,
                "%s without any flag set, come over as none: SleekXMPP has made a row of strangers, or on Python 3"
                        + " lost what the flags were");
        tell(nameless, "%s of the name None, which is left out: Python writes that where there is no name");
        tell(sorted, "%s in more than one group, whose order Redis does not keep: they are sorted");
        if (!removed.isEmpty()) {
            report.skipped(OwnerReport.IN_STORE, "%s marked as removed".formatted(removed));
        }
    }

    private void tell(Tally tally, String message) {
        if (!tally.isEmpty()) {
            report.repaired(OwnerReport.IN_STORE, "", message.formatted(tally));
        }
    }

    private void repaired(BareJid jid, String message) {
        report.repaired(OwnerReport.IN_STORE, jid.toString(), message);
    }

    private void refused(BareJid jid, String message) {
        report.refused(OwnerReport.IN_STORE, jid.toString(), message);
    }
}
