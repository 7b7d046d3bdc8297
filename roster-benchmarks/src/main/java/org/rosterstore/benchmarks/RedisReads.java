package org.rosterstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * What loads and commits cost in Redis as rosters grow, and what they take of the server's memory, against the bare driver and
 * the bare hash of the same octets. The server is the one at {@code -Dredis.uri}, whose database is emptied.
 */
public final class RedisReads {

    private static final int ROUNDS = 3;
    private static final double LOAD = 1.3;
    private static final double LOAD_ALL = 1.5;
    private static final double FLAT = 1.2;
    private static final double MEMORY = 1.3;
    private static final int MANY = 1_000;
    private static final int FEW = 20;

    private final Findings findings = new Findings("redis");
    private final RosterStore store;
    private final RawRedis raw;

    private RedisReads(RosterStore store, RawRedis raw) {
        this.store = store;
        this.raw = raw;
    }

    /**
     * Prints times and ratios; ends with 1 if one is not as promised.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        String uri = System.getProperty("redis.uri", "redis://127.0.0.1:6379");
        Findings findings;
        try (RawRedis raw = new RawRedis(uri, 4)) {
            raw.clear();
            try (RosterStore store = RosterStores.open(uri + "?timeout=60s")) {
                RedisReads program = new RedisReads(store, raw);
                program.loads();
                program.commits();
                program.memory();
                findings = program.findings;
            }
        }
        findings.end();
    }

    private void fill(int owner, int contacts) {
        store.commit(People.owner(owner), RosterEdit.replaceItems(People.from(owner, contacts)));
    }

    private void loads() {
        fill(1, 1_000);
        load(LOAD, "load.1000", 500, () -> store.load(People.owner(1)), () -> raw.load(1));
        List<Integer> numbers = IntStream.range(MANY, 2 * MANY).boxed().toList();
        numbers.forEach(number -> fill(number, FEW));
        List<BareJid> owners = numbers.stream().map(People::owner).toList();
        load(LOAD_ALL, "load-all", 20, () -> store.loadAll(owners), () -> raw.loadAll(numbers));
    }

    private void load(double limit, String name, int calls, Runnable own, Runnable bare) {
        double best = Double.MAX_VALUE;
        for (int round = -2; round < ROUNDS; round++) {
            Stopwatch owned = new Stopwatch();
            Stopwatch bared = new Stopwatch();
            for (int i = 0; i < calls; i++) {
                owned.time(own);
                bared.time(bare);
            }
            if (round >= 0) {
                System.out.printf(
                        Locale.ROOT, "%s, us: %,.0f; bare driver %,.0f%n", name, owned.median(), bared.median());
                best = Math.min(best, owned.median() / bared.median());
            }
        }
        findings.atMost(limit, name, best);
    }

    private void commits() {
        fill(2, 100);
        fill(3, 100_000);
        double best = Double.MAX_VALUE;
        for (int round = -2; round < ROUNDS; round++) {
            Stopwatch small = new Stopwatch();
            Stopwatch large = new Stopwatch();
            for (int i = 0; i < 2_000; i++) {
                RosterEdit ofSmall = edit(2 + i % 100, i);
                RosterEdit ofLarge = edit(3 + i * 47 % 100_000, i);
                small.time(() -> store.commit(People.owner(2), ofSmall));
                large.time(() -> store.commit(People.owner(3), ofLarge));
            }
            if (round >= 0) {
                System.out.printf(
                        Locale.ROOT,
                        "commit, us: %,.0f at 100 contacts, %,.0f at 100,000%n",
                        small.median(),
                        large.median());
                best = Math.min(best, large.median() / small.median());
            }
        }
        findings.atMost(FLAT, "commit.flat", best);
    }

    private static RosterEdit edit(int contact, int number) {
        RosterItem item = People.number(contact).withName("Name No. " + number);
        return RosterEdit.put(item);
    }

    /** After as many commits of one contact as are remembered, and just stored whole. */
    private void memory() {
        int owner = 10_000;
        for (int contacts : new int[] {FEW, 1_000, 100_000}) {
            for (boolean isWorn : new boolean[] {false, true}) {
                owner++;
                fill(owner, contacts);
                for (int i = 0; isWorn && i < 200; i++) {
                    store.commit(People.owner(owner), edit(owner + i % contacts, i));
                }
                raw.copy(owner);
                long own = raw.octetsStored(owner);
                long bare = raw.octets(owner);
                String name = "memory.%d%s".formatted(contacts, isWorn ? ".after-200-commits" : "");
                System.out.printf(
                        Locale.ROOT, "%s: %,d octets, %,d a contact; bare hash %,d%n", name, own, own / contacts, bare);
                if (contacts > FEW) {
                    findings.atMost(MEMORY, name, (double) own / bare);
                } else {
                    findings.ratio(name, (double) own / bare);
                }
            }
        }
    }
}
