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

    private static final int STEPS = 5;

    private final Trial trial;
    private final Meeting meeting;
    private final SplittableRandom random;
    private final BareJid owner;
    private final RosterStore store;
    private final Recorder recorder;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Recorder.Caller> lookers = new ArrayList<>();

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
    static Optional<String> run(Trial trial, List<RosterStore> handles, Meeting meeting, long seed) {
        ConcurrentRound round = new ConcurrentRound(trial, handles, meeting, seed);
        try {
            round.run();
            return Shortening.problem(round.recorder.recording());
        } catch (RosterStoreException e) {
            return Optional.of("%s%n%s".formatted(new Story(round.recorder.recording()).timeline(), e));
        } finally {
            round.erase();
        }
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
        Gate gate = new Gate(actors.size());
        Race.run(actors.size(), caller -> {
            try {
                for (int step = 0; step < STEPS; step++) {
                    if (isInStep || step == 0) {
                        gate.meet(step);
                    }
                    actors.get(caller).act();
                }
            } finally {
                gate.open();
            }
            return caller;
        });
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
