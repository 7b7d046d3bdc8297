package org.rosterstore.tck.zoo;

import java.util.List;
import java.util.stream.Stream;
import org.rosterstore.tck.Effort;
import org.rosterstore.tck.StoreFixture;

/** The stores that the kit is tested with: two that are right, and many that are wrong, each by one fault. */
public final class Zoo {

    /** What every fault of the zoo shows at. */
    public static final Effort EFFORT = new Effort(20, 25, 2, 30, 3_500);

    private Zoo() {}

    /**
     * The right store that the wrong ones are made from, with every ability and every hook.
     *
     * @return its fixture, on a storage of its own
     */
    public static StoreFixture right() {
        return new ZooFixture("right", ZooStore::new);
    }

    /**
     * The same, with handles that remember what they have loaded for a moment: it is right too, within the bound that it
     * states.
     *
     * @return its fixture, on a storage of its own
     */
    public static StoreFixture rightWithinABound() {
        return new ZooFixture("right within a bound", RememberingStore::new);
    }

    /**
     * The wrong stores.
     *
     * @return all of them, in the order of the clauses' chapters, each on a storage of its own
     */
    public static List<WrongStore> all() {
        return Stream.of(
                        WrongReads.all(),
                        WrongFreshness.all(),
                        WrongCommits.all(),
                        WrongConditions.all(),
                        WrongRetries.all(),
                        WrongErasures.all(),
                        WrongKeys.all(),
                        WrongValues.all(),
                        WrongHandles.all(),
                        WrongFailures.all(),
                        WrongAbilities.all(),
                        WrongSizes.all(),
                        WrongConcurrency.all())
                .flatMap(List::stream)
                .toList();
    }
}
