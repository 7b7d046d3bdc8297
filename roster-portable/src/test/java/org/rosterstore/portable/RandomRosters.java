package org.rosterstore.portable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.xml.XmlText;

/** Rosters with every kind of legal value, the same ones for the same seed. */
final class RandomRosters {

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "'",
            "\"",
            "<",
            ">",
            "&",
            "&amp;",
            "]]>",
            "<!--",
            "\u00e9",
            "e\u0301",
            "ß",
            "ς",
            "\u200d",
            "\u202e",
            "朋友",
            "עברית",
            "𝔘",
            "\ud83d\udc69\u200d\ud83d\ude80",
            "\ufffd",
            "\u0085",
            "\u2028",
            "\ufeff",
            "::",
            "\\20",
            "$",
            "{a}",
            "xmlns='x'");

    private static final List<String> LOCALPARTS = List.of(
            "",
            "romeo",
            "d\\27artagnan",
            "ver",
            "items",
            "$set",
            "a.b.c",
            "andr\u00e9",
            "straße",
            "朋友",
            "x".repeat(1_023));

    private static final List<String> DOMAINS = List.of(
            "localhost",
            "example.org",
            "ex\u00e4mple.org",
            "straße.example",
            "strasse.example",
            "[::1]",
            "127.0.0.1",
            "icq.example.org");

    private static final List<Instant> TIMES = List.of(
            Instant.EPOCH,
            Instant.parse("2026-03-04T05:06:07.089Z"),
            Instant.parse("2026-03-04T05:06:00Z"),
            Instant.parse("-0044-03-15T12:00:00Z"),
            Instant.parse("+12026-03-04T05:06:07.001Z"),
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.ofEpochMilli(Long.MAX_VALUE));

    private final Random random;

    RandomRosters(long seed) {
        random = new Random(seed);
    }

    Roster next() {
        Map<BareJid, Contact> contacts = new TreeMap<>();
        int size = random.nextInt(6);
        while (contacts.size() < size) {
            BareJid jid = jid();
            contacts.put(jid, contact(jid));
        }
        contacts.values().removeIf(Contact::isAbsent);
        return new Roster(jid(), new Revision(1 + random.nextInt(9), 1), ver(), contacts, List.of());
    }

    private BareJid jid() {
        String localpart = oneOf(LOCALPARTS);
        String domain = oneOf(DOMAINS);
        return localpart.isEmpty() ? BareJid.of(domain) : BareJid.of(localpart, domain);
    }

    private Optional<String> ver() {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("");
            case 2 -> Optional.of(text(20));
            default -> Optional.of("v".repeat(Limits.VER_CHARACTERS));
        };
    }

    private Contact contact(BareJid jid) {
        Map<String, String> extras = new TreeMap<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> extras.put(i + text(10), text(40)));
        Optional<RosterItem> item = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(item(jid));
        Optional<SubscriptionRequest> request = random.nextBoolean() ? Optional.empty() : Optional.of(request(jid));
        return new Contact(jid, item, request, extras, new Revision(1, 1));
    }

    private RosterItem item(BareJid jid) {
        Set<String> groups = new LinkedHashSet<>();
        IntStream.range(0, random.nextInt(5)).forEach(i -> groups.add(text(10) + i));
        if (random.nextInt(20) == 0) {
            IntStream.range(0, Limits.GROUPS).forEach(i -> groups.add("group" + i));
            IntStream.range(0, 5).forEach(i -> groups.remove(groups.iterator().next()));
        }
        String name = random.nextInt(10) == 0 ? "n".repeat(Limits.NAME_OCTETS) : text(12);
        return new RosterItem(
                jid, name, groups, oneOf(List.of(Subscription.values())), random.nextBoolean(), random.nextBoolean());
    }

    private SubscriptionRequest request(BareJid from) {
        Instant receivedAt = oneOf(TIMES);
        return switch (random.nextInt(5)) {
            case 0 -> SubscriptionRequest.of(from, receivedAt);
            case 1 -> new SubscriptionRequest(from, text(10), text(30), "", receivedAt);
            case 2 ->
                new SubscriptionRequest(
                        from, "n".repeat(Limits.STANZA_OCTETS), "s".repeat(Limits.STANZA_OCTETS), "", receivedAt);
            case 3 -> largest(from, receivedAt);
            default -> SubscriptionRequest.of(from, stanza(), receivedAt);
        };
    }

    /** A stanza of exactly as many octets as are allowed, most of them escapes. */
    private static SubscriptionRequest largest(BareJid from, Instant receivedAt) {
        String frame = "<presence xmlns='jabber:client' type='subscribe'><status>%s</status></presence>";
        String shortest =
                SubscriptionRequest.of(from, frame.formatted("x"), receivedAt).stanza();
        int room = Limits.STANZA_OCTETS - shortest.getBytes(StandardCharsets.UTF_8).length + 1;
        return SubscriptionRequest.of(
                from, frame.formatted("&gt;".repeat(room / 4) + "x".repeat(room % 4)), receivedAt);
    }

    /** With children that look like what the files add: delays, marks of ours, and elements of the files' namespace. */
    private String stanza() {
        StringBuilder stanza = new StringBuilder("<presence xmlns='jabber:client' type='subscribe' id='")
                .append(XmlText.attribute(text(6)))
                .append("' to='somebody@else.example/x' xml:lang='de'>");
        IntStream.range(0, random.nextInt(6)).forEach(i -> stanza.append(child()));
        return stanza.append("</presence>").toString();
    }

    private String child() {
        return switch (random.nextInt(9)) {
            case 0 -> "<delay xmlns='urn:xmpp:delay' stamp='2001-02-03T04:05:06Z'/>";
            case 1 ->
                "<delay xmlns='urn:xmpp:delay' stamp='2001-02-03T04:05:06Z'/><request xmlns='urn:rosterstore:portable:1'/>";
            case 2 -> "<request xmlns='urn:rosterstore:portable:1' stanza='none'/>";
            case 3 -> "<x xmlns='urn:xmpp:pie:0'><status>inner</status><y xmlns='jabber:server'/></x>";
            case 4 -> "<p:x xmlns:p='urn:p' p='" + XmlText.attribute(text(5)) + "'><p:y/><z/></p:x>";
            case 5 -> "<nick xmlns='http://jabber.org/protocol/nick'>" + XmlText.content(text(8)) + "</nick>";
            case 6 -> "<status xml:lang='fr'>" + XmlText.content(text(8)) + "</status>";
            case 7 -> "<include xmlns='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>";
            default -> XmlText.content(text(5));
        };
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(pieces + 1)).forEach(i -> text.append(oneOf(PIECES)));
        return text.toString();
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
