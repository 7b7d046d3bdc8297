package org.rosterstore.tck;

import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;

/** A step of a sequence. It is complete in itself, so that a sequence stays meaningful when steps are left out. */
sealed interface Command {

    /** Which of the sequence's owners it is about. */
    int owner();

    /** What a commit expects, in terms of what the sequence has done before. */
    enum Expectation {
        NOTHING,
        /** The owner's present revision. */
        PRESENT,
        /** The revision before that. */
        EARLIER,
        /** The present counter with another commit's id. */
        FOREIGN,
        /** A contact as it is. */
        CONTACT,
        /** A contact as it was when it was last touched but one, or else at the revision before. */
        CONTACT_EARLIER
    }

    /** Commits an edit. */
    record Commit(int owner, RosterEdit edit, Expectation expectation, BareJid contact) implements Command {

        @Override
        public String toString() {
            return "commit to owner %d, expecting %s%s: %s"
                    .formatted(
                            owner,
                            expectation,
                            expectation.name().startsWith("CONTACT") ? " of " + contact : "",
                            Statements.of(edit));
        }
    }

    /** Sends a commit again under its id: the newest, or one before. */
    record Repeat(int owner, int back) implements Command {

        @Override
        public String toString() {
            return "repeat the commit to owner %d, %d before the newest".formatted(owner, back);
        }
    }
}
