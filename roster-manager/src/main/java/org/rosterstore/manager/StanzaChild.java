package org.rosterstore.manager;

import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.rosterstore.xml.CanonicalXml;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlWalk;

/**
 * A child of a stanza.
 *
 * @param namespace its namespace; that of the stream is {@code jabber:client}
 * @param name its local name
 * @param lang its {@code xml:lang}
 * @param text what stands directly in it
 * @param xml all of it in canonical form, within {@code jabber:client}; empty if that has no words for it
 */
record StanzaChild(String namespace, String name, Optional<String> lang, String text, Optional<String> xml) {

    /**
     * Reads the present element, which is thereby left.
     *
     * @param limit how many characters its canonical form may have: it repeats namespaces, so that little XML may make much
     */
    static StanzaChild read(XmlWalk in, long limit) throws MalformedXmlException {
        String namespace = StanzaNamespace.of(in.namespace());
        String name = in.name();
        Optional<String> lang = Optional.ofNullable(in.attributes().get("xml:lang"));
        int level = in.depth();
        StringBuilder text = new StringBuilder();
        CanonicalXml xml = CanonicalXml.within(StanzaNamespace.CLIENT);
        boolean hasWords = start(in, xml);
        while (in.depth() >= level) {
            XmlWalk.Step step = in.next();
            if (step == XmlWalk.Step.TEXT && in.depth() == level) {
                text.append(in.piece());
            }
            hasWords = hasWords && write(step, in, xml);
            if (xml.length() > limit) {
                throw new MalformedStanzaException("children that are too long in their canonical form");
            }
        }
        return new StanzaChild(
                namespace, name, lang, text.toString(), hasWords ? Optional.of(xml.toString()) : Optional.empty());
    }

    private static boolean write(XmlWalk.Step step, XmlWalk in, CanonicalXml xml) {
        switch (step) {
            case START -> {
                return start(in, xml);
            }
            case TEXT -> xml.text(in.piece());
            case END -> xml.end();
            case DONE -> {}
        }
        return true;
    }

    /** Whether the canonical form has words for the element: only a prefix could name an attribute's namespace, or XML's. */
    private static boolean start(XmlWalk in, CanonicalXml xml) {
        Map<String, String> attributes = in.attributes();
        if (in.namespace().equals(XMLConstants.XML_NS_URI)
                || attributes.keySet().stream().anyMatch(name -> name.startsWith("{"))) {
            return false;
        }
        xml.start(StanzaNamespace.of(in.namespace()), in.name(), attributes);
        return true;
    }

    boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }
}
