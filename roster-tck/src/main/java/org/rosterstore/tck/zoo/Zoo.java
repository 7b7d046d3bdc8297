package org.rosterstore.tck.zoo;

import java.util.List;
import java.util.stream.Stream;
import org.rosterstore.tck.StoreFixture;

/** The stores that the kit is tested with: one that is right, and many that are wrong, each by one fault. */
public final class Zoo {

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
     * The wrong stores.
     *
     * @return all of them, in the order of the clauses' chapters, each on a storage of its own
     */
    public static List<WrongStore> all() {
        return Stream.of(
                        WrongReads.all(),
                        WrongCommits.all(),
                        WrongConditions.all(),
                        WrongRetries.all(),
                        WrongErasures.all(),
                        WrongKeys.all(),
                        WrongValues.all(),
                        WrongHandles.all(),
                        WrongFailures.all(),
                        WrongAbilities.all(),
                        WrongSizes.all())
                .flatMap(List::stream)
                .toList();
    }
}
