package org.rosterstore.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * XML in the one form in which stanzas are kept: no element has a prefix, a namespace is declared where it is another than
 * around it, attributes are sorted, only what must be escaped is, and an element without content is one tag. Names and text
 * are written as they are given: {@link XmlText} knows whether XML can carry them.
 */
public final class CanonicalXml {

    private final StringBuilder xml = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Deque<String> namespaces = new ArrayDeque<>();
    private boolean startTagIsOpen;

    /** A document, which declares its namespace. */
    public CanonicalXml() {}

    /**
     * What stands in an element.
     *
     * @param namespace the element's, which is not declared again
     * @return nothing yet
     */
    public static CanonicalXml within(String namespace) {
        CanonicalXml content = new CanonicalXml();
        content.namespaces.push(namespace);
        return content;
    }

    /**
     * Opens an element.
     *
     * @param namespace its namespace
     * @param name its local name
     * @param attributes values by name
     */
    public void start(String namespace, String name, Map<String, String> attributes) {
        closeStartTag();
        xml.append('<').append(name);
        if (!namespace.equals(namespaces.peek())) {
            attribute("xmlns", namespace);
        }
        new TreeMap<>(attributes).forEach(this::attribute);
        open.push(name);
        namespaces.push(namespace);
        startTagIsOpen = true;
    }

    /**
     * Adds text.
     *
     * @param text as it is meant, without references; may be {@code ""}, which is nothing
     */
    public void text(String text) {
        if (!text.isEmpty()) {
            closeStartTag();
            XmlText.escape(text, false, xml);
        }
    }

    /** Closes the element that was opened last. */
    public void end() {
        String name = open.pop();
        namespaces.pop();
        if (startTagIsOpen) {
            xml.append("/>");
            startTagIsOpen = false;
        } else {
            xml.append("</").append(name).append('>');
        }
    }

    /**
     * Adds what is in this form already.
     *
     * @param canonical elements in the present namespace, {@code ""} for none
     */
    public void add(String canonical) {
        if (!canonical.isEmpty()) {
            closeStartTag();
            xml.append(canonical);
        }
    }

    /**
     * How much was written.
     *
     * @return its characters
     */
    public int length() {
        return xml.length();
    }

    private void closeStartTag() {
        if (startTagIsOpen) {
            xml.append('>');
            startTagIsOpen = false;
        }
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("='");
        XmlText.escape(value, true, xml);
        xml.append('\'');
    }

    /** What was written. */
    @Override
    public String toString() {
        return xml.toString();
    }
}
