package org.rosterstore.portable;

import org.rosterstore.portable.XmlNode.Element;
import org.rosterstore.portable.XmlNode.Text;

/**
 * Writes a presence stanza that was read from a file as it would come over a stream: without prefixes, and in
 * {@code jabber:client} where Prosody leaves it in the files' own namespace. It is never longer than the canonical form
 * that a request is brought to.
 */
final class StanzaText {

    private final StringBuilder xml = new StringBuilder();
    private final String stanzaNamespace;

    private StanzaText(String stanzaNamespace) {
        this.stanzaNamespace = stanzaNamespace;
    }

    /**
     * The stanza as text.
     *
     * @param presence the element, whose own namespace stands for {@code jabber:client} wherever in it that occurs
     * @throws IllegalArgumentException if an attribute has a namespace, which stanzas do not use
     */
    static String of(Element presence) {
        StanzaText stanza = new StanzaText(presence.namespace());
        stanza.write(presence, "");
        return stanza.xml.toString();
    }

    private void write(Element element, String outerNamespace) {
        String namespace = element.namespace().equals(stanzaNamespace) ? Xmlns.CLIENT : element.namespace();
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
        xml.append(' ')
                .append(name)
                .append("='")
                .append(XmlText.attribute(value))
                .append('\'');
    }
}
