package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Entry;
import org.rosterstore.portable.Value.Table;
import org.rosterstore.portable.XmlNode.Element;
import org.rosterstore.xml.XmlText;

/**
 * A stanza in the form in which Prosody keeps it: {@code {name = TEXT, attr = {KEY = TEXT, …}, CHILD, …}}, where the
 * namespace is the attribute {@code xmlns} and children are texts and tables like this one.
 */
final class StanzaTable {

    /** Not a stanza. */
    private static final class NotAStanzaException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Longer than that nobody counts. */
    private static final int MAX_DIGITS = 9;

    private StanzaTable() {}

    /** The element, or empty if the table is none. */
    static Optional<Element> read(Table table) {
        try {
            return Optional.of(element(table, Xmlns.CLIENT));
        } catch (NotAStanzaException e) {
            return Optional.empty();
        }
    }

    private static Element element(Table table, String outerNamespace) throws NotAStanzaException {
        String name = "";
        Map<String, String> attributes = new LinkedHashMap<>();
        List<Entry> children = new ArrayList<>();
        for (Entry entry : table.entries()) {
            if (entry.key() instanceof Digits) {
                children.add(entry);
            } else if (entry.key().text().equals(Optional.of("name"))) {
                name = checked(text(entry.value()));
            } else if (entry.key().text().equals(Optional.of("attr"))) {
                attributes(entry.value(), attributes);
            }
        }
        String namespace = attributes.getOrDefault("xmlns", outerNamespace);
        attributes.remove("xmlns");
        List<XmlNode> content = new ArrayList<>();
        children.sort(Comparator.comparingInt(StanzaTable::position));
        for (Entry child : children) {
            content.add(
                    child.value() instanceof Table inner
                            ? element(inner, namespace)
                            : new XmlNode.Text(text(child.value())));
        }
        return new Element(namespace, checked(name), attributes, content, table.place(), table.size());
    }

    private static void attributes(Value value, Map<String, String> attributes) throws NotAStanzaException {
        if (!(value instanceof Table table)) {
            throw new NotAStanzaException();
        }
        for (Entry entry : table.entries()) {
            attributes.put(attribute(text(entry.key())), text(entry.value()));
        }
    }

    /** A name as {@link Element} has it. Prosody writes a namespace, octet 1 and the name; {@code |} in some places. */
    private static String attribute(String key) throws NotAStanzaException {
        if (key.equals("xml:lang")) {
            return key;
        }
        int end = Math.max(key.lastIndexOf('\1'), key.lastIndexOf('|'));
        String name = checked(key.substring(end + 1));
        return end < 0 ? name : "{" + key.substring(0, end) + "}" + name;
    }

    private static String checked(String name) throws NotAStanzaException {
        if (!XmlText.isName(name)) {
            throw new NotAStanzaException();
        }
        return name;
    }

    private static String text(Value value) throws NotAStanzaException {
        return value.text().orElseThrow(NotAStanzaException::new);
    }

    private static int position(Entry child) {
        String digits = ((Digits) child.key()).digits();
        boolean isPosition = digits.length() <= MAX_DIGITS && digits.chars().allMatch(c -> '0' <= c && c <= '9');
        return isPosition ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }
}
