package org.rosterstore.portable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.portable.XmlNode.Element;

/**
 * Reads one pending request. XEP-0227, 4.9; RFC 6121, 3.1.3.
 *
 * <p>A request that {@link Xep0227Writer} wrote ends in a {@code <delay/>} and a {@code <request/>} of our namespace.
 * Both are taken off, so that the stanza comes back as it was, whatever delays it holds of its own, and is believed as
 * it is.
 */
final class RequestReader {

    private final Element presence;
    private final OwnerReport report;
    private final BareJid from;

    private RequestReader(Element presence, BareJid from, OwnerReport report) {
        this.presence = presence;
        this.from = from;
        this.report = report;
    }

    /**
     * The request, or empty if it was refused.
     *
     * @param owner whom the request is for
     * @param now when it came, where the file does not say
     */
    static Optional<SubscriptionRequest> read(Element presence, BareJid owner, Instant now, OwnerReport report) {
        String type = presence.attribute("type").orElse("");
        if (!type.equals("subscribe")) {
            report.refused(
                    presence.place(),
                    presence.attribute("from").orElse(""),
                    "presence of type " + Printable.quoted(type) + " is not a pending request");
            return Optional.empty();
        }
        return JidReader.read(presence, "from", report).flatMap(from -> {
            RequestReader reader = new RequestReader(presence, from, report);
            return isOurs(presence) ? reader.ours(now) : Optional.of(reader.foreign(owner, now));
        });
    }

    /** Whether {@link Xep0227Writer} wrote it. */
    static boolean isOurs(Element presence) {
        List<XmlNode> content = presence.content();
        return content.size() >= 2
                && content.get(content.size() - 1) instanceof Element mark
                && mark.is(Xmlns.ROSTERSTORE, "request")
                && content.get(content.size() - 2) instanceof Element delay
                && delay.is(Xmlns.DELAY, "delay");
    }

    private Optional<SubscriptionRequest> ours(Instant now) {
        List<XmlNode> content = presence.content();
        Element stanza = presence.withContent(content.subList(0, content.size() - 2));
        Element delay = (Element) content.get(content.size() - 2);
        Element mark = (Element) content.get(content.size() - 1);
        Instant receivedAt = stamp(delay).orElse(now);
        try {
            return Optional.of(
                    mark.attribute("stanza").orElse("").equals("none")
                            ? new SubscriptionRequest(
                                    from,
                                    text(stanza, Xmlns.NICK, "nick"),
                                    text(stanza, Xmlns.CLIENT, "status"),
                                    "",
                                    receivedAt)
                            : SubscriptionRequest.of(from, StanzaText.of(stanza), receivedAt));
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.refused(presence.place(), from.toString(), e);
            return Optional.empty();
        }
    }

    private SubscriptionRequest foreign(BareJid owner, Instant now) {
        Instant receivedAt = presence.child(Xmlns.DELAY, "delay")
                .flatMap(RequestReader::stamp)
                .orElse(now);
        try {
            return SubscriptionRequest.of(from, StanzaText.of(addressedTo(owner)), receivedAt);
        } catch (IllegalArgumentException | LimitExceededException e) {
            report.repaired(presence.place(), from.toString(), "kept without its stanza: " + e.getMessage());
            return SubscriptionRequest.of(from, receivedAt);
        }
    }

    /** The stanza, without its {@code to} if that names somebody else: it stands among this owner's requests. */
    private Element addressedTo(BareJid owner) {
        Optional<String> to = presence.attribute("to");
        if (to.isEmpty() || isOf(owner, to.get())) {
            return presence;
        }
        report.repaired(
                presence.place(),
                from.toString(),
                "addressed to " + Printable.quoted(to.get()) + ", which is left out");
        Map<String, String> attributes = new LinkedHashMap<>(presence.attributes());
        attributes.remove("to");
        return presence.withAttributes(attributes);
    }

    private static boolean isOf(BareJid owner, String to) {
        int slash = to.indexOf('/');
        try {
            return BareJid.of(slash < 0 ? to : to.substring(0, slash)).equals(owner);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** When it came, if that is a time that a request can have: one whose milliseconds can be counted. */
    private static Optional<Instant> stamp(Element delay) {
        try {
            return delay.attribute("stamp").map(Instant::parse).map(time -> Instant.ofEpochMilli(time.toEpochMilli()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static String text(Element stanza, String namespace, String name) {
        return stanza.child(namespace, name).map(Element::text).orElse("");
    }
}
