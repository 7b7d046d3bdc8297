package org.rosterstore.redis;

/** A try that came to no answer, or to an error. */
final class Failed extends Exception {

    private static final long serialVersionUID = 1;

    private final RuntimeException reason;
    private final boolean maybeDone;

    private Failed(RuntimeException reason, boolean maybeDone) {
        super(reason.getMessage(), reason, false, false);
        this.reason = reason;
        this.maybeDone = maybeDone;
    }

    /** The server may have done what it was asked, or may do it yet. */
    static Failed afterSending(RuntimeException reason) {
        return new Failed(reason, true);
    }

    /** The server was not asked, or has refused. */
    static Failed undone(RuntimeException reason) {
        return new Failed(reason, false);
    }

    RuntimeException reason() {
        return reason;
    }

    boolean maybeDone() {
        return maybeDone;
    }
}
