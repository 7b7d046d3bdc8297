package org.rosterstore.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.redis.RedisInWays;

/**
 * Commits of one contact a second from one thread and from many, against the bare script that puts a field and counts; with
 * round trips shared, as the store is shipped, and with a script each. From one thread it is to be 0.8 of the bare script.
 * The server is the one at {@code -Dredis.uri}, whose database is emptied.
 */
public final class RedisThroughput {

    private static final int ROUNDS = 3;
    private static final int WAYS = 2;
    private static final long ROUND_NANOS = 2_000_000_000L;
    private static final double ALONE = 0.8;
    private static final int OWNERS = 64;
    private static final int CONTACTS = 100;

    private final Findings findings = new Findings("redis");
    private final String uri = System.getProperty("redis.uri", "redis://127.0.0.1:6379");

    private RedisThroughput() {}

    /**
     * Prints rates and ratios; ends with 1 if one thread is too slow.
     *
     * @param arguments none
     * @throws Exception if a caller fails
     */
    public static void main(String[] arguments) throws Exception {
        RedisThroughput program = new RedisThroughput();
        for (int threads : new int[] {1, 16, 64}) {
            program.compare(threads, false);
        }
        if (virtual() != null) {
            program.compare(64, true);
        }
        program.findings.end();
    }

    private void compare(int threads, boolean onVirtual) throws Exception {
        try (RawRedis raw = new RawRedis(uri, threads);
                RosterStore shared = RedisInWays.open(uri + "?connections=" + Math.max(10, threads), WAYS);
                RosterStore each = RedisInWays.open(uri + "?connections=" + Math.max(10, threads), threads)) {
            raw.clear();
            List<RosterItem> items = People.from(0, CONTACTS);
            for (int owner = 0; owner < OWNERS; owner++) {
                shared.commit(People.owner(owner), RosterEdit.replaceItems(items));
                raw.copy(owner);
            }
            byte[] record = new byte[60];
            double sharedRatio = 0;
            double eachRatio = 0;
            for (int round = -1; round < ROUNDS; round++) {
                double bare = rate(
                        threads,
                        onVirtual,
                        n -> raw.put(n % OWNERS, items.get(n % CONTACTS).contact(), record));
                double together = rate(threads, onVirtual, n -> put(shared, n, items));
                double alone = rate(threads, onVirtual, n -> put(each, n, items));
                if (round >= 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "%d%s threads, commits a second: shared %,.0f, a script each %,.0f; bare script %,.0f%n",
                            threads,
                            onVirtual ? " virtual" : "",
                            together,
                            alone,
                            bare);
                    sharedRatio = Math.max(sharedRatio, together / bare);
                    eachRatio = Math.max(eachRatio, alone / bare);
                }
            }
            String name = "commits." + threads + (onVirtual ? "-virtual" : "");
            if (threads == 1) {
                findings.atLeast(ALONE, name, sharedRatio);
            } else {
                findings.ratio(name + ".shared", sharedRatio);
                findings.ratio(name + ".each", eachRatio);
            }
        }
    }

    private static void put(RosterStore store, int number, List<RosterItem> items) {
        store.commit(
                People.owner(number % OWNERS),
                RosterEdit.put(items.get(number % CONTACTS).withName("Name No. " + number)));
    }

    /** Calls a second; every caller has numbers of its own, so that two are seldom about one owner. */
    private static double rate(int threads, boolean onVirtual, IntConsumer call) throws Exception {
        AtomicLong calls = new AtomicLong();
        ExecutorService callers = onVirtual ? virtual() : Executors.newFixedThreadPool(threads);
        long begin = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(callers.submit(() -> {
                int own = 0;
                while (System.nanoTime() - begin < ROUND_NANOS) {
                    call.accept(thread + threads * own++);
                }
                calls.addAndGet(own);
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        callers.shutdown();
        return calls.get() * 1e9 / (System.nanoTime() - begin);
    }

    /** Null before Java 21. */
    private static ExecutorService virtual() throws IllegalAccessException, InvocationTargetException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
