package org.rosterstore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.memory.InMemoryRosterStore;

/** The memory store against a bare {@link ConcurrentHashMap} on the same keys, which has no snapshot, revision or log. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class MemoryStoreBenchmark {

    @Param({"100", "10000", "100000"})
    int contacts;

    private final BareJid owner = BareJid.of("owner@example.com");
    private final ConcurrentMap<BareJid, RosterItem> map = new ConcurrentHashMap<>();
    private RosterStore store;
    private RosterItem[] items;
    private int next;

    @Setup
    public void fill() {
        items = Rosters.items(contacts).toArray(new RosterItem[0]);
        store = InMemoryRosterStore.create();
        store.commit(owner, RosterEdit.replaceItems(List.of(items)));
        for (RosterItem item : items) {
            map.put(item.contact(), item);
        }
    }

    @TearDown
    public void close() {
        store.close();
    }

    /** A contact after the other, in an order that the cache of the processor does not know. */
    private RosterItem item() {
        next = (int) ((next + 0x9E3779B1L) % items.length);
        return items[next];
    }

    @Benchmark
    public Revision commitOneItem() {
        return store.commit(owner, RosterEdit.put(item()));
    }

    @Benchmark
    public RosterItem mapPut() {
        RosterItem item = item();
        return map.put(item.contact(), item);
    }

    @Benchmark
    public Contact find() {
        return store.find(owner, item().contact());
    }

    @Benchmark
    public RosterItem mapGet() {
        return map.get(item().contact());
    }

    @Benchmark
    public Roster load() {
        return store.load(owner);
    }

    /** What a caller must do who wants a snapshot of the bare map. */
    @Benchmark
    public Object mapCopy() {
        return Map.copyOf(map);
    }
}
