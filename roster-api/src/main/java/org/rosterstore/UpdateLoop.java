package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Load, change, commit at the loaded revision; after a conflict wait a random while that doubles, and begin again. */
final class UpdateLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SHORTEST_WAIT = Duration.ofNanos(50_000).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(50).toNanos();

    private final RosterStore store;
    private final BareJid owner;
    private final Function<? super Roster, RosterEdit> change;
    private final LongSupplier nanoTime;

    UpdateLoop(RosterStore store, BareJid owner, Function<? super Roster, RosterEdit> change) {
        this(store, owner, change, System::nanoTime);
    }

    UpdateLoop(RosterStore store, BareJid owner, Function<? super Roster, RosterEdit> change, LongSupplier nanoTime) {
        this.store = store;
        this.owner = owner;
        this.change = requireNonNull(change, "change");
        this.nanoTime = nanoTime;
    }

    Revision run() {
        long begin = nanoTime.getAsLong();
        long wait = SHORTEST_WAIT;
        while (true) {
            Roster roster = store.load(owner);
            RosterEdit edit = change.apply(roster);
            if (edit.isEmpty()) {
                return roster.revision();
            }
            if (store.commit(owner, edit, Condition.at(roster.revision())) instanceof Committed committed) {
                return committed.revision();
            }
            if (nanoTime.getAsLong() - begin > PATIENCE.toNanos()) {
                throw new StoreUnavailableException(
                        "the roster of %s was changed by others at every attempt for %d seconds"
                                .formatted(owner, PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(wait)); // an interrupted thread does not wait
            wait = Math.min(2 * wait, LONGEST_WAIT);
        }
    }
}
