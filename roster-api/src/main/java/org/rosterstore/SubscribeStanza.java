package org.rosterstore;

import java.io.StringReader;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.rosterstore.xml.CanonicalXml;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlLimits;
import org.rosterstore.xml.XmlWalk;

/**
 * Reads a {@code <presence type='subscribe'/>} that a stranger wrote, and writes it in one canonical form: the namespace is
 * {@code jabber:client} whatever stream it came by, no element has a prefix, attributes are sorted, {@code from} is the
 * bare JID (RFC 6121, 3.1.2), comments are gone, and only what must be escaped is. Reading a canonical form gives itself.
 */
final class SubscribeStanza {

    private static final String NICK = "http://jabber.org/protocol/nick";

    /** The stanza's size is limited already; more would make a stored request unreadable. */
    private static final XmlLimits LIMITS = new XmlLimits(
            XmlLimits.Document.STANZA,
            Limits.STANZA_OCTETS,
            Limits.STANZA_OCTETS,
            2 * Limits.STANZA_OCTETS,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private enum Child {
        NICK,
        STATUS,
        STATUS_WITH_LANGUAGE,
        OTHER
    }

    private final CanonicalXml canonical = new CanonicalXml();
    private final StringBuilder childText = new StringBuilder();
    private Child child = Child.OTHER;
    private @Nullable String nick;
    private @Nullable String status;
    private boolean statusHasLanguage;

    private SubscribeStanza() {}

    static SubscribeStanza read(String xml, BareJid from) {
        SubscribeStanza stanza = new SubscribeStanza();
        try (XmlWalk in = XmlWalk.through(new StringReader(xml), LIMITS)) {
            in.toRoot();
            stanza.root(in, from);
            stanza.content(in);
            in.toEnd();
        } catch (MalformedXmlException e) {
            throw new IllegalArgumentException("the stanza cannot be read: " + e.getMessage(), e);
        }
        return stanza;
    }

    String canonical() {
        return canonical.toString();
    }

    String nick() {
        return nick == null ? "" : nick;
    }

    String status() {
        return status == null ? "" : status;
    }

    private void root(XmlWalk in, BareJid from) {
        Map<String, String> attributes = attributes(in);
        if (!in.name().equals("presence")
                || !namespace(in).equals(StanzaNamespace.CLIENT)
                || !"subscribe".equals(attributes.get("type"))) {
            throw new IllegalArgumentException("not a <presence type='subscribe'/>");
        }
        @Nullable String sender = attributes.put("from", from.toString());
        if (sender != null && !sender.equals(from.toString())) {
            int slash = sender.indexOf('/');
            BareJid bare = BareJid.of(slash < 0 ? sender : sender.substring(0, slash));
            if (!bare.equals(from)) {
                throw new IllegalArgumentException("the stanza is from " + bare + ", not from " + from);
            }
        }
        canonical.start(StanzaNamespace.CLIENT, in.name(), attributes);
    }

    /** What a child holds is read as it is written; a grandchild of the same name is no nick and no status. */
    private void content(XmlWalk in) throws MalformedXmlException {
        while (in.depth() > 0) {
            switch (in.next()) {
                case START -> {
                    Map<String, String> attributes = attributes(in);
                    canonical.start(namespace(in), in.name(), attributes);
                    if (in.depth() == 2) {
                        child = childOf(in, attributes);
                        childText.setLength(0);
                    }
                }
                case TEXT -> {
                    canonical.text(in.piece());
                    if (in.depth() == 2) {
                        childText.append(in.piece());
                    }
                }
                case END -> {
                    canonical.end();
                    if (in.depth() == 1) {
                        endOfChild();
                    }
                }
                case DONE -> {}
            }
        }
    }

    private static Child childOf(XmlWalk in, Map<String, String> attributes) {
        if (in.is(NICK, "nick")) {
            return Child.NICK;
        }
        if (in.name().equals("status") && namespace(in).equals(StanzaNamespace.CLIENT)) {
            return attributes.containsKey("xml:lang") ? Child.STATUS_WITH_LANGUAGE : Child.STATUS;
        }
        return Child.OTHER;
    }

    /** The first nick counts, and the first status, but one without a language before those that have one. */
    private void endOfChild() {
        switch (child) {
            case NICK -> nick = nick == null ? childText.toString() : nick;
            case STATUS -> {
                if (status == null || statusHasLanguage) {
                    status = childText.toString();
                    statusHasLanguage = false;
                }
            }
            case STATUS_WITH_LANGUAGE -> {
                if (status == null) {
                    status = childText.toString();
                    statusHasLanguage = true;
                }
            }
            case OTHER -> {}
        }
    }

    private static String namespace(XmlWalk in) {
        if (in.namespace().equals(XMLConstants.XML_NS_URI)) {
            throw new IllegalArgumentException(
                    "an element in the namespace of XML itself, which only its prefix can name");
        }
        return StanzaNamespace.of(in.namespace());
    }

    private static Map<String, String> attributes(XmlWalk in) {
        Map<String, String> attributes = in.attributes();
        for (String name : attributes.keySet()) {
            if (name.startsWith("{")) {
                throw new IllegalArgumentException("an attribute with a namespace, which stanzas do not use");
            }
        }
        return attributes;
    }
}
