package org.rosterstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.manager.ComponentRosters;

/**
 * How long a component of 1,000 owners with 1,000 contacts each takes to start, all its announcements and probes handed over,
 * against loading the same rosters and no more. The store is the one at {@code -Dmanager.store}, which should be empty.
 */
public final class ManagerStart {

    private static final double LIMIT = 1.5;
    private static final int ROUNDS = 3;
    private static final int OWNERS = Integer.getInteger("manager.owners", 1_000);
    private static final int CONTACTS = 1_000;

    /** As many as are loaded at once by a component. */
    private static final int PAGE = 100;

    private ManagerStart() {}

    /**
     * Prints times and the ratio; ends with 1 if it is not as promised.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Findings findings = new Findings("manager");
        List<BareJid> owners =
                IntStream.range(0, OWNERS).mapToObj(People::owner).toList();
        try (RosterStore store = RosterStores.open(System.getProperty("manager.store", "memory:"))) {
            fill(store, owners);
            double best = Double.MAX_VALUE;
            for (int round = -1; round < ROUNDS; round++) {
                double bare = seconds(() -> load(store, owners));
                LongAdder stanzas = new LongAdder();
                double own = seconds(() -> start(store, owners, stanzas));
                System.out.printf(
                        Locale.ROOT, "start, s: %.2f with %,d stanzas; bare loadAll %.2f%n", own, stanzas.sum(), bare);
                if (round >= 0) {
                    best = Math.min(best, own / bare);
                }
            }
            findings.atMost(LIMIT, "start", best);
        }
        findings.end();
    }

    private static void fill(RosterStore store, List<BareJid> owners) {
        try (ComponentRosters rosters =
                ComponentRosters.builder(store, stanza -> {}).build()) {
            for (int i = 0; i < owners.size(); i++) {
                rosters.create(owners.get(i));
                store.commit(owners.get(i), RosterEdit.replaceItems(People.from(i, CONTACTS)));
            }
        }
    }

    private static void load(RosterStore store, List<BareJid> owners) {
        for (int i = 0; i < owners.size(); i += PAGE) {
            store.loadAll(owners.subList(i, Math.min(owners.size(), i + PAGE)));
        }
    }

    private static void start(RosterStore store, List<BareJid> owners, LongAdder stanzas) {
        try (ComponentRosters rosters =
                ComponentRosters.builder(store, stanza -> stanzas.increment()).build()) {
            rosters.start(owners);
        }
    }

    private static double seconds(Runnable task) {
        System.gc(); // what the round before has left is not of this one
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
