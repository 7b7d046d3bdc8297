package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A request to see the owner's presence that the owner has not answered yet. Immutable. RFC 6121, 3.1.3.
 *
 * <p>It stands beside the contact's item, since it must be remembered without making one. A server keeps the complete
 * stanza; where there is one, nick and status are read from it.
 *
 * @param from who asks
 * @param nick the name that the asker offers (XEP-0172), {@code ""} for none
 * @param status what the asker says, {@code ""} for nothing
 * @param stanza the complete {@code <presence type='subscribe'/>} in its canonical form, {@code ""} where it was not kept:
 *     namespace {@code jabber:client}, no prefix, attributes in order, no comment, only the escapes that are needed
 * @param receivedAt when it came, to the millisecond, which is as fine as every store keeps it
 */
public record SubscriptionRequest(BareJid from, String nick, String status, String stanza, Instant receivedAt) {

    /**
     * Checks the parts, brings the stanza to its canonical form and reads nick and status from it, and cuts the time to
     * the millisecond.
     *
     * @throws IllegalArgumentException if text holds what XML cannot carry, if the stanza is not a subscription request,
     *     is not well-formed, holds a document type or a processing instruction, or comes from somebody else; or if the
     *     time is so far away that its milliseconds since 1970 do not fit 64 bits
     * @throws LimitExceededException if stanza, nick or status have more than {@value Limits#STANZA_OCTETS} octets
     */
    public SubscriptionRequest {
        requireNonNull(from, "from");
        requireNonNull(nick, "nick");
        requireNonNull(status, "status");
        if (!Text.checked(stanza, "stanza", Limits.STANZA_OCTETS).isEmpty()) {
            SubscribeStanza read = SubscribeStanza.read(stanza, from);
            nick = read.nick();
            status = read.status();
            stanza = Text.checked(read.canonical(), "stanza in canonical form", Limits.STANZA_OCTETS);
        }
        Text.checked(nick, "nick", Limits.STANZA_OCTETS);
        Text.checked(status, "status", Limits.STANZA_OCTETS);
        receivedAt = toMillisecond(receivedAt);
    }

    /**
     * A request of which only sender and time are known.
     *
     * @param from who asks
     * @param receivedAt when it came
     * @return the request
     */
    public static SubscriptionRequest of(BareJid from, Instant receivedAt) {
        return new SubscriptionRequest(from, "", "", "", receivedAt);
    }

    /**
     * A request as its stanza states it.
     *
     * @param from who asks; the stanza's own {@code from}, if it has one, must agree
     * @param stanza the complete presence stanza
     * @param receivedAt when it came
     * @return the request
     */
    public static SubscriptionRequest of(BareJid from, String stanza, Instant receivedAt) {
        return new SubscriptionRequest(from, "", "", stanza, receivedAt);
    }

    private static Instant toMillisecond(Instant time) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a time that cannot be stored: " + time, e);
        }
    }

    /** The octets of its text, the sender's JID left out: it is the contact's. */
    int octets() {
        return Text.octets(nick) + Text.octets(status) + Text.octets(stanza);
    }
}
