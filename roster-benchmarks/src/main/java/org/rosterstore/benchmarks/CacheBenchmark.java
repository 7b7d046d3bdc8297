package org.rosterstore.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.memory.CachedRosterStore;
import org.rosterstore.memory.InMemoryRosterStore;

/** What the cache itself costs, over the memory store, which costs next to nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class CacheBenchmark {

    @Param({"100", "10000"})
    int contacts;

    private final BareJid owner = BareJid.of("owner@example.com");
    private RosterStore memory;
    private RosterStore checked;
    private RosterStore feedDriven;
    private Roster roster;

    @Setup
    public void fill() {
        memory = InMemoryRosterStore.open("benchmark");
        memory.commit(owner, RosterEdit.replaceItems(Rosters.items(contacts)));
        roster = memory.load(owner);
        checked = CachedRosterStore.over(InMemoryRosterStore.open("benchmark"))
                .revisionChecked()
                .open();
        feedDriven = CachedRosterStore.over(InMemoryRosterStore.open("benchmark"))
                .feedDriven()
                .open();
    }

    @TearDown
    public void close() {
        List.of(memory, checked, feedDriven).forEach(RosterStore::close);
    }

    @Benchmark
    public Roster memoryLoad() {
        return memory.load(owner);
    }

    @Benchmark
    public Roster hitRevisionChecked() {
        return checked.load(owner);
    }

    @Benchmark
    public Roster hitFeedDriven() {
        return feedDriven.load(owner);
    }

    /** A commit drops the snapshot, and the next read loads. */
    @Benchmark
    public Roster commitAndLoadFeedDriven() {
        feedDriven.commit(owner, RosterEdit.nothing());
        return feedDriven.load(owner);
    }

    @Benchmark
    public Roster commitAndLoadMemory() {
        memory.commit(owner, RosterEdit.nothing());
        return memory.load(owner);
    }

    /** What it would cost at the least to carry the snapshot of a store behind over a commit. */
    @Benchmark
    public Map<BareJid, Contact> copyOfTheContacts() {
        return new HashMap<>(roster.contacts());
    }
}
