package org.rosterstore.manager;

import java.time.Instant;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.SubscriptionRequest;

/** A request to subscribe as a presence, and as a store keeps it: complete, so that it can be delivered again. RFC 6121, 3.1.3. */
final class RequestStanza {

    /** Characters of what somebody says that are kept where the stanza cannot be. */
    private static final int LONGEST = 1_000;

    private RequestStanza() {}

    /** What to keep of a request by a stranger, who may have written anything: if it is too long, no more than a part. */
    static SubscriptionRequest received(Presence subscribe, Instant receivedAt) {
        try {
            return kept(subscribe, receivedAt);
        } catch (IllegalArgumentException | LimitExceededException e) {
            BareJid from = subscribe.from().orElseThrow().bare();
            return new SubscriptionRequest(from, cut(subscribe.nick()), cut(subscribe.status()), "", receivedAt);
        }
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, splits ? LONGEST - 1 : LONGEST);
    }

    /**
     * What to keep of a request.
     *
     * @param subscribe a presence of this type, from somebody
     * @param receivedAt when it came
     * @throws IllegalArgumentException if it is of another type or from nobody
     * @throws LimitExceededException if it is longer than a store keeps it
     */
    static SubscriptionRequest kept(Presence subscribe, Instant receivedAt) {
        BareJid from = subscribe
                .from()
                .orElseThrow(() -> new IllegalArgumentException("a request from nobody"))
                .bare();
        return SubscriptionRequest.of(from, StanzaCodec.UNBOUNDED.write(subscribe), receivedAt);
    }

    /**
     * The presence that a request was: from the bare JID, and to the owner, whatever the stanza says of that. Where the
     * stanza was not kept it is made of nick and status.
     */
    static Presence presence(SubscriptionRequest request, BareJid owner) {
        return request.stanza().isEmpty()
                ? Presence.between(Presence.Type.SUBSCRIBE, request.from(), owner)
                        .withNick(request.nick())
                        .withStatus(request.status())
                : StanzaCodec.UNBOUNDED.presence(request.stanza(), Jid.of(request.from()), Jid.of(owner));
    }
}
