package org.rosterstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * How long another client of the server waits at worst while a roster of 100,000 contacts is written, and written over: the
 * median of ten runs may be 20 ms. The server is the one at {@code -Dredis.uri}, whose database is emptied.
 */
public final class RedisStalls {

    private static final int RUNS = 10;
    private static final int CONTACTS = 100_000;
    private static final double MOST_MILLIS = 20;

    private RedisStalls() {}

    /**
     * Prints the waits; ends with 1 if they are too long.
     *
     * @param arguments none
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        String uri = System.getProperty("redis.uri", "redis://127.0.0.1:6379");
        Findings findings = new Findings("redis");
        try (RawRedis raw = new RawRedis(uri, 4)) {
            raw.clear();
            try (RosterStore store = RosterStores.open(uri + "?timeout=60s")) {
                measure(findings, "stall.written", raw, store, false);
                measure(findings, "stall.written-over", raw, store, true);
            }
        }
        findings.end();
    }

    private static void measure(Findings findings, String name, RawRedis raw, RosterStore store, boolean isThere)
            throws InterruptedException {
        List<Double> worst = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            int round = run;
            List<RosterItem> items = People.from(0, CONTACTS).stream()
                    .map(item -> item.withName("Name No. " + round))
                    .toList();
            int owner = isThere ? 0 : 1 + run;
            worst.add(worstWait(raw, () -> store.commit(People.owner(owner), RosterEdit.replaceItems(items))));
        }
        System.out.println(name + ", the worst waits, ms: " + worst);
        double median = worst.stream().sorted().skip(RUNS / 2).findFirst().orElseThrow();
        findings.atMost(MOST_MILLIS, name + ".ms", median);
        findings.ratio(name + ".worst.ms", worst.stream().max(Double::compare).orElseThrow());
    }

    private static double worstWait(RawRedis raw, Runnable writing) throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            writing.run();
            isOver.set(true);
        });
        writer.start();
        long worst = 0;
        while (!isOver.get() && writer.isAlive()) {
            long begin = System.nanoTime();
            raw.ping();
            worst = Math.max(worst, System.nanoTime() - begin);
        }
        writer.join();
        return Math.round(worst / 1e4) / 100.0;
    }
}
