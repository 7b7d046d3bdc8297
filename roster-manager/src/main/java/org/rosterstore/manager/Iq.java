package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An {@code <iq/>} that asks for, changes, carries or acknowledges a roster. Immutable. RFC 6121, section 2.
 *
 * @param type what it is
 * @param from who sends it; empty for the account's own server, or its client
 * @param to whom it is for; empty for the account itself
 * @param id what it is called; an answer has the id of its request
 * @param query the {@code <query xmlns='jabber:iq:roster'/>}, if there is one
 * @param error why a request failed; with {@link Type#ERROR} only
 */
public record Iq(
        Type type,
        Optional<Jid> from,
        Optional<Jid> to,
        String id,
        Optional<RosterQuery> query,
        Optional<StanzaError> error)
        implements Stanza {

    /** What an iq is. RFC 6120, 8.2.3. */
    public enum Type {
        /** It asks. */
        GET,
        /** It changes; from a server, a roster push. */
        SET,
        /** It answers. */
        RESULT,
        /** It says why there is no answer. */
        ERROR
    }

    /** Checks for null. */
    public Iq {
        requireNonNull(type, "type");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(id, "id");
        requireNonNull(query, "query");
        requireNonNull(error, "error");
    }

    static Iq request(Type type, String id, RosterQuery query) {
        return new Iq(type, Optional.empty(), Optional.empty(), id, Optional.of(query), Optional.empty());
    }

    /** The answer that says no more than that it was done. */
    Iq acknowledged() {
        return new Iq(Type.RESULT, to, from, id, Optional.empty(), Optional.empty());
    }

    /** The answer that it was not done. */
    Iq refused(StanzaError why) {
        return new Iq(Type.ERROR, to, from, id, Optional.empty(), Optional.of(why));
    }
}
