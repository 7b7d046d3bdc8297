package org.rosterstore.portable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Finding.Place;

/**
 * A walk through the elements of a file that anybody may have written. It goes forward only and holds one tag, or one
 * piece of text, at a time. Depth, the number of attributes and the length of a tag are bounded; there is no document
 * type, so no entity but the five of XML, and nothing is fetched.
 */
final class XmlInput implements AutoCloseable {

    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 64;

    /** Characters of one tag, comment, processing instruction or CDATA section. Other text comes in pieces. */
    static final int MAX_TOKEN = 1 << 20;

    /** What {@link #element} holds at most, counted as {@link XmlNode.Element#size()}. Any legal contact takes less. */
    static final int MAX_ELEMENT = 1 << 19;

    /** Characters of all different names and namespaces, which the JDK's parser keeps until the end of the file. */
    static final int MAX_NAMES = 1 << 22;

    /** What an element, or a name, takes beside its characters. */
    private static final int ELEMENT_SIZE = 64;

    private static final XMLInputFactory FACTORY = factory();

    private final Path file;
    private final BoundedReader input;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int namesSize;
    private int depth;

    private XmlInput(Path file, BoundedReader input, XMLStreamReader reader) {
        this.file = file;
        this.input = input;
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // These limits are meant for declared entities, of which there are none here, but the JDK counts every &amp; of
        // the document as well: from Java 24 on a file with 100,000 of them would be refused.
        for (String limit : List.of("entityExpansionLimit", "totalEntitySizeLimit", "maxGeneralEntitySizeLimit")) {
            factory.setProperty("jdk.xml." + limit, "0");
        }
        return factory;
    }

    /**
     * Opens a file before its first element.
     *
     * @param file the path to name in findings
     * @param realPath where it is; a link that was put in its place meanwhile is not followed
     */
    static XmlInput open(Path file, Path realPath) throws DamagedFileException {
        return open(file, realPath, StandardCharsets.UTF_8);
    }

    /**
     * Opens a file before its first element.
     *
     * @param file the path to name in findings
     * @param realPath where it is; a link that was put in its place meanwhile is not followed
     * @param undeclared the encoding of a file that does not say it
     */
    static XmlInput open(Path file, Path realPath, Charset undeclared) throws DamagedFileException {
        Place start = new Place(file, 1);
        @Nullable InputStream octets = null;
        try {
            octets = Files.newInputStream(realPath, LinkOption.NOFOLLOW_LINKS);
            BoundedReader input = new BoundedReader(XmlEncoding.decoded(octets, undeclared));
            input.allow(MAX_TOKEN);
            try {
                return new XmlInput(file, input, FACTORY.createXMLStreamReader(input));
            } catch (XMLStreamException | RuntimeException e) {
                close(input);
                throw damaged(start, input, -1);
            }
        } catch (IOException e) {
            if (octets != null) {
                close(octets);
            }
            throw new DamagedFileException(start, unreadable(e));
        }
    }

    Path file() {
        return file;
    }

    /** Where the present tag ends. */
    Place place() {
        return place(reader, file);
    }

    /** The namespace of the present element, {@code ""} for none. */
    String namespace() {
        return orEmpty(reader.getNamespaceURI());
    }

    /** The local name of the present element. */
    String name() {
        return reader.getLocalName();
    }

    boolean is(String namespace, String name) {
        return name().equals(name) && namespace().equals(namespace);
    }

    /** The attributes of the present element. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(attributeName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** Goes to the root element. */
    void toRoot() throws DamagedFileException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // the XML declaration, comments and processing instructions
        }
    }

    /**
     * Goes to the next child of the present element, which is the one that was entered last and not left. Each child
     * must be left, by {@link #skip}, by {@link #element}, or by asking for its children to the last.
     *
     * @return false at the end of the present element, which is thereby left
     */
    boolean toChild() throws DamagedFileException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** Leaves the present element, of which nothing is held. */
    void skip() throws DamagedFileException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Goes to the end of the file, so that damage after the root element is found too. */
    void toEnd() throws DamagedFileException {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // comments and processing instructions
        }
    }

    /**
     * The present element as a whole, which is thereby left; empty if it takes more than {@link #MAX_ELEMENT} to hold.
     */
    Optional<XmlNode.Element> element() throws DamagedFileException {
        int outside = depth - 1;
        XmlNode.@Nullable Element element = element(MAX_ELEMENT);
        while (depth > outside) {
            next();
        }
        return Optional.ofNullable(element);
    }

    private XmlNode.@Nullable Element element(int budget) throws DamagedFileException {
        String namespace = namespace();
        String name = name();
        Map<String, String> attributes = attributes();
        Place place = place();
        int size = ELEMENT_SIZE + namespace.length() + name.length();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().length();
        }
        List<XmlNode> content = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (size <= budget) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    size += reader.getTextLength();
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    addText(content, text);
                    XmlNode.@Nullable Element child = element(budget - size);
                    if (child == null) {
                        return null;
                    }
                    size += child.size();
                    content.add(child);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    addText(content, text);
                    return new XmlNode.Element(
                            namespace,
                            name,
                            Collections.unmodifiableMap(attributes),
                            Collections.unmodifiableList(content),
                            place,
                            size);
                }
                default -> {}
            }
        }
        return null;
    }

    private static void addText(List<XmlNode> content, StringBuilder text) {
        if (text.length() > 0) {
            content.add(new XmlNode.Text(text.toString()));
            text.setLength(0);
        }
    }

    private int next() throws DamagedFileException {
        input.allow(MAX_TOKEN);
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException | RuntimeException e) { // the JDK's parser answers some damage with the latter
            throw damaged(place(), input, reader.getLocation().getColumnNumber());
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > MAX_DEPTH) {
                    throw new DamagedFileException(place(), "elements are nested over %d deep".formatted(MAX_DEPTH));
                }
                if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
                    throw new DamagedFileException(
                            place(), "an element has over %d attributes".formatted(MAX_ATTRIBUTES));
                }
                countNames();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> countName(reader.getPITarget());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new DamagedFileException(place(), "a document type is declared, which is not allowed here");
            default -> {}
        }
        return event;
    }

    private void countNames() throws DamagedFileException {
        countName(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            countName(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            countName(orEmpty(reader.getNamespacePrefix(i)));
            countName(orEmpty(reader.getNamespaceURI(i)));
        }
    }

    private void countName(String name) throws DamagedFileException {
        if (names.add(name)) {
            namesSize += ELEMENT_SIZE + name.length();
            if (namesSize > MAX_NAMES) {
                throw new DamagedFileException(place(), "too many different names of elements and attributes");
            }
        }
    }

    private String attributeName(int index) {
        String namespace = orEmpty(reader.getAttributeNamespace(index));
        String name = reader.getAttributeLocalName(index);
        return switch (namespace) {
            case "" -> name;
            case XMLConstants.XML_NS_URI -> "xml:" + name;
            default -> "{" + namespace + "}" + name;
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Place place(XMLStreamReader reader, Path file) {
        return new Place(file, Math.max(1, reader.getLocation().getLineNumber()));
    }

    /** The parser's own words are left out: they may quote the file, and differ from one Java to the next. */
    private static DamagedFileException damaged(Place place, BoundedReader input, int column) {
        @Nullable IOException failure = input.failure();
        String message;
        if (failure instanceof BoundedReader.TooLongException) {
            message = "a tag, comment or CDATA section has over %,d characters".formatted(MAX_TOKEN);
        } else if (failure != null) {
            message = unreadable(failure);
        } else if (input.ended()) {
            message = "the file ends before it is complete";
        } else {
            message = "not well-formed XML" + (column > 0 ? " at column " + column : "");
        }
        return new DamagedFileException(place, message);
    }

    private static String unreadable(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "octets that do not fit the file's encoding";
        }
        if (e instanceof UnsupportedEncodingException) {
            return "an encoding is declared that Java does not know";
        }
        return "cannot be read: " + e.getClass().getSimpleName();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It was only read from.
        }
    }

    @Override
    public void close() {
        close(reader::close);
        close(input);
    }
}
