package org.rosterstore;

import java.util.Random;

/** A well-formed request to subscribe, written as oddly as XML allows. */
final class RandomStanza {

    private static final String[] NAMESPACES = {
        "",
        "jabber:client",
        "jabber:server",
        "jabber:component:accept",
        "urn:x",
        "urn:y",
        "urn:&amp;&apos;&quot;",
        "http://jabber.org/protocol/nick"
    };
    private static final String[] NAMES = {"status", "nick", "a", "b-1", "ö", "_"};
    private static final String[] ATTRIBUTES = {"id", "to", "xml:lang", "xml:space", "a", "ö"};
    private static final String[] TEXTS = {
        "a",
        " ",
        "\n",
        "\t",
        "\r",
        "\r\n",
        "'",
        "\"",
        ">",
        "&lt;",
        "&gt;",
        "&amp;",
        "&apos;",
        "&quot;",
        "&#9;",
        "&#10;",
        "&#13;",
        "&#x85;",
        "&#x2028;",
        "é",
        "😀",
        "&#x1F600;",
        "\u2028",
        "\u0085",
        "]]-",
        "}",
        "/"
    };
    private static final String[] ONLY_IN_CONTENT = {
        "<![CDATA[]]>", "<![CDATA[<&'\">]]>", "<![CDATA[\r\n]]]>", "<!-- a & b < c -->", "<!---->"
    };

    private final Random random;
    private final StringBuilder xml = new StringBuilder();

    RandomStanza(Random random) {
        this.random = random;
        String namespace = NAMESPACES[random.nextInt(4)];
        String from = random.nextBoolean() ? " from='romeo@example.net/" + random.nextInt() + "'" : "";
        element(namespace, "presence", " type='subscribe'" + from, 3);
    }

    /** An element in one of three notations: with a prefix, as default, or with a prefix that hides the default. */
    private void element(String namespace, String localName, String attributes, int depth) {
        boolean prefixed = !namespace.isEmpty() && random.nextBoolean();
        String name = prefixed ? "p:" + localName : localName;
        xml.append('<').append(name);
        xml.append(prefixed ? " xmlns:p=" : " xmlns=").append(quoted(namespace)).append(attributes);
        if (prefixed && random.nextInt(3) == 0) {
            xml.append(" xmlns=").append(quoted("urn:default"));
        }
        for (String attribute : ATTRIBUTES) {
            if (random.nextInt(4) == 0) {
                xml.append(pick("  ", "\n", "\t "))
                        .append(attribute)
                        .append(pick("=", " = "))
                        .append(value());
            }
        }
        int parts = random.nextInt(5);
        if (parts == 0 && random.nextBoolean()) {
            xml.append(pick("/>", " />"));
            return;
        }
        xml.append('>');
        for (int i = 0; i < parts; i++) {
            if (depth > 0 && random.nextInt(3) == 0) {
                element(pick(NAMESPACES), pick(NAMES), "", depth - 1);
            } else {
                xml.append(random.nextInt(4) == 0 ? pick(ONLY_IN_CONTENT) : pick(TEXTS));
            }
        }
        xml.append("</").append(name).append(pick(">", "\n>"));
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        for (int left = random.nextInt(4); left > 0; left--) {
            value.append(pick(TEXTS));
        }
        return random.nextBoolean()
                ? "'" + value.toString().replace("'", "&apos;") + "'"
                : "\"" + value.toString().replace("\"", "&quot;") + "\"";
    }

    private String quoted(String text) {
        return random.nextBoolean() ? "'" + text + "'" : '"' + text + '"';
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
