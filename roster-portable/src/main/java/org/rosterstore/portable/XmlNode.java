package org.rosterstore.portable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rosterstore.portable.Finding.Place;

/** What stands in an element: text, or another element. */
sealed interface XmlNode {

    /**
     * Text between tags.
     *
     * @param text without references, as it is meant
     */
    record Text(String text) implements XmlNode {}

    /**
     * An element that is small enough to be held whole.
     *
     * @param namespace its namespace, {@code ""} for none
     * @param name its local name
     * @param attributes by name, {@code xml:lang} by this one, those of other namespaces as
     *     <code>{namespace}name</code>
     * @param content text and elements in their order
     * @param place where its start tag ends
     * @param size about how many characters it takes to hold
     */
    record Element(
            String namespace, String name, Map<String, String> attributes, List<XmlNode> content, Place place, int size)
            implements XmlNode {

        boolean is(String otherNamespace, String otherName) {
            return namespace.equals(otherNamespace) && name.equals(otherName);
        }

        Optional<String> attribute(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }

        List<Element> children() {
            return content.stream()
                    .filter(Element.class::isInstance)
                    .map(Element.class::cast)
                    .toList();
        }

        /** The first child of a kind. */
        Optional<Element> child(String childNamespace, String childName) {
            return children().stream()
                    .filter(child -> child.is(childNamespace, childName))
                    .findFirst();
        }

        /** The text that stands directly in it. */
        String text() {
            return content.stream()
                    .map(node -> node instanceof Text text ? text.text() : "")
                    .collect(Collectors.joining());
        }

        /** The same with other content. */
        Element withContent(List<XmlNode> other) {
            return new Element(namespace, name, attributes, other, place, size);
        }

        /** The same with other attributes. */
        Element withAttributes(Map<String, String> other) {
            return new Element(namespace, name, other, content, place, size);
        }
    }
}
