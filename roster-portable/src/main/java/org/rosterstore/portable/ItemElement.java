package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rosterstore.portable.XmlNode.Element;

/** An item of a roster as an XML element. RFC 6121, 2.1.2. */
final class ItemElement {

    private static final Set<String> KNOWN = Set.of("jid", "name", "subscription", "ask", "approved");

    private ItemElement() {}

    /** What the element says; its groups are those of its own namespace. */
    static WrittenItem read(Element element, OwnerReport report) {
        report.skippedAttributes(element.place(), "item", element.attributes().keySet(), KNOWN);
        List<WrittenItem.Group> groups = new ArrayList<>();
        for (Element child : element.children()) {
            if (child.is(element.namespace(), "group")) {
                report.skippedAttributes(
                        child.place(), "group", child.attributes().keySet(), Set.of());
                child.children().forEach(report::skippedElement);
                groups.add(new WrittenItem.Group(child.text(), child.place()));
            } else {
                report.skippedElement(child);
            }
        }
        return new WrittenItem(
                element.place(),
                element.attribute("jid"),
                element.attribute("name"),
                element.attribute("subscription"),
                element.attribute("ask"),
                element.attribute("approved"),
                groups);
    }
}
