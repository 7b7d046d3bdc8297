package org.rosterstore.manager;

import java.util.Optional;

/**
 * What is sent and received, as plain values that know no XMPP library: {@link Presence}, and the {@link Iq}s that carry
 * rosters. Immutable.
 */
public sealed interface Stanza permits Presence, Iq {

    /**
     * Who sends it.
     *
     * @return the sender, empty where the stream says it
     */
    Optional<Jid> from();

    /**
     * Whom it is for.
     *
     * @return the recipient, empty where the stream says it
     */
    Optional<Jid> to();

    /**
     * What it is called, so that an answer can name it.
     *
     * @return the id, {@code ""} for none
     */
    String id();
}
