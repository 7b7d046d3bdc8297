package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.OwnerState;

/** One call of commit: its transaction, which may run more than once, and what to say if its outcome is not known. */
final class CommitCall {

    private final BareJid owner;
    private final RosterEdit edit;
    private final Condition condition;
    private Revision base = Revision.NONE;

    CommitCall(BareJid owner, RosterEdit edit, Condition condition) {
        this.owner = owner;
        this.edit = edit;
        this.condition = condition.commit().isPresent() ? condition : condition.withCommit(Revision.newCommitId());
    }

    /** Reads, plans and writes. */
    CommitPlan on(Session session, Dialect dialect, Instant now) throws SQLException {
        StoredOwner stored = StoredOwner.read(session, owner, now, dialect.forUpdate());
        base = stored.head().revision();
        if (edit.replacesItems()) {
            stored.readWhole();
        } else {
            stored.read(touched());
        }
        CommitPlan plan = CommitPlan.of(stored, edit, condition, now);
        if (plan.write().isPresent()) {
            stored.write(plan.write().get());
            if (edit.erases()) {
                new OwnerTable(session).deleteMarks(now.minus(OwnerState.MARK_LIFE), dialect.skipLocked());
            }
            dialect.announce(session, owner);
        }
        return plan;
    }

    /** The contacts that the plan will ask for. */
    private Set<BareJid> touched() {
        Set<BareJid> touched = new HashSet<>(edit.items().keySet());
        touched.addAll(edit.requests().keySet());
        touched.addAll(edit.extras().keySet());
        touched.addAll(condition.contacts().keySet());
        return touched;
    }

    /** This call has failed; whether it, or the one that it repeats, was applied is not known. */
    StoreUnavailableException unknown(Exception cause) {
        Attempt attempt = condition
                .attempt()
                .orElseGet(() ->
                        new Attempt(condition.expectation(), condition.commit().orElseThrow(), base));
        return StoreUnavailableException.unknownOutcome(
                "a commit to %s may have been made, or not: %s".formatted(owner, cause.getMessage()), cause, attempt);
    }
}
