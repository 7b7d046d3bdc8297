package org.rosterstore.portable;

import org.rosterstore.portable.XmlNode.Element;
import org.rosterstore.portable.XmlNode.Text;
import org.rosterstore.xml.CanonicalXml;

/**
 * Writes a presence stanza that was read from a file as it would come over a stream: without prefixes, and in
 * {@code jabber:client} where Prosody leaves it in the files' own namespace. It is never longer than the canonical form
 * that a request is brought to.
 */
final class StanzaText {

    private final CanonicalXml xml = new CanonicalXml();
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
        stanza.write(presence);
        return stanza.xml.toString();
    }

    private void write(Element element) {
        if (element.attributes().keySet().stream().anyMatch(name -> name.startsWith("{"))) {
            throw new IllegalArgumentException("an attribute with a namespace");
        }
        xml.start(
                element.namespace().equals(stanzaNamespace) ? Xmlns.CLIENT : element.namespace(),
                element.name(),
                element.attributes());
        for (XmlNode node : element.content()) {
            if (node instanceof Element child) {
                write(child);
            } else if (node instanceof Text text) {
                xml.text(text.text());
            }
        }
        xml.end();
    }
}
