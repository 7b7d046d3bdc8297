package org.rosterstore.manager;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.rosterstore.xml.CanonicalXml;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlText;

/** Writes one stanza, so that reading it gives the same. */
final class StanzaWriter {

    private final CanonicalXml xml = new CanonicalXml();
    private final Function<String, StanzaChildren> payloads;

    /**
     * One stanza's writer.
     *
     * @param payloads reads the payload of a presence
     */
    StanzaWriter(Function<String, StanzaChildren> payloads) {
        this.payloads = payloads;
    }

    String write(Stanza stanza) {
        if (stanza instanceof Presence presence) {
            presence(presence);
        } else if (stanza instanceof Iq iq) {
            iq(iq);
        }
        String written = xml.toString();
        if (!XmlText.isCarriable(written)) {
            throw new MalformedStanzaException("the stanza holds what XML cannot carry");
        }
        return written;
    }

    private void presence(Presence presence) {
        Map<String, String> attributes = head(presence);
        put(attributes, "type", presence.type().word());
        put(attributes, "xml:lang", presence.lang());
        StanzaChildren payload =
                presence.payload().isEmpty() ? StanzaChildren.none() : payloads.apply(presence.payload());
        xml.start(StanzaNamespace.CLIENT, "presence", attributes);
        if (presence.type() == Presence.Type.AVAILABLE) {
            child(StanzaNamespace.CLIENT, "show", presence.show().word(), payload);
        }
        child(StanzaNamespace.CLIENT, "status", presence.status(), payload);
        if (presence.type() == Presence.Type.AVAILABLE) {
            String priority = presence.priority() == 0 ? "" : Integer.toString(presence.priority());
            child(StanzaNamespace.CLIENT, "priority", priority, payload);
        }
        child(StanzaChildren.NICK, "nick", presence.nick(), payload);
        xml.add(payload.rest());
        xml.end();
    }

    /** What says nothing is left out, unless the payload has one of the kind, which would be read in its place. */
    private void child(String namespace, String name, String text, StanzaChildren payload) {
        if (!text.isEmpty() || payload.has(namespace, name)) {
            xml.start(namespace, name, Map.of());
            xml.text(text);
            xml.end();
        }
    }

    private void iq(Iq iq) {
        boolean isRequest = iq.type() == Iq.Type.GET || iq.type() == Iq.Type.SET;
        if (isRequest && iq.query().isEmpty()) {
            throw new MalformedStanzaException("a request that asks for nothing (RFC 6120, 8.2.3)");
        }
        if (iq.error().isPresent() != (iq.type() == Iq.Type.ERROR)) {
            throw new MalformedStanzaException("an iq of type error has an error, and no other has (RFC 6120, 8.3.1)");
        }
        Map<String, String> attributes = head(iq);
        attributes.put("type", iq.type().name().toLowerCase(Locale.ROOT));
        xml.start(StanzaNamespace.CLIENT, "iq", attributes);
        iq.query().ifPresent(query -> query(query, iq.type()));
        iq.error().ifPresent(this::error);
        xml.end();
    }

    private void query(RosterQuery query, Iq.Type type) {
        Map<String, String> attributes = new HashMap<>();
        query.ver().ifPresent(ver -> attributes.put("ver", ver));
        xml.start(IqReader.ROSTER, "query", attributes);
        if (type != Iq.Type.GET) {
            query.items().forEach(item -> item(item, type == Iq.Type.SET));
        }
        xml.end();
    }

    private void item(RosterQuery.Item item, boolean isSet) {
        Map<String, String> attributes = new HashMap<>();
        put(attributes, "jid", item.jid());
        put(attributes, "name", item.name());
        if (!isSet || item.subscription().equals("remove")) {
            put(attributes, "subscription", item.subscription());
        }
        if (!isSet && item.ask()) {
            attributes.put("ask", "subscribe");
        }
        if (!isSet && item.approved()) {
            attributes.put("approved", "true");
        }
        xml.start(IqReader.ROSTER, "item", attributes);
        for (String group : item.groups()) {
            xml.start(IqReader.ROSTER, "group", Map.of());
            xml.text(group);
            xml.end();
        }
        xml.end();
    }

    private void error(StanzaError error) {
        if (!IqReader.ERROR_TYPES.contains(error.type())) {
            throw new MalformedStanzaException("an error of a type that there is not (RFC 6120, 8.3.2)");
        }
        if (!IqReader.isCondition(error.condition())) {
            throw new MalformedStanzaException(
                    "an error with a condition that is not the name of one (RFC 6120, 8.3.3)");
        }
        xml.start(StanzaNamespace.CLIENT, "error", Map.of("type", error.type()));
        xml.start(IqReader.STANZAS, error.condition(), Map.of());
        xml.end();
        if (!error.text().isEmpty()) {
            xml.start(IqReader.STANZAS, "text", Map.of());
            xml.text(error.text());
            xml.end();
        }
        xml.end();
    }

    private static Map<String, String> head(Stanza stanza) {
        Map<String, String> attributes = new HashMap<>();
        stanza.from().ifPresent(from -> attributes.put("from", from.toString()));
        stanza.to().ifPresent(to -> attributes.put("to", to.toString()));
        put(attributes, "id", stanza.id());
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }
}
