package org.rosterstore.tck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/**
 * The owner after some commits, one after the other: which answers are right in it, and what becomes of it. Immutable. Two
 * are equal that came about by the same commits in the same order.
 */
final class SequentialState {

    private final Model model;
    private final Map<Long, Revision> made;
    private final List<Revision> revisions;
    private final int hash;
    private final Map<Long, Long> countOf;

    private SequentialState(Model model, Map<Long, Revision> made, Map<Long, Long> countOf) {
        this.model = model;
        this.made = made;
        this.countOf = countOf;
        this.revisions = model.revisions();
        this.hash = revisions.hashCode();
    }

    /**
     * An owner that was never committed to.
     *
     * @param countOf where the count begins if a commit is the first, by its id; else at 1
     */
    static SequentialState none(BareJid owner, Map<Long, Long> countOf) {
        return new SequentialState(new Model(owner), Map.of(), countOf);
    }

    Revision revision() {
        return model.revision();
    }

    /** The revision of the commit with an id, if it is among those made. */
    @Nullable
    Revision made(long id) {
        return made.get(id);
    }

    /**
     * The state after an operation, the very same where it changes nothing; or empty if its answer is wrong here. An open
     * commit that would change nothing here need not be placed here, and is answered empty as well.
     */
    Optional<SequentialState> after(Operation operation) {
        if (operation.request() instanceof Operation.Request.Commit commit) {
            return after(operation, commit);
        }
        return same(isRight(operation));
    }

    private boolean isRight(Operation read) {
        if (read.answer() instanceof Operation.Answer.Loaded loaded) {
            return model.isShownBy(loaded.roster());
        }
        if (read.answer() instanceof Operation.Answer.Found found) {
            return read.request() instanceof Operation.Request.Find find
                    && found.contact().jid().equals(find.contact())
                    && model.isShownBy(found.contact());
        }
        if (read.answer() instanceof Operation.Answer.At at) {
            return at.revision().equals(revision());
        }
        return true; // a read that has failed says nothing
    }

    private Optional<SequentialState> after(Operation operation, Operation.Request.Commit commit) {
        if (operation.answer() instanceof Operation.Answer.NotApplied) {
            return Optional.of(this);
        }
        Revision earlier = earlier(commit);
        if (operation.answer() instanceof Operation.Answer.Decided decided) {
            return earlier == null
                    ? after(commit, decided.result())
                    : same(decided.result().equals(new Committed(earlier)));
        }
        boolean isIdle =
                earlier != null || model.answer(commit.condition()) == Model.Answer.CONFLICT || erasesNobody(commit);
        return isIdle ? Optional.empty() : Optional.of(applied(commit, next(commit)));
    }

    private Revision next(Operation.Request.Commit commit) {
        long id = commit.condition().commit().orElseThrow();
        return revision().equals(Revision.NONE)
                ? new Revision(countOf.getOrDefault(id, 1L), id)
                : revision().next(id);
    }

    private @Nullable Revision earlier(Operation.Request.Commit commit) {
        return commit.condition().commit().isEmpty()
                ? null
                : made(commit.condition().commit().getAsLong());
    }

    private Optional<SequentialState> after(Operation.Request.Commit commit, CommitResult result) {
        Model.Answer answer = model.answer(commit.condition());
        if (result instanceof Conflict conflict) {
            return same(answer != Model.Answer.COMMITTED && conflict.actual().equals(revision()));
        }
        if (answer == Model.Answer.CONFLICT) {
            return Optional.empty();
        }
        Revision next = ((Committed) result).revision();
        if (erasesNobody(commit)) {
            return same(next.equals(Revision.NONE));
        }
        return isNext(next, commit.condition()) ? Optional.of(applied(commit, next)) : Optional.empty();
    }

    /** An owner may begin at any count, and goes on from there by one. */
    private boolean isNext(Revision next, Condition condition) {
        return !next.equals(Revision.NONE)
                && !made.containsKey(next.commit())
                && (condition.commit().isEmpty() || condition.commit().getAsLong() == next.commit())
                && (revision().equals(Revision.NONE)
                        || next.counter() == revision().counter() + 1);
    }

    private boolean erasesNobody(Operation.Request.Commit commit) {
        return commit.edit().erases() && revision().equals(Revision.NONE);
    }

    private SequentialState applied(Operation.Request.Commit commit, Revision next) {
        Model after = new Model(model);
        after.commit(commit.edit(), next);
        Map<Long, Revision> all = new HashMap<>(made);
        all.put(next.commit(), next);
        return new SequentialState(after, all, countOf);
    }

    private Optional<SequentialState> same(boolean isRight) {
        return isRight ? Optional.of(this) : Optional.empty();
    }

    /** What a read must answer here. */
    Operation.Answer answer(Operation read) {
        if (read.request() instanceof Operation.Request.Find find) {
            return new Operation.Answer.Found(contact(find.contact()));
        }
        return read.request() instanceof Operation.Request.Load
                ? new Operation.Answer.Loaded(roster())
                : new Operation.Answer.At(revision());
    }

    /** What a commit must answer here, in words. */
    String ruling(Operation operation, Operation.Request.Commit commit, Story story) {
        Revision earlier = earlier(commit);
        if (earlier != null) {
            return "Committed at %s, for its id is known".formatted(story.shown(earlier));
        }
        if (erasesNobody(commit)) {
            return "Committed at none";
        }
        String committed = operation.commitId().isPresent()
                ? "Committed at "
                        + story.shown(revision().next(operation.commitId().getAsLong()))
                : "Committed";
        String conflict = "Conflict at " + story.shown(revision());
        return switch (model.answer(commit.condition())) {
            case COMMITTED -> committed;
            case CONFLICT -> conflict;
            case EITHER -> committed + " or " + conflict;
        };
    }

    Contact contact(BareJid jid) {
        return model.contact(jid);
    }

    Roster roster() {
        return model.roster();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequentialState state && revisions.equals(state.revisions);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
