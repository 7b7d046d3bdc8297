package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlLimits;
import org.rosterstore.xml.XmlWalk;

/**
 * Stanzas from XML and to XML, for whatever library carries them. Immutable, and safe for use by many threads at once.
 *
 * <pre>{@code
 * StanzaCodec codec = new StanzaCodec();
 * codec.read(received).ifPresent(stanza -> …);
 * StanzaSender sender = stanza -> library.sendRaw(codec.write(stanza));
 * }</pre>
 *
 * <p><b>Read</b> is every {@code <presence/>}, and those {@code <iq/>}s that may be about a roster: with a {@code <query
 * xmlns='jabber:iq:roster'/>}, or a result or an error without anything that says what it is about. All else gives nothing:
 * messages, other iqs, what is no stanza. The namespaces of the streams ({@code jabber:client}, {@code jabber:server},
 * {@code jabber:component:accept} and {@code jabber:component:connect}) are one, and so is none.
 *
 * <p>What stands in a stanza may come from anybody. It is XML 1.0 without document types, entities and processing
 * instructions (RFC 6120, 11.1), nested at most 64 deep, with at most 64 attributes an element,
 * and bounded in length. What is broken is {@link MalformedStanzaException}: XML that is not well-formed, an address that is
 * no JID, a type that the RFCs do not have (RFC 6121, 4.7.1; RFC 6120, 8.2.3), a roster query that is not the only child of
 * its iq (RFC 6120, 8.2.3). What is only odd is read:
 *
 * <ul>
 *   <li>a {@code <show/>} of another word is {@link Show#AVAILABLE}, a {@code <priority/>} that is no number is 0, and one
 *       beyond -128 and 127 is the nearest of them (RFC 6121, 4.7.2);
 *   <li>of several statuses one counts, the first without {@code xml:lang} or else the first, and of several nicks the first;
 *   <li>items are not looked into: whether a JID or a subscription is one is for the reader of the roster to say, item by
 *       item (RFC 6121, 2.1.2);
 *   <li>an error without a condition that the RFC defines is {@code undefined-condition}, and one without a type that it
 *       defines is {@code cancel} (RFC 6120, 8.3).
 * </ul>
 *
 * <p>All further children of a presence are kept in its payload, in the form in which {@link
 * org.rosterstore.SubscriptionRequest} keeps a stanza: no prefixes, sorted attributes, no comments. A {@code <show/>} or
 * {@code <priority/>} is a further child unless the presence is an available one. Not kept are text between children, and a
 * child in which an attribute has a namespace, for which that form has no words.
 *
 * <p><b>Written</b> is that form. Reading it again gives an equal stanza, with these exceptions, where the RFCs leave things
 * out: show and priority of a presence that is not an available one (RFC 6121, 4.7.2); in an iq of type get, all items (RFC
 * 6121, 2.1.3); in one of type set, all of an item but jid, name, groups and the subscription {@code remove} (RFC 6121,
 * 2.1.2).
 */
public final class StanzaCodec {

    /** How many characters (UTF-16 units) a presence may have, unless the codec is told otherwise. */
    public static final int PRESENCE_CHARACTERS = 64 * 1_024;

    /** How many items the roster in an iq may have, unless the codec is told otherwise. */
    public static final int ROSTER_ITEMS = 100_000;

    /** How many characters an iq may have for each item that it may have, beside {@link #PRESENCE_CHARACTERS}. */
    public static final int ITEM_CHARACTERS = 512;

    private static final int DEPTH = 64;
    private static final int ATTRIBUTES = 64;

    private static final Set<String> NAMESPACES =
            Set.of("", StanzaNamespace.CLIENT, "jabber:server", "jabber:component:accept", "jabber:component:connect");

    /** Without limits, for what was within some when it came. */
    static final StanzaCodec UNBOUNDED = new StanzaCodec(
            limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            Integer.MAX_VALUE);

    private final XmlLimits presence;
    private final XmlLimits iq;
    private final int items;

    /** A codec with the usual limits: {@link #PRESENCE_CHARACTERS} and {@link #ROSTER_ITEMS}. */
    public StanzaCodec() {
        this(PRESENCE_CHARACTERS, ROSTER_ITEMS);
    }

    /**
     * A codec with other limits.
     *
     * @param presenceCharacters how many characters (UTF-16 units) a presence may have, and its payload
     * @param rosterItems how many items the roster in an iq may have; the iq may have {@value #PRESENCE_CHARACTERS}
     *     characters, and {@value #ITEM_CHARACTERS} for each of these items
     * @throws IllegalArgumentException if one of them is not positive
     */
    public StanzaCodec(int presenceCharacters, int rosterItems) {
        this(
                limits(positive(presenceCharacters, "presenceCharacters"), DEPTH, ATTRIBUTES),
                limits(
                        PRESENCE_CHARACTERS + (long) ITEM_CHARACTERS * positive(rosterItems, "rosterItems"),
                        DEPTH,
                        ATTRIBUTES),
                rosterItems);
    }

    private StanzaCodec(XmlLimits presence, XmlLimits iq, int items) {
        this.presence = presence;
        this.iq = iq;
        this.items = items;
    }

    private static XmlLimits limits(long characters, int depth, int attributes) {
        // The parser asks for more than it is to give, to see whether that is all.
        int token = (int) Math.min(2 * characters + 2, Integer.MAX_VALUE);
        return new XmlLimits(XmlLimits.Document.STANZA, depth, attributes, token, Integer.MAX_VALUE, characters);
    }

    private static int positive(int limit, String name) {
        if (limit <= 0) {
            throw new IllegalArgumentException(name + " is " + limit);
        }
        return limit;
    }

    /**
     * Reads a stanza.
     *
     * @param xml one element
     * @return the stanza, or empty if it is none of ours; what is none of ours is not read to its end
     * @throws MalformedStanzaException if it is broken or beyond the limits
     */
    public Optional<Stanza> read(String xml) {
        XmlLimits longest = iq.characters() > presence.characters() ? iq : presence;
        check(xml, longest);
        try (XmlWalk in = XmlWalk.through(new StringReader(xml), longest)) {
            in.toRoot();
            check(xml, in.name().equals("presence") ? presence : iq);
            Optional<Stanza> stanza = stanza(in);
            if (stanza.isPresent()) {
                in.toEnd();
            }
            return stanza;
        } catch (MalformedXmlException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads a stanza from a library's own reader. What that reader itself allows is the library's business: it should
     * support no document types. Those that it tells of are refused here, as are references that it has not resolved.
     *
     * @param reader a reader that knows namespaces and stands on the start of the stanza's element. Afterwards it stands on
     *     the end of that element, whether the stanza was one of ours or not, and after an exception anywhere in it.
     * @return the stanza, or empty if it is none of ours
     * @throws XMLStreamException if the reader throws it
     * @throws MalformedStanzaException if the stanza is broken or beyond the limits
     * @throws IllegalArgumentException if the reader stands elsewhere, or knows no namespaces
     */
    public Optional<Stanza> read(XMLStreamReader reader) throws XMLStreamException {
        if (!reader.isStartElement()) {
            throw new IllegalArgumentException("the reader does not stand on the start of an element");
        }
        if (Boolean.FALSE.equals(reader.getProperty(XMLInputFactory.IS_NAMESPACE_AWARE))) {
            throw new IllegalArgumentException("the reader knows no namespaces");
        }
        try {
            XmlWalk in = XmlWalk.inside(reader, reader.getLocalName().equals("presence") ? presence : iq);
            Optional<Stanza> stanza = stanza(in);
            leave(reader, in.depth());
            return stanza;
        } catch (MalformedXmlException e) {
            if (e.getCause() instanceof XMLStreamException broken) {
                throw broken;
            }
            throw malformed(e);
        }
    }

    /** Reads a {@code <presence/>} of which it is known by whom and to whom it is. */
    Presence presence(String xml, Jid from, Jid to) {
        try (XmlWalk in = XmlWalk.through(new StringReader(xml), presence)) {
            in.toRoot();
            return PresenceReader.read(
                    in, StanzaHead.of(in), Optional.of(from), Optional.of(to), presence.characters());
        } catch (MalformedXmlException e) {
            throw malformed(e);
        }
    }

    /** Not by the walk: what is none of ours is not to be refused. */
    private static void leave(XMLStreamReader reader, int depth) throws XMLStreamException {
        for (int open = depth; open > 0; ) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> open++;
                case XMLStreamReader.END_ELEMENT -> open--;
                default -> {}
            }
        }
    }

    private Optional<Stanza> stanza(XmlWalk in) throws MalformedXmlException {
        if (!StanzaNamespace.of(in.namespace()).equals(StanzaNamespace.CLIENT)) {
            return Optional.empty();
        }
        return switch (in.name()) {
            case "presence" -> {
                StanzaHead head = StanzaHead.of(in);
                yield Optional.of(PresenceReader.read(in, head, head.from(), head.to(), presence.characters()));
            }
            case "iq" -> new IqReader(StanzaHead.of(in), items).read(in).map(Stanza.class::cast);
            default -> Optional.empty();
        };
    }

    /**
     * Writes a stanza that declares the namespace {@code jabber:client}.
     *
     * @param stanza what to write; how long it is does not matter
     * @return one element, in canonical form
     * @throws MalformedStanzaException if it holds what XML cannot carry, its payload is not well-formed or beyond the limits
     *     of this codec, or an iq has not what its type demands: a query for get and set, an error with a type and a
     *     condition by RFC 6120, 8.3 for error, and for that only
     */
    public String write(Stanza stanza) {
        return write(stanza, StanzaNamespace.CLIENT);
    }

    /**
     * Writes a stanza for a stream of another namespace, as servers do not accept any other on it.
     *
     * @param stanza what to write
     * @param namespace the one to declare, for example {@code jabber:component:accept} (XEP-0114), or {@code ""} to declare
     *     none, for who writes into the stream itself
     * @return one element, in canonical form but for the namespace
     * @throws MalformedStanzaException as in {@link #write(Stanza)}
     * @throws IllegalArgumentException if it is the namespace of no stream
     */
    public String write(Stanza stanza, String namespace) {
        if (!NAMESPACES.contains(namespace)) {
            throw new IllegalArgumentException("not the namespace of a stream that carries stanzas");
        }
        String name = requireNonNull(stanza, "stanza") instanceof Presence ? "<presence" : "<iq";
        String declared = name + " xmlns='" + StanzaNamespace.CLIENT + "'";
        String xml = new StanzaWriter(this::payload).write(stanza);
        return (namespace.isEmpty() ? name : name + " xmlns='" + namespace + "'") + xml.substring(declared.length());
    }

    /** Reads the payload of a presence; there may be nothing between its elements but white space. */
    private StanzaChildren payload(String payload) {
        if (payload.length() > presence.characters()) {
            throw new MalformedStanzaException("a payload of over %,d characters".formatted(presence.characters()));
        }
        String begin = "<presence xmlns='" + StanzaNamespace.CLIENT + "'>";
        String end = "</presence>";
        XmlLimits limits =
                limits(presence.characters() + begin.length() + end.length(), presence.depth(), presence.attributes());
        try (XmlWalk in = XmlWalk.through(new StringReader(begin + payload + end), limits)) {
            in.toRoot();
            StanzaChildren children = StanzaChildren.strictly(in, presence.characters());
            in.toEnd();
            return children;
        } catch (MalformedXmlException e) {
            throw new MalformedStanzaException("the payload: " + e.getMessage());
        }
    }

    private static void check(String xml, XmlLimits limits) {
        if (xml.length() > limits.characters()) {
            throw new MalformedStanzaException("a stanza of over %,d characters".formatted(limits.characters()));
        }
    }

    private static MalformedStanzaException malformed(MalformedXmlException e) {
        return new MalformedStanzaException(String.valueOf(e.getMessage()));
    }
}
