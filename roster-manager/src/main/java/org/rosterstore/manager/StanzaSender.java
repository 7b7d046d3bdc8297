package org.rosterstore.manager;

/**
 * The one way out: hands a stanza to the XMPP library that there is.
 *
 * <p>It is called by any thread, for one owner by one at a time and in order. It should return soon, since the owner waits
 * for it, and must not wait for an answer.
 */
@FunctionalInterface
public interface StanzaSender {

    /**
     * Hands a stanza over.
     *
     * @param stanza what to send
     * @throws RuntimeException if it could not be handed over. A stanza about a subscription is then kept and sent later;
     *     any other is lost.
     */
    void send(Stanza stanza);
}
