package org.rosterstore.benchmarks;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.memory.InMemoryRosterStore;

/**
 * The heap that rosters take, in the memory store and in bare maps over the same values. To be run with a heap of 8 GiB:
 * {@code java -Xmx8g -cp … org.rosterstore.benchmarks.MemoryFootprint [OWNERS]}
 */
public final class MemoryFootprint {

    private MemoryFootprint() {}

    /**
     * Prints octets of heap for each contact: one owner of 100, 10,000 and 100,000 contacts, then many owners of 10.
     *
     * @param arguments the number of the many owners; 1,000,000 if it is left out
     */
    public static void main(String[] arguments) {
        System.out.println("| owners | contacts each | store, bytes a contact | bare ConcurrentHashMap | ratio |");
        System.out.println("|---|---|---|---|---|");
        for (int contacts : new int[] {100, 10_000, 100_000}) {
            row(Math.max(1, 100_000 / contacts), contacts);
        }
        row(arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]), 10);
    }

    private static void row(int owners, int contacts) {
        double store = heapOf(() -> store(owners, contacts)) / ((double) owners * contacts);
        double maps = heapOf(() -> maps(owners, contacts)) / ((double) owners * contacts);
        System.out.printf("| %,d | %,d | %.0f | %.0f | %.2f |%n", owners, contacts, store, maps, store / maps);
    }

    private static RosterStore store(int owners, int contacts) {
        RosterStore store = InMemoryRosterStore.create();
        for (int i = 0; i < owners; i++) {
            store.commit(owner(i), RosterEdit.replaceItems(Rosters.items(contacts)));
        }
        return store;
    }

    private static Map<BareJid, Map<BareJid, RosterItem>> maps(int owners, int contacts) {
        Map<BareJid, Map<BareJid, RosterItem>> all = new ConcurrentHashMap<>();
        for (int i = 0; i < owners; i++) {
            Map<BareJid, RosterItem> one = new ConcurrentHashMap<>();
            List<RosterItem> items = Rosters.items(contacts);
            items.forEach(item -> one.put(item.contact(), item));
            all.put(owner(i), one);
        }
        return all;
    }

    private static BareJid owner(int number) {
        return BareJid.stored("owner%07d@example.com".formatted(number));
    }

    private static long heapOf(Supplier<?> making) {
        long before = used();
        Object made = making.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(made);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
