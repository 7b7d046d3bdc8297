package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlWalk;

/** Reads an {@code <iq/>} that may be about a roster. RFC 6121, 2.1; RFC 6120, 8.2.3 and 8.3. */
final class IqReader {

    static final String ROSTER = "jabber:iq:roster";

    /** The namespace of error conditions. */
    static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    static final Set<String> ERROR_TYPES = Set.of("auth", "cancel", "continue", "modify", "wait");

    /** As all those of RFC 6120, 8.3.3, look. What is another name to one parser of XML is none to the next. */
    private static final Pattern CONDITION = Pattern.compile("[a-z]+(-[a-z]+)*");

    private final StanzaHead head;
    private final Optional<Iq.Type> type;
    private final int maxItems;

    private Optional<RosterQuery> query = Optional.empty();
    private Optional<StanzaError> error = Optional.empty();

    IqReader(StanzaHead head, int maxItems) {
        this.head = head;
        this.maxItems = maxItems;
        type = head.type().flatMap(IqReader::type);
    }

    private static Optional<Iq.Type> type(String word) {
        return switch (word) {
            case "get" -> Optional.of(Iq.Type.GET);
            case "set" -> Optional.of(Iq.Type.SET);
            case "result" -> Optional.of(Iq.Type.RESULT);
            case "error" -> Optional.of(Iq.Type.ERROR);
            default -> Optional.empty();
        };
    }

    /** Reads the present element, as far as it is about a roster. What is not is none of ours, and is not read on. */
    Optional<Iq> read(XmlWalk in) throws MalformedXmlException {
        while (in.toChild()) {
            if (in.is(ROSTER, "query") && query.isEmpty()) {
                query = Optional.of(query(in));
            } else if (isError(in)) {
                error = Optional.of(error(in));
            } else if (query.isPresent()) {
                throw new MalformedStanzaException("an iq with more than one child (RFC 6120, 8.2.3)");
            } else {
                return Optional.empty();
            }
        }
        if (query.isPresent() && type.isEmpty()) {
            throw new MalformedStanzaException("an iq of a type that there is not (RFC 6120, 8.2.3)");
        }
        return type.filter(known -> query.isPresent() || known == Iq.Type.RESULT || known == Iq.Type.ERROR)
                .map(this::iq);
    }

    private Iq iq(Iq.Type known) {
        return new Iq(
                known,
                head.from(),
                head.to(),
                head.id(),
                query,
                known == Iq.Type.ERROR ? error.or(() -> Optional.of(error("", "", ""))) : Optional.empty());
    }

    private boolean isError(XmlWalk in) {
        return type.equals(Optional.of(Iq.Type.ERROR))
                && error.isEmpty()
                && in.name().equals("error")
                && StanzaNamespace.of(in.namespace()).equals(StanzaNamespace.CLIENT);
    }

    private RosterQuery query(XmlWalk in) throws MalformedXmlException {
        Optional<String> ver = Optional.ofNullable(in.attributes().get("ver"));
        List<RosterQuery.Item> items = new ArrayList<>();
        while (in.toChild()) {
            if (!in.is(ROSTER, "item")) {
                in.skip();
            } else if (items.size() < maxItems) {
                items.add(item(in));
            } else {
                throw new MalformedStanzaException("a roster of over %,d items".formatted(maxItems));
            }
        }
        return new RosterQuery(ver, items);
    }

    private static RosterQuery.Item item(XmlWalk in) throws MalformedXmlException {
        Map<String, String> attributes = in.attributes();
        List<String> groups = new ArrayList<>();
        while (in.toChild()) {
            if (in.is(ROSTER, "group")) {
                groups.add(in.text());
            } else {
                in.skip();
            }
        }
        String approved = attributes.getOrDefault("approved", "");
        return new RosterQuery.Item(
                attributes.getOrDefault("jid", ""),
                attributes.getOrDefault("name", ""),
                groups,
                attributes.getOrDefault("subscription", ""),
                attributes.getOrDefault("ask", "").equals("subscribe"),
                approved.equals("true") || approved.equals("1"));
    }

    private static StanzaError error(XmlWalk in) throws MalformedXmlException {
        String type = in.attributes().getOrDefault("type", "");
        String condition = "";
        String text = "";
        while (in.toChild()) {
            boolean isDefined = in.namespace().equals(STANZAS);
            String name = in.name();
            String content = in.text();
            if (isDefined && name.equals("text")) {
                text = text.isEmpty() ? content : text;
            } else if (isDefined && isCondition(name) && condition.isEmpty()) {
                condition = name;
            }
        }
        return error(type, condition, text);
    }

    static boolean isCondition(String name) {
        return CONDITION.matcher(name).matches() && !name.equals("text");
    }

    /** The most cautious that it can mean: nothing to be tried again. */
    private static StanzaError error(String type, String condition, String text) {
        return new StanzaError(
                ERROR_TYPES.contains(type) ? type : "cancel",
                condition.isEmpty() ? "undefined-condition" : condition,
                text);
    }
}
