package org.rosterstore;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code <presence type='subscribe'/>} that a stranger wrote, and writes it in one canonical form: the namespace is
 * {@code jabber:client} whatever stream it came by, no element has a prefix, attributes are sorted, {@code from} is the
 * bare JID (RFC 6121, 3.1.2), comments are gone, and only what must be escaped is. Reading a canonical form gives itself.
 */
final class SubscribeStanza {

    private static final String CLIENT = "jabber:client";
    private static final String NICK = "http://jabber.org/protocol/nick";

    /** Configured once and then only asked for readers, which the JDK's factory answers from any thread. */
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
        // A stanza's size is limited already. The JDK's own limits differ between its versions, and a request that one
        // has stored must not be unreadable to the next.
        FACTORY.setProperty("jdk.xml.maxElementDepth", Limits.STANZA_OCTETS);
        FACTORY.setProperty("jdk.xml.elementAttributeLimit", Limits.STANZA_OCTETS);
    }

    private enum Child {
        NICK,
        STATUS,
        STATUS_WITH_LANGUAGE,
        OTHER
    }

    private final StringBuilder canonical = new StringBuilder();
    private final StringBuilder childText = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Deque<String> namespaces = new ArrayDeque<>();
    private boolean startTagIsOpen;
    private Child child = Child.OTHER;
    private @Nullable String nick;
    private @Nullable String status;
    private boolean statusHasLanguage;

    private SubscribeStanza() {}

    static SubscribeStanza read(String xml, BareJid from) {
        SubscribeStanza stanza = new SubscribeStanza();
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            if ("1.1".equals(reader.getVersion())) {
                throw new IllegalArgumentException("a stanza is XML 1.0 (RFC 6120, 11.8), this one is XML 1.1");
            }
            while (reader.hasNext()) {
                stanza.accept(reader, reader.next(), from);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("the stanza is not well-formed XML", e);
        }
        return stanza;
    }

    String canonical() {
        return canonical.toString();
    }

    String nick() {
        return nick == null ? "" : nick;
    }

    String status() {
        return status == null ? "" : status;
    }

    private void accept(XMLStreamReader reader, int event, BareJid from) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (open.isEmpty()) {
                    checkRoot(reader, from);
                }
                start(reader, from);
                // What a child holds is read as it is written; a grandchild of the same name is no nick and no status.
                if (open.size() == 2) {
                    child = childOf(reader);
                    childText.setLength(0);
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                if (open.size() == 2) {
                    endOfChild();
                }
                end();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (open.size() == 2) {
                    childText.append(reader.getText());
                }
                if (!open.isEmpty() && reader.getTextLength() > 0) {
                    closeStartTag();
                    escape(reader.getText(), false);
                }
            }
            case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {}
            default ->
                throw new IllegalArgumentException(
                        "a stanza has no document type, entity or processing instruction (RFC 6120, 11.1)");
        }
    }

    private static Child childOf(XMLStreamReader reader) {
        String namespace = namespaceOf(reader);
        if (reader.getLocalName().equals("nick") && namespace.equals(NICK)) {
            return Child.NICK;
        }
        if (reader.getLocalName().equals("status") && namespace.equals(CLIENT)) {
            boolean language = reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang") != null;
            return language ? Child.STATUS_WITH_LANGUAGE : Child.STATUS;
        }
        return Child.OTHER;
    }

    /** The first nick counts, and the first status, but one without a language before those that have one. */
    private void endOfChild() {
        switch (child) {
            case NICK -> nick = nick == null ? childText.toString() : nick;
            case STATUS -> {
                if (status == null || statusHasLanguage) {
                    status = childText.toString();
                    statusHasLanguage = false;
                }
            }
            case STATUS_WITH_LANGUAGE -> {
                if (status == null) {
                    status = childText.toString();
                    statusHasLanguage = true;
                }
            }
            case OTHER -> {}
        }
    }

    private static void checkRoot(XMLStreamReader reader, BareJid from) {
        if (!reader.getLocalName().equals("presence")
                || !namespaceOf(reader).equals(CLIENT)
                || !"subscribe".equals(reader.getAttributeValue(XMLConstants.NULL_NS_URI, "type"))) {
            throw new IllegalArgumentException("not a <presence type='subscribe'/>: " + reader.getName());
        }
        String sender = reader.getAttributeValue(XMLConstants.NULL_NS_URI, "from");
        if (sender != null && !sender.equals(from.toString())) {
            int slash = sender.indexOf('/');
            BareJid bare = BareJid.of(slash < 0 ? sender : sender.substring(0, slash));
            if (!bare.equals(from)) {
                throw new IllegalArgumentException("the stanza is from " + bare + ", not from " + from);
            }
        }
    }

    /** The namespaces of the streams that carry stanzas are one here, and so is none. */
    private static String namespaceOf(XMLStreamReader reader) {
        String namespace = reader.getNamespaceURI();
        if (namespace == null) {
            return CLIENT;
        }
        return switch (namespace) {
            case "", "jabber:server", "jabber:component:accept", "jabber:component:connect" -> CLIENT;
            case XMLConstants.XML_NS_URI ->
                throw new IllegalArgumentException(
                        "an element in the namespace of XML itself, which only its prefix can name");
            default -> namespace;
        };
    }

    private void start(XMLStreamReader reader, BareJid from) {
        closeStartTag();
        String namespace = namespaceOf(reader);
        canonical.append('<').append(reader.getLocalName());
        if (!namespace.equals(namespaces.peek())) {
            attribute("xmlns", namespace);
        }
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(attributeName(reader, i), reader.getAttributeValue(i));
        }
        if (open.isEmpty()) {
            attributes.put("from", from.toString());
        }
        attributes.forEach(this::attribute);
        open.push(reader.getLocalName());
        namespaces.push(namespace);
        startTagIsOpen = true;
    }

    private static String attributeName(XMLStreamReader reader, int index) {
        String namespace = reader.getAttributeNamespace(index);
        String name = reader.getAttributeLocalName(index);
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        if (namespace.equals(XMLConstants.XML_NS_URI)) {
            return "xml:" + name;
        }
        throw new IllegalArgumentException("an attribute with a namespace, which stanzas do not use: " + name);
    }

    private void end() {
        String name = open.pop();
        namespaces.pop();
        if (startTagIsOpen) {
            canonical.append("/>");
            startTagIsOpen = false;
        } else {
            canonical.append("</").append(name).append('>');
        }
    }

    private void closeStartTag() {
        if (startTagIsOpen) {
            canonical.append('>');
            startTagIsOpen = false;
        }
    }

    private void attribute(String name, String value) {
        canonical.append(' ').append(name).append("='");
        escape(value, true);
        canonical.append('\'');
    }

    private void escape(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> canonical.append("&amp;");
                case '<' -> canonical.append("&lt;");
                case '>' -> canonical.append("&gt;");
                case '\r' -> canonical.append("&#13;");
                case '\'' -> canonical.append(inAttribute ? "&apos;" : "'");
                case '\n' -> canonical.append(inAttribute ? "&#10;" : "\n");
                case '\t' -> canonical.append(inAttribute ? "&#9;" : "\t");
                default -> canonical.append(c);
            }
        }
    }
}
