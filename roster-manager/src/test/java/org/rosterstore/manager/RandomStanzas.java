package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.rosterstore.BareJid;

/** Stanzas with all that XML can carry in all places, as the codec can write them without leaving anything out. */
final class RandomStanzas {

    private static final List<String> PIECES = List.of(
            "a",
            "B",
            " ",
            "\n",
            "\r",
            "\t",
            "\r\n",
            "<",
            ">",
            "&",
            "'",
            "\"",
            "]]>",
            "&amp;",
            "<![CDATA[",
            "--",
            "é",
            "ß",
            "😀",
            "\u0085",
            "\u2028",
            "\u202E",
            "\uFFFD",
            "{",
            "}",
            "/",
            "=",
            "0",
            "xmlns='urn:x'",
            "</presence>",
            "<?a?>");

    private static final List<String> JIDS = List.of(
            "romeo@example.net", "juliet@example.com", "gateway.example", "ä@straße.example", "a@[::1]", "d\\27a@b");

    private final Random random;

    RandomStanzas(long seed) {
        random = new Random(seed);
    }

    Stanza stanza() {
        return random.nextBoolean() ? presence() : iq();
    }

    Presence presence() {
        Presence.Type type = oneOf(Presence.Type.values());
        boolean isAvailable = type == Presence.Type.AVAILABLE;
        return new Presence(
                type,
                address(),
                address(),
                text(),
                isAvailable ? oneOf(Show.values()) : Show.AVAILABLE,
                text(),
                isAvailable ? random.nextInt(400) - 200 : 0,
                text(),
                random.nextBoolean() ? "" : oneOf("en", "de-CH", text()),
                payload());
    }

    Iq iq() {
        Iq.Type type = oneOf(Iq.Type.values());
        boolean isRequest = type == Iq.Type.GET || type == Iq.Type.SET;
        return new Iq(
                type,
                address(),
                address(),
                text(),
                isRequest || random.nextBoolean() ? Optional.of(query(type)) : Optional.empty(),
                type == Iq.Type.ERROR ? Optional.of(error()) : Optional.empty());
    }

    private RosterQuery query(Iq.Type type) {
        List<RosterQuery.Item> items = new ArrayList<>();
        for (int left = type == Iq.Type.GET ? 0 : random.nextInt(4); left > 0; left--) {
            items.add(item(type));
        }
        return new RosterQuery(random.nextBoolean() ? Optional.empty() : Optional.of(text()), items);
    }

    private RosterQuery.Item item(Iq.Type type) {
        boolean isSet = type == Iq.Type.SET;
        List<String> groups = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            groups.add(text());
        }
        return new RosterQuery.Item(
                random.nextBoolean() ? oneOf(JIDS) : text(),
                text(),
                groups,
                isSet ? oneOf("", "remove") : oneOf("", "none", "both", text()),
                !isSet && random.nextBoolean(),
                !isSet && random.nextBoolean());
    }

    private StanzaError error() {
        return new StanzaError(
                oneOf("auth", "cancel", "continue", "modify", "wait"),
                oneOf("item-not-found", "undefined-condition", "policy-violation"),
                text());
    }

    private Optional<Jid> address() {
        if (random.nextInt(3) == 0) {
            return Optional.empty();
        }
        BareJid bare = BareJid.of(oneOf(JIDS));
        return Optional.of(new Jid(bare, text()));
    }

    /** In canonical form, and with children that look like those that are read. */
    String payload() {
        StringBuilder payload = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            payload.append(element("jabber:client", 3));
        }
        return payload.toString();
    }

    private String element(String around, int depth) {
        String namespace = oneOf("jabber:client", around, "urn:x", "http://jabber.org/protocol/nick", "urn:&'<");
        String name = oneOf("show", "status", "priority", "nick", "c", "presence", "ö-1.");
        StringBuilder element = new StringBuilder("<").append(name);
        if (!namespace.equals(around)) {
            element.append(" xmlns='").append(escaped(namespace, true)).append('\'');
        }
        for (String attribute : List.of("a", "from", "type", "xml:lang", "xml:space", "ö")) {
            if (random.nextInt(4) == 0) {
                element.append(' ')
                        .append(attribute)
                        .append("='")
                        .append(escaped(text(), true))
                        .append('\'');
            }
        }
        StringBuilder content = new StringBuilder();
        for (int left = random.nextInt(4); left > 0; left--) {
            content.append(depth > 0 && random.nextBoolean() ? element(namespace, depth - 1) : escaped(text(), false));
        }
        return element.append(content.length() == 0 ? "/>" : ">" + content + "</" + name + ">")
                .toString();
    }

    /** Written here once more, lest a mistake of the codec's be made on both sides. */
    private static String escaped(String text, boolean inAttribute) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
        return inAttribute
                ? escaped.replace("'", "&apos;").replace("\n", "&#10;").replace("\t", "&#9;")
                : escaped;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(4); left > 0; left--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    @SafeVarargs
    private final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
