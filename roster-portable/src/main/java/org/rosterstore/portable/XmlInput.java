package org.rosterstore.portable;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.XmlLimits;
import org.rosterstore.xml.XmlWalk;

/** A walk through the elements of a file: an {@link XmlWalk} that knows where it is. */
final class XmlInput implements AutoCloseable {

    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 64;

    /** Characters of one tag, comment, processing instruction or CDATA section. Other text comes in pieces. */
    static final int MAX_TOKEN = 1 << 20;

    /** What {@link #element} holds at most, counted as {@link XmlNode.Element#size()}. Any legal contact takes less. */
    static final int MAX_ELEMENT = 1 << 19;

    /** Characters of all different names and namespaces, which the JDK's parser keeps until the end of the file. */
    static final int MAX_NAMES = 1 << 22;

    private static final XmlLimits LIMITS =
            new XmlLimits(XmlLimits.Document.FILE, MAX_DEPTH, MAX_ATTRIBUTES, MAX_TOKEN, MAX_NAMES, Long.MAX_VALUE);

    /** What an element takes beside its characters. */
    private static final int ELEMENT_SIZE = 64;

    private final Path file;
    private final XmlWalk walk;

    private XmlInput(Path file, XmlWalk walk) {
        this.file = file;
        this.walk = walk;
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
        @Nullable InputStream octets = null;
        try {
            octets = Files.newInputStream(realPath, LinkOption.NOFOLLOW_LINKS);
            Reader characters = XmlEncoding.decoded(octets, undeclared);
            return new XmlInput(file, XmlWalk.through(characters, LIMITS));
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            if (octets != null) {
                close(octets);
            }
            throw new DamagedFileException(new Place(file, 1), unreadable(e));
        }
    }

    Path file() {
        return file;
    }

    /** Where the present tag ends. */
    Place place() {
        return new Place(file, walk.line());
    }

    /** The namespace of the present element, {@code ""} for none. */
    String namespace() {
        return walk.namespace();
    }

    /** The local name of the present element. */
    String name() {
        return walk.name();
    }

    boolean is(String namespace, String name) {
        return walk.is(namespace, name);
    }

    /** The attributes of the present element. */
    Map<String, String> attributes() {
        return walk.attributes();
    }

    /** Goes to the root element. */
    void toRoot() throws DamagedFileException {
        try {
            walk.toRoot();
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        }
    }

    /**
     * Goes to the next child of the present element, which is the one that was entered last and not left. Each child
     * must be left, by {@link #skip}, by {@link #element}, or by asking for its children to the last.
     *
     * @return false at the end of the present element, which is thereby left
     */
    boolean toChild() throws DamagedFileException {
        try {
            return walk.toChild();
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        }
    }

    /** Leaves the present element, of which nothing is held. */
    void skip() throws DamagedFileException {
        try {
            walk.skip();
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        }
    }

    /** Goes to the end of the file, so that damage after the root element is found too. */
    void toEnd() throws DamagedFileException {
        try {
            walk.toEnd();
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        }
    }

    /**
     * The present element as a whole, which is thereby left; empty if it takes more than {@link #MAX_ELEMENT} to hold.
     */
    Optional<XmlNode.Element> element() throws DamagedFileException {
        try {
            int level = walk.depth();
            XmlNode.@Nullable Element element = element(MAX_ELEMENT);
            walk.leave(level);
            return Optional.ofNullable(element);
        } catch (MalformedXmlException e) {
            throw damaged(file, e);
        }
    }

    private XmlNode.@Nullable Element element(int budget) throws MalformedXmlException {
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
            switch (walk.next()) {
                case TEXT -> {
                    size += walk.pieceLength();
                    text.append(walk.piece());
                }
                case START -> {
                    addText(content, text);
                    XmlNode.@Nullable Element child = element(budget - size);
                    if (child == null) {
                        return null;
                    }
                    size += child.size();
                    content.add(child);
                }
                case END -> {
                    addText(content, text);
                    return new XmlNode.Element(
                            namespace,
                            name,
                            Collections.unmodifiableMap(attributes),
                            Collections.unmodifiableList(content),
                            place,
                            size);
                }
                case DONE -> {}
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

    private static DamagedFileException damaged(Path file, MalformedXmlException e) {
        String message = e.unreadable().map(XmlInput::unreadable).orElse(String.valueOf(e.getMessage()));
        return new DamagedFileException(new Place(file, e.line()), message);
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

    private static void close(InputStream octets) {
        try {
            octets.close();
        } catch (IOException e) {
            // It was only read from.
        }
    }

    @Override
    public void close() {
        walk.close();
    }
}
