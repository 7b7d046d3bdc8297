package org.rosterstore.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.spi.OwnerState;

/**
 * Recordings of calls that did take effect in some order, each at a moment between its call and its return. What they answer
 * is the state machine of the stores, which the checker does not know of.
 */
final class RandomRecording {

    private static final BareJid OWNER = RecordingNotation.OWNER;
    private static final List<BareJid> CONTACTS = List.of(Cast.JULIET, Cast.NURSE);

    /** A call that is under way. */
    private static final class Pending {
        final long called;
        final Operation.Request request;
        Operation.Answer answer;

        Pending(long called, Operation.Request request) {
            this.called = called;
            this.request = request;
        }
    }

    private final SplittableRandom random;
    private final long bound;
    private final List<OwnerState> states = new ArrayList<>(List.of(OwnerState.none(OWNER)));
    private final List<Long> since = new ArrayList<>(List.of(Long.MIN_VALUE));
    private final Map<Integer, Integer> shown = new HashMap<>();
    private final List<Operation.Request.Commit> sent = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation.Request.Commit> lost = new ArrayList<>();
    private long time;
    private long ids = 100;

    RandomRecording(long seed, long bound) {
        this.random = new SplittableRandom(seed);
        this.bound = bound;
    }

    /** A recording of some callers, each on one of two handles, and at least so many calls. */
    Recording of(int callers, int calls) {
        Map<Integer, Pending> pending = new HashMap<>();
        int begun = 0;
        while (begun < calls || !pending.isEmpty()) {
            time++;
            int caller = random.nextInt(callers);
            Pending call = pending.get(caller);
            if (call == null && begun < calls) {
                pending.put(caller, new Pending(time, request()));
                begun++;
            } else if (call != null && call.answer == null) {
                call.answer = answer(handle(caller), call);
            } else if (call != null) {
                pending.remove(caller);
                operations.add(new Operation(0, caller, handle(caller), call.called, time, call.request, call.answer));
            }
            if (!lost.isEmpty() && random.nextInt(4) == 0) {
                commit(lost.remove(random.nextInt(lost.size())));
            }
        }
        return Recording.of(OWNER, operations, bound);
    }

    private static int handle(int caller) {
        return caller % 2 + 1;
    }

    private OwnerState present() {
        return states.get(states.size() - 1);
    }

    private Operation.Request request() {
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                return new Operation.Request.Load();
            }
            case 2 -> {
                return new Operation.Request.Find(any(CONTACTS));
            }
            case 3 -> {
                return new Operation.Request.ReadRevision();
            }
            case 4 -> {
                if (!sent.isEmpty()) {
                    return any(sent);
                }
            }
            default -> {}
        }
        long id = ++ids;
        Operation.Request.Commit commit =
                new Operation.Request.Commit(edit(), expectation().withCommit(id));
        sent.add(
                random.nextBoolean()
                        ? commit
                        : new Operation.Request.Commit(
                                commit.edit(),
                                Condition.retrying(new Attempt(
                                        commit.condition().expectation(),
                                        id,
                                        present().revision()))));
        return commit;
    }

    private Condition expectation() {
        OwnerState known = any(states);
        return switch (random.nextInt(4)) {
            case 0 -> Condition.at(known.revision());
            case 1 -> Condition.unchanged(known.roster().contact(any(CONTACTS)));
            default -> Condition.none();
        };
    }

    private RosterEdit edit() {
        BareJid one = any(CONTACTS);
        RosterItem item = RosterItem.of(one).withName("" + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> RosterEdit.eraseAll();
            case 1 -> RosterEdit.remove(one);
            case 2 -> RosterEdit.replaceItems(List.of(item));
            case 3 -> RosterEdit.put(item).and(RosterEdit.ver("" + random.nextInt(3)));
            default -> RosterEdit.put(item);
        };
    }

    private Operation.Answer answer(int handle, Pending call) {
        if (call.request instanceof Operation.Request.Commit commit) {
            return commit(handle, commit);
        }
        OwnerState state = read(handle, call.called);
        if (call.request instanceof Operation.Request.Find find) {
            return new Operation.Answer.Found(state.roster().contact(find.contact()));
        }
        return call.request instanceof Operation.Request.Load
                ? new Operation.Answer.Loaded(state.roster())
                : new Operation.Answer.At(state.revision());
    }

    /** A state that is not older than the bound allows, nor than what the handle has shown. */
    private OwnerState read(int handle, long called) {
        int oldest = states.size() - 1;
        while (oldest > shown.getOrDefault(handle, 0) && since.get(oldest) > called - bound) {
            oldest--;
        }
        int chosen = bound == 0 ? states.size() - 1 : oldest + random.nextInt(states.size() - oldest);
        shown.put(handle, chosen);
        return states.get(chosen);
    }

    private Operation.Answer commit(int handle, Operation.Request.Commit commit) {
        int fate = random.nextInt(12);
        if (fate == 0) {
            return new Operation.Answer.NotApplied("refused");
        }
        if (fate == 1) {
            lost.add(commit);
            return new Operation.Answer.Unknown("UNKNOWN");
        }
        Operation.Answer answer = commit(commit);
        shown.put(handle, states.size() - 1);
        return fate == 2 ? new Operation.Answer.Unknown("UNKNOWN") : answer;
    }

    private Operation.Answer commit(Operation.Request.Commit commit) {
        OwnerState before = present();
        OwnerState.Step step = before.commit(commit.edit(), commit.condition(), Instant.EPOCH);
        if (step.result() instanceof Committed && !step.after().equals(before)) {
            states.add(step.after());
            since.add(time);
        }
        return new Operation.Answer.Decided(step.result());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
