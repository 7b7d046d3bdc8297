package org.rosterstore.tck.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rosterstore.tck.Clause;

/**
 * A wire store with one fault, and what the kit must say of it.
 *
 * @param name the fault in a few words
 * @param clause the clause that it breaks
 * @param fails all clauses that are certainly found broken
 * @param perhaps those that are found broken when threads meet in a certain way
 * @param message what is said of {@code clause}, in part
 * @param fixture how to come to the store, whose server is in this process
 */
public record WrongWire(
        String name, Clause clause, Set<Clause> fails, Set<Clause> perhaps, String message, WireFixture fixture) {

    /** Short, since the kit waits for it again and again; nothing else is made of it here. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** The label on a cage. */
    record Label(String name, Clause clause, Set<Clause> fails, Set<Clause> perhaps, String message) {

        Label breaks(Clause... others) {
            Set<Clause> all = EnumSet.copyOf(fails);
            all.addAll(List.of(others));
            return new Label(name, clause, all, perhaps, message);
        }

        Label mayBreak(Clause... others) {
            return new Label(name, clause, fails, Set.of(others), message);
        }

        WrongWire store(Function<WirePool, WireRosterStore> store) {
            return wire(WireDisk::new, WirePool::new, store);
        }

        WrongWire pool(WireFixture.PoolFactory pool) {
            return wire(WireDisk::new, pool, WireRosterStore::new);
        }

        WrongWire disk(Function<Path, WireDisk> disk) {
            return wire(disk, WirePool::new, WireRosterStore::new);
        }

        private WrongWire wire(
                Function<Path, WireDisk> disk,
                WireFixture.PoolFactory pool,
                Function<WirePool, WireRosterStore> store) {
            Path directory = WireFixture.directory();
            WireHost host = WireHost.within(directory, disk, WireFixture.PASSWORD);
            return new WrongWire(
                    name,
                    clause,
                    fails,
                    perhaps,
                    message,
                    new WireFixture(name, directory, host, DEADLINE, pool, store));
        }
    }

    static Label of(Clause clause, String name, String message) {
        return new Label(name, clause, Set.of(clause), Set.of(), message);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
