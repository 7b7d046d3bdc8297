package org.rosterstore.tck;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Writes down what some callers do to one owner. Safe for use by many threads. */
final class Recorder {

    /** The number of a handle that is another one in every call. */
    static final int CHANGING = 0;

    private final BareJid owner;
    private final Optional<Duration> bound;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger passingHandles = new AtomicInteger(1_000);
    private final long begin = System.nanoTime();

    /** A recorder for an owner that was never committed to, of a store whose reads may be so old. */
    Recorder(BareJid owner, Optional<Duration> bound) {
        this.owner = owner;
        this.bound = bound;
    }

    Caller caller(int number, int handle, RosterStore store) {
        return new Caller(number, handle, store);
    }

    /** What was written down. A call that has not come back is not in it: let all callers end first. */
    Recording recording() {
        return Recording.of(
                owner, List.copyOf(operations), bound.map(Duration::toNanos).orElse(0L));
    }

    /** One caller's way to the store through one handle. It answers and throws as the store does. */
    final class Caller {

        private final int number;
        private final int handle;
        private final RosterStore store;

        private Caller(int number, int handle, RosterStore store) {
            this.number = number;
            this.handle = handle;
            this.store = store;
        }

        Roster load() {
            return read(new Operation.Request.Load(), () -> store.load(owner), Operation.Answer.Loaded::new);
        }

        Contact find(BareJid contact) {
            return read(
                    new Operation.Request.Find(contact), () -> store.find(owner, contact), Operation.Answer.Found::new);
        }

        Revision revision() {
            return read(new Operation.Request.ReadRevision(), () -> store.revision(owner), Operation.Answer.At::new);
        }

        CommitResult commit(RosterEdit edit, Condition condition) {
            return write(new Operation.Request.Commit(edit, condition), () -> store.commit(owner, edit, condition));
        }

        Revision erase() {
            Operation.Request.Commit erasure = new Operation.Request.Commit(RosterEdit.eraseAll(), Condition.none());
            return ((Committed) write(erasure, () -> new Committed(store.erase(owner)))).revision();
        }

        private <T> T read(
                Operation.Request request, Supplier<T> call, Function<T, ? extends Operation.Answer> answered) {
            long called = now();
            try {
                T result = call.get();
                add(called, request, answered.apply(result));
                return result;
            } catch (RuntimeException e) {
                add(called, request, new Operation.Answer.NotApplied(e.toString()));
                throw e;
            }
        }

        private CommitResult write(Operation.Request.Commit commit, Supplier<CommitResult> call) {
            long called = now();
            try {
                CommitResult result = call.get();
                add(called, commit, new Operation.Answer.Decided(result));
                return result;
            } catch (RosterStoreException e) {
                if (e.attempt().isPresent()) {
                    add(called, named(commit, e.attempt().get()), new Operation.Answer.Unknown("UNKNOWN: " + e));
                } else {
                    add(called, commit, new Operation.Answer.NotApplied(e.toString()));
                }
                throw e;
            }
        }

        /** The commit under the id that the store has drawn for it. */
        private static Operation.Request.Commit named(Operation.Request.Commit commit, Attempt attempt) {
            Condition condition = commit.condition();
            return condition.commit().isPresent()
                    ? commit
                    : new Operation.Request.Commit(commit.edit(), condition.withCommit(attempt.commit()));
        }

        private void add(long called, Operation.Request request, Operation.Answer answer) {
            long returned = now();
            int through = handle == CHANGING ? passingHandles.getAndIncrement() : handle;
            operations.add(new Operation(0, number, through, called, returned, request, answer));
        }
    }

    /** The time on the recording's clock. */
    long now() {
        return System.nanoTime() - begin;
    }
}
