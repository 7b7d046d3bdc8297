package org.rosterstore;

/**
 * A store cannot be opened as it was described: an unknown scheme, a wrong option, two providers of one scheme. Trying
 * again unchanged cannot succeed. The message is one line, says what to do, and holds no secret.
 */
public final class StoreConfigurationException extends RosterStoreException {

    private static final long serialVersionUID = 1;

    /**
     * A wrong description of a store.
     *
     * @param message what is wrong and what to do
     */
    public StoreConfigurationException(String message) {
        super(message, null, null);
    }

    /**
     * A wrong description of a store.
     *
     * @param message what is wrong and what to do
     * @param cause what revealed it
     */
    public StoreConfigurationException(String message, Throwable cause) {
        super(message, cause, null);
    }
}
