package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** A few actors on one new owner for a few calls each, written down and checked. */
final class ConcurrentRound {

    /** How the calls of the actors come together. */
    enum Meeting {
        /** Each begins when the one before has ended. */
        IN_TURN,
        /** They overlap. */
        AT_ONCE,
        /** They overlap, and in the middle the storage is taken away. */
        WITH_OUTAGE
    }

    /** What the actors do first, all at one moment. */
    private enum Opening {
        ANYTHING,
        /** Commits that expect the revision that all have read. */
        ONE_REVISION,
        /** The same commit, and others that get in between. */
        ONE_COMMIT
    }

    /**
     * What is wrong with a round.
     *
     * @param story for people
     * @param clause which clause is broken, if calls without an outage are right
     */
    record Problem(String story, Clause clause) {}

    private static final int STEPS = 5;

    private final Trial trial;
    private final Meeting meeting;
    private final SplittableRandom random;
    private final BareJid owner;
    private final RosterStore store;
    private final Recorder recorder;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Recorder.Caller> lookers = new ArrayList<>();
    private volatile long outageBegan;
    private volatile long outageEnded;

    private ConcurrentRound(Trial trial, List<RosterStore> handles, Meeting meeting, long seed) {
        this.trial = trial;
        this.meeting = meeting;
        this.random = new SplittableRandom(seed);
        this.owner = trial.passingOwner();
        this.store = handles.get(0);
        this.recorder = new Recorder(owner, store.describe().freshness().bound());
        beginWith(handles);
    }

    /** Runs a round; what is wrong with it, or nothing. */
    static Optional<Problem> run(Trial trial, List<RosterStore> handles, Meeting meeting, long seed) {
        ConcurrentRound round = new ConcurrentRound(trial, handles, meeting, seed);
        try {
            round.run();
            return Shortening.story(round.recorder.recording()).map(story -> new Problem(story, round.blame()));
        } catch (RuntimeException e) {
            String timeline = new Story(round.recorder.recording()).timeline();
            return Optional.of(new Problem("%s%nand a call threw %s".formatted(timeline, e), round.blame(e)));
        } finally {
            round.erase();
        }
    }

    private Clause blame() {
        return meeting == Meeting.WITH_OUTAGE
                ? Blame.of(recorder.recording(), outageBegan, outageEnded)
                : Clause.CONCURRENCY_LINEARIZABLE;
    }

    private Clause blame(RuntimeException thrown) {
        if (meeting != Meeting.WITH_OUTAGE) {
            return Clause.CONCURRENCY_LINEARIZABLE;
        }
        boolean isOfRead = recorder.recording().operations().stream()
                .filter(Operation::isRead)
                .anyMatch(read -> read.answer().equals(new Operation.Answer.NotApplied(thrown.toString())));
        return isOfRead ? Clause.FAIL_READ : Clause.FAIL_UNKNOWN;
    }

    private void beginWith(List<RosterStore> handles) {
        Recorder.Caller first = caller(0, 0, handles);
        first.commit(
                RosterEdit.put(named(JULIET, "Juliet")).and(RosterEdit.put(named(NURSE, "Nurse"))),
                Condition.none().withCommit(Revision.newCommitId()));
        Roster read = first.load();
        Actor.Sent common = new Actor.Sent(
                RosterEdit.put(named(NURSE, "common")).and(RosterEdit.ver("common")),
                Condition.none().withCommit(Revision.newCommitId()));
        int count = 3 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String name = Character.toString('a' + i);
            actors.add(new Actor(name, caller(i + 1, i % handles.size(), handles), random.split(), common, read));
        }
        IntStream.range(0, handles.size()).forEach(i -> lookers.add(caller(0, i, handles)));
    }

    private Recorder.Caller caller(int number, int handle, List<RosterStore> handles) {
        boolean isOne = handle > 0 || trial.storeIsOneHandle();
        return recorder.caller(number, isOne ? handle + 1 : Recorder.CHANGING, handles.get(handle));
    }

    private void run() {
        switch (meeting) {
            case IN_TURN -> actInTurn();
            case AT_ONCE -> actAtOnce();
            case WITH_OUTAGE -> actThroughAnOutage();
        }
        lookers.forEach(Recorder.Caller::load);
    }

    private void actInTurn() {
        List<Integer> turns = new ArrayList<>();
        IntStream.range(0, STEPS * actors.size()).forEach(i -> turns.add(random.nextInt(turns.size() + 1), i));
        turns.forEach(turn -> actors.get(turn % actors.size()).act());
    }

    /** Step by step at one moment, or each at its own pace from one moment on. */
    private void actAtOnce() {
        boolean isInStep = random.nextBoolean();
        Opening opening = Opening.values()[random.nextInt(Opening.values().length)];
        Gate gate = new Gate(actors.size());
        Race.run(actors.size(), caller -> {
            try {
                for (int step = 0; step < STEPS; step++) {
                    if (isInStep || step == 0) {
                        gate.meet(step);
                    }
                    if (step == 0) {
                        open(opening, caller);
                    } else {
                        actors.get(caller).act();
                    }
                }
            } finally {
                gate.open();
            }
            return caller;
        });
    }

    private void open(Opening opening, int caller) {
        Actor actor = actors.get(caller);
        switch (opening) {
            case ANYTHING -> actor.act();
            case ONE_REVISION -> actor.commit(Condition.at(actor.seen()));
            case ONE_COMMIT -> {
                if (caller % 2 == 0) {
                    actor.sendCommon();
                } else {
                    actor.commit(Condition.none());
                }
            }
        }
    }

    private void actThroughAnOutage() {
        StoreFixture.Outage outage = trial.fixture().outage().orElseThrow();
        List<StoreFixture.Outage.Restoration> restorations = new ArrayList<>();
        Gate gate = new Gate(actors.size());
        try {
            Race.run(actors.size(), caller -> {
                Actor actor = actors.get(caller);
                try {
                    gate.meet(0);
                    actor.act();
                    actor.act();
                    if (caller == 0) {
                        outageBegan = recorder.now();
                        restorations.add(outage.begin());
                    }
                    whateverComes(actor::act);
                    whateverComes(() -> actor.commit(Condition.none()));
                } catch (RosterStoreException e) {
                    whateverComes(actor::act);
                } finally {
                    gate.open();
                }
                actor.open().forEach(commit -> whateverComes(() -> actor.again(commit)));
                return caller;
            });
        } finally {
            restorations.forEach(StoreFixture.Outage.Restoration::close);
            outageEnded = recorder.now();
        }
        Patience.untilItWorks(trial, "load", () -> store.load(owner));
        Race.run(actors.size(), caller -> {
            Actor actor = actors.get(caller);
            for (Actor.Sent commit : actor.open()) {
                Patience.untilItWorks(trial, "a retry", () -> actor.again(commit));
            }
            Patience.untilItWorks(trial, "load", () -> {
                actor.load();
                return caller;
            });
            return caller;
        });
    }

    private static void whateverComes(Runnable call) {
        try {
            call.run();
        } catch (RosterStoreException e) {
            // It is written down.
        }
    }

    private void erase() {
        try {
            store.erase(owner);
        } catch (RuntimeException e) {
            // What matters is in the recording; erasing is verified by tests of its own.
        }
    }
}
