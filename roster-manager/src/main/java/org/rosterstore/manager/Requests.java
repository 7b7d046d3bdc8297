package org.rosterstore.manager;

import java.time.Instant;
import org.rosterstore.SubscriptionRequest;

/** Presences that ask, as they are kept. */
final class Requests {

    /** Characters of what a stranger says that are kept where its stanza cannot be. */
    private static final int LONGEST = 1_000;

    private Requests() {}

    /** The request of a stranger, who may have written anything. */
    static SubscriptionRequest of(Presence presence, Instant receivedAt) {
        return new SubscriptionRequest(
                presence.from().orElseThrow().bare(), cut(presence.nick()), cut(presence.status()), "", receivedAt);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, splits ? LONGEST - 1 : LONGEST);
    }
}
