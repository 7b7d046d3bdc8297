package org.rosterstore.manager;

import java.time.Instant;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.SubscriptionRequest;

/** A request to subscribe as a presence, and as a store keeps it: complete, so that it can be delivered again. RFC 6121, 3.1.3. */
final class RequestStanza {

    private RequestStanza() {}

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
