package org.rosterstore.fuzz;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.Iq;
import org.rosterstore.manager.Jid;
import org.rosterstore.manager.MalformedStanzaException;
import org.rosterstore.manager.Presence;
import org.rosterstore.manager.RosterQuery;
import org.rosterstore.manager.Show;
import org.rosterstore.manager.Stanza;
import org.rosterstore.manager.StanzaCodec;
import org.rosterstore.manager.StanzaError;

/**
 * Stanzas: {@link StanzaCodec} reads any text or refuses it in its documented way, and from a library's reader it reads the
 * same. What it has read can be written, and comes back when it is read again; a request to subscribe can be stored.
 *
 * <p>The input is a stanza in UTF-8, or behind an octet 0 in UTF-16, which can have lone surrogates. An input that begins
 * with an octet 1 is texts, with octets 0 between, of which stanzas are made and written: no fuzzer gets far with text in XML.
 */
final class StanzaTarget {

    private static final StanzaCodec CODEC = new StanzaCodec(4_096, 100);
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();
    private static final int LONGEST_MESSAGE = 600;
    private static final int TEXTS = 8;
    private static final BareJid BARE = BareJid.of("romeo@localhost");

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private StanzaTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        if (octets.length > 0 && octets[0] == 1) {
            made(new String(octets, 1, octets.length - 1, StandardCharsets.UTF_8).split("\0", -1));
            return;
        }
        String xml = octets.length > 0 && octets[0] == 0 ? utf16(octets) : new String(octets, StandardCharsets.UTF_8);
        Optional<Stanza> stanza;
        try {
            stanza = CODEC.read(xml);
        } catch (MalformedStanzaException e) {
            Promise.oneLine(e.getMessage(), LONGEST_MESSAGE);
            return;
        }
        Promise.equal(stanza, fromReader(xml), "from a reader");
        stanza.ifPresent(StanzaTarget::usable);
    }

    /** Not by a decoder, which would put replacement characters in the place of lone surrogates. */
    private static String utf16(byte[] octets) {
        char[] chars = new char[(octets.length - 1) / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((octets[2 * i + 1] & 0xFF) << 8 | (octets[2 * i + 2] & 0xFF));
        }
        return String.valueOf(chars);
    }

    /** What is none of ours is not read to its end from text, so that there may be something wrong behind it. */
    private static Optional<Stanza> fromReader(String xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            while (!reader.isStartElement()) {
                reader.next();
            }
            return CODEC.read(reader);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static void usable(Stanza stanza) {
        String written = CODEC.write(stanza);
        Stanza again = CODEC.read(written).orElseThrow();
        Promise.equal(written, CODEC.write(again), "written again");
        boolean isRequest = stanza instanceof Iq iq && (iq.type() == Iq.Type.GET || iq.type() == Iq.Type.SET);
        Promise.that(isRequest || stanza.equals(again), () -> "%s%nand again %s".formatted(stanza, again));
        Promise.equal(Optional.of(again), CODEC.read(CODEC.write(stanza, "jabber:server")), "of another stream");
        if (stanza instanceof Presence presence && presence.type() == Presence.Type.SUBSCRIBE) {
            stored(presence.from().map(Jid::bare).orElse(BARE), presence, written);
        }
    }

    private static void stored(BareJid from, Presence presence, String written) {
        try {
            SubscriptionRequest request = SubscriptionRequest.of(from, written, Instant.EPOCH);
            Promise.equal(presence.nick(), request.nick(), "its nick");
            Promise.equal(presence.status(), request.status(), "its status");
        } catch (LimitExceededException e) {
            Promise.that(written.length() > 4_096, () -> "too long: " + written);
        }
    }

    private static void made(String[] given) {
        String[] text = Arrays.copyOf(given, TEXTS);
        for (int i = 0; i < TEXTS; i++) {
            text[i] = orEmpty(text[i]);
        }
        Optional<Jid> from = Optional.of(new Jid(BARE, text[0]));
        written(new Presence(
                Presence.Type.SUBSCRIBE,
                from,
                Optional.empty(),
                text[1],
                Show.AVAILABLE,
                text[2],
                0,
                text[3],
                text[4],
                text[5]));
        RosterQuery.Item item = new RosterQuery.Item(text[1], text[2], List.of(text[3], text[4]), text[5], true, false);
        written(new Iq(
                Iq.Type.ERROR,
                from,
                Optional.empty(),
                text[0],
                Optional.of(new RosterQuery(Optional.of(text[6]), List.of(item))),
                Optional.of(new StanzaError("wait", text[7], text[2]))));
    }

    /** Refused, or it says the same to whoever reads it; of the payload the form may be another. */
    private static void written(Stanza stanza) {
        String xml;
        try {
            xml = CODEC.write(stanza);
        } catch (MalformedStanzaException e) {
            Promise.oneLine(e.getMessage(), LONGEST_MESSAGE);
            return;
        }
        Stanza read;
        try {
            read = CODEC.read(xml).orElseThrow();
        } catch (MalformedStanzaException e) {
            Promise.that(xml.length() > 4_096, () -> "written, and refused: " + xml);
            return;
        }
        Promise.equal(xml, CODEC.write(read), "written again");
        if (stanza instanceof Presence before && read instanceof Presence after) {
            Promise.equal(before.withPayload(after.payload()), after, "a presence");
        } else {
            Promise.equal(stanza, read, "an iq");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
