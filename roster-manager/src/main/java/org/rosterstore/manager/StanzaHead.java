package org.rosterstore.manager;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.xml.XmlWalk;

/** The attributes of a stanza, as they were written. RFC 6120, 8.1. */
record StanzaHead(Map<String, String> attributes) {

    static StanzaHead of(XmlWalk in) {
        return new StanzaHead(in.attributes());
    }

    Optional<Jid> from() {
        return address("from");
    }

    Optional<Jid> to() {
        return address("to");
    }

    String id() {
        return attributes.getOrDefault("id", "");
    }

    String lang() {
        return attributes.getOrDefault("xml:lang", "");
    }

    Optional<String> type() {
        return Optional.ofNullable(attributes.get("type"));
    }

    private Optional<Jid> address(String name) {
        @Nullable String written = attributes.get(name);
        if (written == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.of(written));
        } catch (IllegalArgumentException e) {
            throw new MalformedStanzaException("its '%s' is not a JID: %s".formatted(name, e.getMessage()));
        }
    }
}
