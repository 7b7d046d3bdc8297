package org.rosterstore.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** Beyond examples: the store and the model in lock step, over random sequences and over all short ones. */
final class SequenceTests {

    private static final BareJid JULIET = BareJid.stored("juliet@capulet.example");
    private static final BareJid NURSE = BareJid.stored("nurse@capulet.example");

    /** Twelve commands over two owners and two contacts, every kind of statement and condition among them. */
    static final List<Command.Commit> ALPHABET = List.of(
            commit(0, RosterEdit.put(RosterItem.of(JULIET).withName("Juliet").withGroups("b", "a"))),
            commit(
                    0,
                    RosterEdit.put(RosterItem.of(NURSE).withSubscription(Subscription.BOTH))
                            .and(RosterEdit.ver("1"))),
            commit(0, RosterEdit.remove(JULIET)),
            commit(0, RosterEdit.replaceItems(List.of(RosterItem.of(NURSE).withName("Angelica")))),
            commit(0, RosterEdit.extra(JULIET, "trusted", "yes").and(RosterEdit.noVer())),
            commit(0, RosterEdit.request(SubscriptionRequest.of(JULIET, Instant.EPOCH))),
            commit(0, RosterEdit.settle(JULIET).and(RosterEdit.noExtra(NURSE, "trusted"))),
            commit(0, RosterEdit.eraseAll()),
            new Command.Commit(0, RosterEdit.extra(NURSE, "trusted", "no"), Command.Expectation.PRESENT, NURSE),
            new Command.Commit(0, RosterEdit.put(RosterItem.of(NURSE)), Command.Expectation.EARLIER, NURSE),
            new Command.Commit(0, RosterEdit.put(RosterItem.of(JULIET)), Command.Expectation.CONTACT, JULIET),
            commit(1, RosterEdit.put(RosterItem.of(JULIET).withName("of another"))));

    private SequenceTests() {}

    private static Command.Commit commit(int owner, RosterEdit edit) {
        return new Command.Commit(owner, edit, Command.Expectation.NOTHING, JULIET);
    }

    @Verifies(Clause.SEQUENCE_MODEL)
    static void randomSequencesAreAnsweredAsByTheModel(Trial trial) {
        for (int i = 0; i < trial.effort().sequences(); i++) {
            long seed = trial.random().nextLong();
            List<Command> commands = new RandomCommands(new SplittableRandom(seed))
                    .sequence(trial.effort().length());
            report(trial, Sequence.run(trial, commands), commands);
        }
        trial.note("%,d sequences of %,d commands"
                .formatted(trial.effort().sequences(), trial.effort().length()));
    }

    @Verifies(Clause.SEQUENCE_MODEL)
    static void allShortSequencesAreAnsweredAsByTheModel(Trial trial) {
        int depth = trial.effort().depth();
        long count = Math.round(Math.pow(ALPHABET.size(), depth));
        for (long number = 0; number < count; number++) {
            List<Command> commands = new ArrayList<>();
            for (long rest = number, i = 0; i < depth; i++, rest /= ALPHABET.size()) {
                commands.add(ALPHABET.get((int) (rest % ALPHABET.size())));
            }
            report(trial, Sequence.run(trial, commands), commands);
        }
        trial.note("all %,d sequences of length %d".formatted(count, depth));
    }

    /** Fails with the shortest sequence that still shows a breach. */
    private static void report(Trial trial, @Nullable Nonconformity breach, List<Command> commands) {
        if (breach == null) {
            return;
        }
        List<Command> shortest = Shrinker.shrink(commands, shorter -> Sequence.run(trial, shorter) != null);
        Nonconformity shown = Sequence.run(trial, shortest);
        String steps = shortest.stream().map(Command::toString).collect(Collectors.joining("\n              "));
        throw new Nonconformity(
                Clause.SEQUENCE_MODEL,
                "after these steps on new owners what the model says%n              %s".formatted(steps),
                shown == null ? breach + " (not every time)" : String.valueOf(shown.getMessage()));
    }
}
