package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rosterstore.Committed;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/** The checker on recordings that were made up at random, by seeds that are always the same. */
class LinearizationPropertiesTest {

    private static final int ROUNDS = 400;

    private static Verdict verdict(Recording recording) {
        return Linearization.of(recording);
    }

    @Test
    void whateverTookEffectInSomeOrderIsAccepted() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Recording recording = new RandomRecording(seed, 0).of(3 + seed % 3, 30);
            assertThat(verdict(recording))
                    .as("seed %d%n%s", seed, new Story(recording).timeline())
                    .isInstanceOf(Verdict.Linearizable.class);
        }
    }

    @Test
    void whateverTookEffectInSomeOrderIsAcceptedThoughReadsAreOldWithinTheBound() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Recording recording = new RandomRecording(seed, 12).of(3 + seed % 3, 24);
            assertThat(verdict(recording))
                    .as("seed %d%n%s", seed, new Story(recording).timeline())
                    .isInstanceOf(Verdict.Linearizable.class);
        }
    }

    @Test
    void anOrderThatIsFoundKeepsPrecedence() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Recording recording = new RandomRecording(seed, 0).of(4, 20);
            List<Operation> order = ((Verdict.Linearizable) verdict(recording)).order();
            for (int i = 0; i < order.size(); i++) {
                for (Operation earlier : order.subList(0, i)) {
                    assertThat(recording.precedes(order.get(i), earlier)).isFalse();
                }
            }
        }
    }

    @Test
    void anAnswerThatCannotBeIsRefused() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Recording recording = new RandomRecording(seed, 0).of(3, 24);
            for (Operation operation : recording.operations()) {
                if (!operation.isOpen() && !(operation.answer() instanceof Operation.Answer.NotApplied)) {
                    Recording wrong = replaced(recording, operation, operation.answering(impossible(operation)));
                    assertThat(verdict(wrong))
                            .as("seed %d%n%s", seed, new Story(wrong).timeline())
                            .isInstanceOf(Verdict.Breach.class);
                    break;
                }
            }
        }
    }

    /** An answer that names a commit that nobody has made. */
    private static Operation.Answer impossible(Operation operation) {
        Revision nobodys = new Revision(3, 987_654_321);
        if (operation.answer() instanceof Operation.Answer.Loaded loaded) {
            Roster roster = loaded.roster();
            return new Operation.Answer.Loaded(
                    new Roster(roster.owner(), nobodys, roster.ver(), roster.contacts(), List.of()));
        }
        if (operation.answer() instanceof Operation.Answer.Found found) {
            return new Operation.Answer.Found(Contact.absent(found.contact().jid(), nobodys));
        }
        return operation.answer() instanceof Operation.Answer.At
                ? new Operation.Answer.At(nobodys)
                : new Operation.Answer.Decided(new Committed(nobodys));
    }

    /** The strongest test: small recordings, right and slightly wrong ones, against all orders there are. */
    @Test
    void theVerdictIsThatOfAllPermutations() {
        int right = 0;
        int wrong = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Recording recording =
                    disturbed(new RandomRecording(seed, seed % 2 * 8L).of(2 + seed % 3, 4 + seed % 4), random);
            boolean isRight = Permutations.haveOne(recording);
            assertThat(verdict(recording))
                    .as("seed %d%n%s", seed, new Story(recording).timeline())
                    .isInstanceOf(isRight ? Verdict.Linearizable.class : Verdict.Breach.class);
            if (isRight) {
                right++;
            } else {
                wrong++;
            }
        }
        assertThat(right).isGreaterThan(1_000);
        assertThat(wrong).isGreaterThan(1_000);
    }

    /** Once or twice: two operations swap their answers, or their times. */
    private static Recording disturbed(Recording recording, SplittableRandom random) {
        Recording disturbed = recording;
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Operation> operations = disturbed.operations();
            Operation one = operations.get(random.nextInt(operations.size()));
            Operation other = operations.get(random.nextInt(operations.size()));
            boolean isSameKind = one.request().getClass() == other.request().getClass();
            if (isSameKind && !one.isOpen() && !other.isOpen() && random.nextBoolean()) {
                disturbed = replaced(
                        replaced(disturbed, one, one.answering(other.answer())), other, other.answering(one.answer()));
            } else {
                disturbed = replaced(replaced(disturbed, one, one.during(other)), other, other.during(one));
            }
        }
        return disturbed;
    }

    private static Recording replaced(Recording recording, Operation old, Operation operation) {
        List<Operation> operations = new ArrayList<>(recording.operations());
        operations.replaceAll(other -> other.number() == old.number() ? operation : other);
        return recording.with(operations);
    }

    /** A recording that is made shorter is still wrong, and one that is right stays so whatever is left out. */
    @Test
    void whatIsLeftOutChangesNoVerdict() {
        int shortened = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Recording recording = disturbed(new RandomRecording(seed, 0).of(3, 10), new SplittableRandom(seed));
            if (verdict(recording) instanceof Verdict.Breach) {
                Recording shortest = Shortening.of(recording);
                assertThat(verdict(shortest)).isInstanceOf(Verdict.Breach.class);
                assertThat(shortest.operations().size())
                        .isLessThanOrEqualTo(recording.operations().size());
                shortened +=
                        recording.operations().size() - shortest.operations().size();
            } else {
                recording.operations().stream()
                        .filter(operation -> !operation.isOpen())
                        .forEach(operation -> assertThat(verdict(recording.until(operation.returned())))
                                .isInstanceOf(Verdict.Linearizable.class));
            }
        }
        assertThat(shortened).isGreaterThan(100);
    }
}
