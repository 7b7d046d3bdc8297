package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

/** The account's server has refused what it was asked for. Nothing has changed. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient StanzaError error;

    RefusedException(StanzaError error) {
        super(error.text().isEmpty() ? error.condition() : error.condition() + ": " + error.text());
        this.error = requireNonNull(error, "error");
    }

    /**
     * Why.
     *
     * @return what the server said, for example {@code item-not-found}
     */
    public StanzaError error() {
        return error;
    }
}
