package org.rosterstore.xml;

import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the elements of XML that anybody may have written. It goes forward only and holds one tag, or one piece of
 * text, at a time. What it puts up with is bounded by {@link XmlLimits}; there is no document type, so no entity but the five
 * of XML, and nothing is fetched.
 */
public final class XmlWalk implements AutoCloseable {

    /** What a walk comes to. Comments are passed over. */
    public enum Step {
        /** The start of an element. */
        START,
        /** A piece of text. */
        TEXT,
        /** The end of an element. */
        END,
        /** The end of all. */
        DONE
    }

    /** What a name takes beside its characters. */
    private static final int NAME_SIZE = 64;

    /** Configured once and then only asked for readers, which the JDK's factory answers from any thread. */
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final @Nullable BoundedReader input;
    private final XmlLimits limits;
    private final Set<String> names = new HashSet<>();
    private int namesSize;
    private long characters;
    private int depth;

    private XmlWalk(XMLStreamReader reader, @Nullable BoundedReader input, XmlLimits limits) {
        this.reader = reader;
        this.input = input;
        this.limits = limits;
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
        // The JDK's own limits differ between its versions, and a request that one has stored must not be unreadable to
        // the
        // next: these are beyond what 16 KiB can hold, and below what harms.
        factory.setProperty("jdk.xml.maxElementDepth", 1 << 14);
        factory.setProperty("jdk.xml.elementAttributeLimit", 1 << 14);
        return factory;
    }

    /**
     * A walk from the first character on.
     *
     * @param xml where the characters come from; closed by {@link #close}, and by this method if it fails
     * @param limits what it puts up with
     * @return the walk, before the first element
     * @throws MalformedXmlException if not even the XML declaration can be read
     */
    public static XmlWalk through(Reader xml, XmlLimits limits) throws MalformedXmlException {
        BoundedReader input = new BoundedReader(xml);
        input.allow(limits.token());
        try {
            XmlWalk walk = new XmlWalk(FACTORY.createXMLStreamReader(input), input, limits);
            walk.checkVersion();
            return walk;
        } catch (XMLStreamException | RuntimeException e) {
            close(input);
            throw damaged(1, -1, e, input, limits);
        } catch (MalformedXmlException e) {
            close(input);
            throw e;
        }
    }

    /**
     * A walk through one element of somebody else's reader. What that reader itself refuses and resolves is its own business:
     * document types and references to entities are refused when it tells of them.
     *
     * @param reader a reader with namespaces that has come to the start of an element; it is not closed
     * @param limits what the walk puts up with; of {@link XmlLimits#token} nothing is known here
     * @return the walk, inside of the element
     * @throws MalformedXmlException if the element's tag is beyond the limits
     */
    public static XmlWalk inside(XMLStreamReader reader, XmlLimits limits) throws MalformedXmlException {
        XmlWalk walk = new XmlWalk(reader, null, limits);
        walk.checkVersion();
        walk.accept(XMLStreamConstants.START_ELEMENT);
        return walk;
    }

    private void checkVersion() throws MalformedXmlException {
        if (limits.document() == XmlLimits.Document.STANZA && "1.1".equals(reader.getVersion())) {
            throw refused("a stanza is XML 1.0 (RFC 6120, 11.8), this one is XML 1.1");
        }
    }

    /**
     * Where the present tag or piece of text ends.
     *
     * @return the line, from 1
     */
    public int line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    /**
     * How deep the walk is.
     *
     * @return how many elements are open, the present one counted
     */
    public int depth() {
        return depth;
    }

    /**
     * The namespace of the present element.
     *
     * @return its name, {@code ""} for none
     */
    public String namespace() {
        return orEmpty(reader.getNamespaceURI());
    }

    /**
     * The local name of the present element.
     *
     * @return the name without a prefix
     */
    public String name() {
        return reader.getLocalName();
    }

    /**
     * Whether the present element is of a kind.
     *
     * @param namespace a namespace, {@code ""} for none
     * @param name a local name
     * @return whether both are its own
     */
    public boolean is(String namespace, String name) {
        return name().equals(name) && namespace().equals(namespace);
    }

    /**
     * The attributes of the present element.
     *
     * @return values by name in their order; {@code xml:lang} by this name, those of other namespaces as
     *     <code>{namespace}name</code>
     */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(attributeName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /**
     * The length of the present piece of text.
     *
     * @return how many characters it has, 0 for none
     */
    public int pieceLength() {
        return reader.getTextLength();
    }

    /**
     * The present piece of text.
     *
     * @return without references, as it is meant
     */
    public String piece() {
        return reader.getText();
    }

    /**
     * Goes to the root element.
     *
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public void toRoot() throws MalformedXmlException {
        while (next() != Step.START) {
            // the XML declaration, comments and processing instructions
        }
    }

    /**
     * Goes to the next child of the present element, which is the one that was entered last and not left. Each child must be
     * left, by {@link #skip}, by {@link #text}, or by asking for its children to the last.
     *
     * @return false at the end of the present element, which is thereby left
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public boolean toChild() throws MalformedXmlException {
        while (true) {
            switch (next()) {
                case START -> {
                    return true;
                }
                case END -> {
                    return false;
                }
                case TEXT, DONE -> {}
            }
        }
    }

    /**
     * Leaves the present element, of which nothing is held.
     *
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public void skip() throws MalformedXmlException {
        leave(depth);
    }

    /**
     * Leaves an element that is open, with all that is open in it; nothing is held.
     *
     * @param level how deep the element is, the outermost one 1
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public void leave(int level) throws MalformedXmlException {
        while (depth >= level) {
            next();
        }
    }

    /**
     * The text that stands directly in the present element, which is thereby left.
     *
     * @return without references, as it is meant
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public String text() throws MalformedXmlException {
        int inside = depth;
        StringBuilder text = new StringBuilder();
        while (depth >= inside) {
            if (next() == Step.TEXT && depth == inside) {
                text.append(piece());
            }
        }
        return text.toString();
    }

    /**
     * Goes to the end of all, so that damage after the root element is found too.
     *
     * @throws MalformedXmlException if there is any
     */
    public void toEnd() throws MalformedXmlException {
        while (next() != Step.DONE) {
            // comments and processing instructions
        }
    }

    /**
     * Goes on.
     *
     * @return what comes next
     * @throws MalformedXmlException if nothing can be read from here on
     */
    public Step next() throws MalformedXmlException {
        while (true) {
            if (input != null) {
                input.allow(limits.token());
            }
            int event;
            try {
                event = reader.next();
            } catch (XMLStreamException | RuntimeException e) { // the JDK's parser answers some damage with the latter
                throw damaged(line(), reader.getLocation().getColumnNumber(), e, input, limits);
            }
            accept(event);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return Step.START;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    return Step.TEXT;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return Step.END;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return Step.DONE;
                }
                default -> {}
            }
        }
    }

    private void accept(int event) throws MalformedXmlException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > limits.depth()) {
                    throw refused("elements are nested over %d deep".formatted(limits.depth()));
                }
                if (reader.getAttributeCount() > limits.attributes()) {
                    throw refused("an element has over %d attributes".formatted(limits.attributes()));
                }
                countTag();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE,
                    XMLStreamConstants.COMMENT -> count(reader.getTextLength());
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                if (limits.document() == XmlLimits.Document.STANZA) {
                    throw refused("a stanza has no processing instruction (RFC 6120, 11.1)");
                }
                countName(reader.getPITarget());
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw refused("a document type is declared, which is not allowed here");
            default -> {}
        }
    }

    private void countTag() throws MalformedXmlException {
        checkName(reader.getLocalName());
        countName(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            checkName(reader.getAttributeLocalName(i));
            countName(reader.getAttributeLocalName(i));
            count(reader.getAttributeValue(i).length());
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            countName(orEmpty(reader.getNamespacePrefix(i)));
            countName(orEmpty(reader.getNamespaceURI(i)));
        }
    }

    /** The JDK's parser lets such a name pass, others do not: it would end the stream on which it is sent on. */
    private void checkName(String name) throws MalformedXmlException {
        if (limits.document() == XmlLimits.Document.STANZA && name.startsWith(":")) {
            throw refused("a name that begins with a colon (Namespaces in XML 1.0, 4)");
        }
    }

    private void countName(String name) throws MalformedXmlException {
        count(name.length());
        if (names.add(name)) {
            namesSize += NAME_SIZE + name.length();
            if (namesSize > limits.names()) {
                throw refused("too many different names of elements and attributes");
            }
        }
    }

    private void count(int more) throws MalformedXmlException {
        characters += more;
        if (characters > limits.characters()) {
            throw refused(
                    "a %s of over %,d characters".formatted(limits.document().word(), limits.characters()));
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

    private MalformedXmlException refused(String message) {
        return new MalformedXmlException(message, line(), null);
    }

    /** The words of our own parser are left out: they may quote what was read, and differ from one Java to the next. */
    private static MalformedXmlException damaged(
            int line, int column, Exception e, @Nullable BoundedReader input, XmlLimits limits) {
        String document = limits.document().word();
        @Nullable IOException failure = input == null ? null : input.failure();
        if (failure instanceof BoundedReader.TooLongException) {
            return new MalformedXmlException(
                    "a tag, comment or CDATA section has over %,d characters".formatted(limits.token()), line, null);
        }
        if (failure != null) {
            return new MalformedXmlException("the %s cannot be read".formatted(document), line, failure);
        }
        if (input != null && input.ended()) {
            return new MalformedXmlException("the %s ends before it is complete".formatted(document), line, null);
        }
        return new MalformedXmlException(
                "not well-formed XML" + (column > 0 ? " at column " + column : ""), line, input == null ? e : null);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It was only read from.
        }
    }

    /** Closes what was read {@linkplain #through through}; somebody else's reader stays open. */
    @Override
    public void close() {
        if (input != null) {
            close(reader::close);
            close(input);
        }
    }
}
