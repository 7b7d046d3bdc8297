package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;

/**
 * What a commit comes to: the answer, and what is to be written. Immutable. It is a pure function of what is stored, so
 * reading, planning and writing must be one transaction of the store.
 *
 * @param result what to answer
 * @param write what to write, empty where nothing changes: the answer is a conflict, or the commit was made before
 */
public record CommitPlan(CommitResult result, Optional<Write> write) {

    /** Checks for null. */
    public CommitPlan {
        requireNonNull(result, "result");
        requireNonNull(write, "write");
    }

    /**
     * What to write.
     *
     * @param head the new head. Where it has {@code logged() == 0} the log is dropped; else {@code changes} has the contacts
     *     that the newest commit touched, and what is older than {@code logged()} commits may go.
     * @param changes the contacts that change, empty where nothing is left of one
     * @param erases whether all contacts and the log are dropped, and the head is a mark
     */
    public record Write(OwnerHead head, Map<BareJid, Optional<Contact>> changes, boolean erases) {

        /** Checks for null. */
        public Write {
            requireNonNull(head, "head");
            requireNonNull(changes, "changes");
        }
    }

    /**
     * Plans a commit, as {@link org.rosterstore.RosterStore#commit} has it.
     *
     * @param stored what is stored
     * @param edit what to change
     * @param condition what to expect, and which commit this is
     * @param now the time, for the mark of an erased owner
     * @return the plan
     * @throws org.rosterstore.LimitExceededException if the outcome would be beyond the limits
     * @throws StoredDataException if the edit changes a part of a contact whose record is damaged
     * @throws StoreUnavailableException of unknown outcome, if this is a retry and too many commits have been made since
     */
    public static CommitPlan of(OwnerRecords stored, RosterEdit edit, Condition condition, Instant now) {
        OwnerHead head = stored.head();
        if (condition.commit().isPresent()) {
            Optional<Revision> earlier = head.commits().find(condition.commit().getAsLong());
            if (earlier.isPresent()) {
                return nothing(new Committed(earlier.get()));
            }
        }
        condition.attempt().ifPresent(attempt -> checkDecidable(head, attempt));
        if (!holds(stored, condition)) {
            return nothing(new Conflict(head.revision()));
        }
        if (edit.erases() && head.revision().equals(Revision.NONE)) {
            return nothing(new Committed(Revision.NONE));
        }
        long commit = condition.commit().orElseGet(Revision::newCommitId);
        Write write = edit.erases()
                ? new Write(head.erased(commit, now), Map.of(), true)
                : edited(stored, edit, head.revision().next(commit));
        return new CommitPlan(new Committed(write.head().revision()), Optional.of(write));
    }

    private static CommitPlan nothing(CommitResult result) {
        return new CommitPlan(result, Optional.empty());
    }

    /** Its id is not among the remembered ones: that means "not applied" only if all since its base are remembered. */
    private static void checkDecidable(OwnerHead head, Attempt attempt) {
        if (!head.commits().knows(attempt.base())) {
            throw StoreUnavailableException.unknownOutcome(
                    "whether the commit at revision %s of %s was applied cannot be told any more: the owner is at %s, and only the last %d commits are remembered"
                            .formatted(attempt.base(), head.owner(), head.revision(), Condition.REMEMBERED_COMMITS),
                    attempt);
        }
    }

    private static boolean holds(OwnerRecords stored, Condition condition) {
        return (condition.owner().isEmpty()
                        || condition.owner().get().equals(stored.head().revision()))
                && condition.contacts().entrySet().stream()
                        .allMatch(it -> isUnchanged(stored, it.getKey(), it.getValue()));
    }

    private static boolean isUnchanged(OwnerRecords stored, BareJid jid, Revision since) {
        OwnerHead head = stored.head();
        if (since.equals(head.revision())) {
            return true;
        }
        Optional<Revision> changedIn = stored.contact(jid).map(Contact::changedIn);
        if (changedIn.isPresent()) {
            return changedIn.get().equals(since)
                    || (head.commits().knows(since) && changedIn.get().counter() <= since.counter());
        }
        return head.reaches(since) && !stored.touchedSince(since.counter()).contains(jid);
    }

    private static Write edited(OwnerRecords stored, RosterEdit edit, Revision after) {
        OwnerHead head = stored.head();
        Map<BareJid, Optional<Contact>> changes = ContactChanges.of(stored, edit, after);
        int requests = ContactChanges.requests(stored, changes);
        return new Write(
                head.edited(after.commit(), changes.size(), edit.ver().orElse(head.ver()), requests), changes, false);
    }
}
