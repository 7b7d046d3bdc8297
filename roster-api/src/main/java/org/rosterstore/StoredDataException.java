package org.rosterstore;

/**
 * What the store holds cannot be read: a damaged record, a foreign file, a format that this version does not know.
 * Nothing was applied, and the data is left as it was found.
 */
public final class StoredDataException extends RosterStoreException {

    private static final long serialVersionUID = 1;

    /**
     * Unreadable data.
     *
     * @param message where it is and what is wrong with it, in one line
     */
    public StoredDataException(String message) {
        super(message, null, null);
    }

    /**
     * Unreadable data.
     *
     * @param message where it is and what is wrong with it, in one line
     * @param cause what the decoder said
     */
    public StoredDataException(String message, Throwable cause) {
        super(message, cause, null);
    }
}
