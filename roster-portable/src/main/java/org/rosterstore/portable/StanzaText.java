package org.rosterstore.portable;

import java.util.Set;
import org.rosterstore.portable.XmlNode.Element;
import org.rosterstore.portable.XmlNode.Text;

/**
 * Writes a presence stanza that was read from a file as it would come over a stream: without prefixes and in
 * {@code jabber:client}, from which Prosody leaves the files' own namespace in place. It is never longer than the canonical
 * form that a request is brought to.
 */
final class StanzaText {

    private static final Set<String> STREAM_NAMESPACES = Set.of("", Xmlns.CLIENT, "jabber:server", Xmlns.PORTABLE);

    private final StringBuilder xml = new StringBuilder();

    private StanzaText() {}

    /**
     * The stanza as text.
     *
     * @throws IllegalArgumentException if an attribute has a namespace, which stanzas do not use
     */
    static String of(Element presence) {
        StanzaText stanza = new StanzaText();
        stanza.write(presence, "");
        return stanza.xml.toString();
    }

    /** The namespace of a stanza's element as it is meant. */
    static String namespace(Element element) {
        return STREAM_NAMESPACES.contains(element.namespace()) ? Xmlns.CLIENT : element.namespace();
    }

    private void write(Element element, String outerNamespace) {
        String namespace = namespace(element);
        xml.append('<').append(element.name());
        if (!namespace.equals(outerNamespace)) {
            attribute("xmlns", namespace);
        }
        element.attributes().forEach((name, value) -> {
            if (name.startsWith("{")) {
                throw new IllegalArgumentException("an attribute with a namespace");
            }
            attribute(name, value);
        });
        if (element.content().isEmpty()) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        for (XmlNode node : element.content()) {
            if (node instanceof Element child) {
                write(child, namespace);
            } else if (node instanceof Text text) {
                xml.append(XmlText.content(text.text()));
            }
        }
        xml.append("</").append(element.name()).append('>');
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("='").append(XmlText.attribute(value)).append('\'');
    }
}
