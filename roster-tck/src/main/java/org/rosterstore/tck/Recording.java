package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/**
 * What some callers did to one owner, from before its first commit. Immutable. Where the first commit's outcome is unknown
 * and no answer names its revision, the owner is taken to begin at the count 1.
 *
 * @param owner the owner
 * @param operations the calls, in the order in which they were called
 * @param bound how old a read may be, on the recording's clock; 0 where reads are current
 */
record Recording(BareJid owner, List<Operation> operations, long bound) {

    Recording {
        operations = List.copyOf(operations);
    }

    /** Numbers the operations by the time of their calls. */
    static Recording of(BareJid owner, List<Operation> operations, long bound) {
        List<Operation> sorted = new ArrayList<>(operations);
        sorted.sort(Comparator.comparingLong(Operation::called).thenComparingLong(Operation::returned));
        for (int i = 0; i < sorted.size(); i++) {
            sorted.set(i, sorted.get(i).numbered(i + 1));
        }
        return new Recording(owner, sorted, bound);
    }

    /**
     * Whether one operation must take effect before another: it had come back when the other was called. Where reads may be
     * old, a read counts as called that much earlier, except to what its own handle has shown or made.
     */
    boolean precedes(Operation one, Operation other) {
        boolean mayBeOld = bound > 0 && other.isRead() && !(one.handle() == other.handle() && mustStayInSight(one));
        return one.returned() < (mayBeOld ? other.called() - bound : other.called());
    }

    /** A conflict and a failure have shown nothing, and a commit that was sent twice may have been made before. */
    private boolean mustStayInSight(Operation operation) {
        return operation.isRead()
                ? !(operation.answer() instanceof Operation.Answer.NotApplied)
                : operation.isCommitted()
                        && operations.stream()
                                        .filter(other -> other.commitId().equals(operation.commitId()))
                                        .count()
                                == 1;
    }

    /** The revisions that answers name. */
    Set<Revision> revisions() {
        Set<Revision> revisions = new LinkedHashSet<>();
        operations.forEach(operation -> addRevisions(operation.answer(), revisions));
        revisions.remove(Revision.NONE);
        return revisions;
    }

    private static void addRevisions(Operation.Answer answer, Set<Revision> revisions) {
        if (answer instanceof Operation.Answer.Loaded loaded) {
            Roster roster = loaded.roster();
            revisions.add(roster.revision());
            roster.contacts().values().stream().map(Contact::changedIn).forEach(revisions::add);
        } else if (answer instanceof Operation.Answer.Found found) {
            revisions.add(found.contact().changedIn());
        } else if (answer instanceof Operation.Answer.At at) {
            revisions.add(at.revision());
        } else if (answer instanceof Operation.Answer.Decided decided) {
            if (decided.result() instanceof Committed committed) {
                revisions.add(committed.revision());
            } else if (decided.result() instanceof Conflict conflict) {
                revisions.add(conflict.actual());
            }
        }
    }

    /** The same about other operations. */
    Recording with(List<Operation> others) {
        return new Recording(owner, others, bound);
    }

    /** What was known at a moment: later calls are not there, and what had not come back is open. */
    Recording until(long moment) {
        return new Recording(
                owner,
                operations.stream()
                        .filter(operation -> operation.called() <= moment)
                        .map(operation ->
                                operation.isOpen() || operation.returned() <= moment ? operation : operation.opened())
                        .toList(),
                bound);
    }

    Recording without(Operation operation) {
        return new Recording(
                owner,
                operations.stream().filter(other -> !other.equals(operation)).toList(),
                bound);
    }
}
