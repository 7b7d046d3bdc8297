package org.rosterstore.tck;

import java.util.OptionalLong;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;

/**
 * One call of a recording: who asked what, when, and what came back. Immutable.
 *
 * @param number its number in the recording, by the time of the call
 * @param caller which thread
 * @param handle through which handle on the storage
 * @param called when it was called, on the recording's clock
 * @param returned when it came back, {@link #OPEN} where it may still take effect
 * @param request what was asked
 * @param answer what came back
 */
record Operation(int number, int caller, int handle, long called, long returned, Request request, Answer answer) {

    /** The end of a call that has none. */
    static final long OPEN = Long.MAX_VALUE;

    Operation {
        if (answer instanceof Answer.Unknown) {
            returned = OPEN;
            if (request instanceof Request.Commit commit
                    && commit.condition().commit().isEmpty()) {
                throw new IllegalArgumentException("a commit of unknown outcome without its id");
            }
        }
    }

    /** What can be asked of one owner. */
    sealed interface Request {

        record Load() implements Request {}

        record Find(BareJid contact) implements Request {}

        record ReadRevision() implements Request {}

        /** A commit; an erasure is one too. The condition has the id wherever the caller knows it. */
        record Commit(RosterEdit edit, Condition condition) implements Request {}
    }

    /** What can come back. */
    sealed interface Answer {

        record Loaded(Roster roster) implements Answer {}

        record Found(Contact contact) implements Answer {}

        record At(Revision revision) implements Answer {}

        record Decided(CommitResult result) implements Answer {}

        /** A failure that says that nothing has happened. */
        record NotApplied(String failure) implements Answer {}

        /** A failure that leaves open whether the commit takes effect, or no answer at all. */
        record Unknown(String reason) implements Answer {}
    }

    boolean isOpen() {
        return returned == OPEN;
    }

    boolean isRead() {
        return !(request instanceof Request.Commit);
    }

    /** Whether the owner was changed by it for certain. */
    boolean isCommitted() {
        return answer instanceof Answer.Decided decided && decided.result() instanceof Committed;
    }

    /** The id under which it commits, as far as it is known. */
    OptionalLong commitId() {
        if (request instanceof Request.Commit commit
                && commit.condition().commit().isPresent()) {
            return commit.condition().commit();
        }
        if (answer instanceof Answer.Decided decided
                && decided.result() instanceof Committed committed
                && !committed.revision().equals(Revision.NONE)) {
            return OptionalLong.of(committed.revision().commit());
        }
        return OptionalLong.empty();
    }

    Operation numbered(int other) {
        return new Operation(other, caller, handle, called, returned, request, answer);
    }

    Operation answering(Answer other) {
        return new Operation(number, caller, handle, called, returned, request, other);
    }

    /** The same call at the time of another. */
    Operation during(Operation other) {
        return new Operation(number, caller, handle, other.called, other.returned, request, answer);
    }

    Operation asking(Request other) {
        return new Operation(number, caller, handle, called, returned, other, answer);
    }

    /** The same call as if it had not come back yet. */
    Operation opened() {
        OptionalLong id = commitId();
        Request known = request instanceof Request.Commit commit && id.isPresent()
                ? new Request.Commit(
                        commit.edit(),
                        commit.condition().commit().isPresent()
                                ? commit.condition()
                                : commit.condition().withCommit(id.getAsLong()))
                : request;
        return new Operation(number, caller, handle, called, OPEN, known, new Answer.Unknown("no answer yet"));
    }
}
