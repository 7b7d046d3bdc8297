package org.rosterstore.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/**
 * The snapshots that a cache holds, and the reads that will bring new ones.
 *
 * <p>No older snapshot takes the place of a newer one, whatever their counters say: those of a restored backup begin again.
 * A read is entered here before the store behind is asked. Whoever learns of a state in another way (a commit, a conflict,
 * a signal) says so here after he has learnt it, and that takes off whatever was read or entered before and may not have
 * it. What an owner has been through is so known from the flights alone, and nothing is kept of an owner that is neither
 * held nor being read.
 */
final class Snapshots {

    private final Cache<BareJid, Snapshot> held;
    private final ConcurrentMap<BareJid, Flight> flights = new ConcurrentHashMap<>();
    private final AtomicLong epoch = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder revalidations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    Snapshots(long contacts) {
        this.held = Caffeine.newBuilder()
                .maximumWeight(contacts)
                .weigher((BareJid owner, Snapshot snapshot) -> snapshot.weight())
                .evictionListener((owner, snapshot, cause) -> evictions.increment())
                .executor(Runnable::run) // eviction is short work, and no thread of ours is needed for it
                .build();
    }

    /** The owner's snapshot, unless the feed was interrupted since it was read. */
    @Nullable
    Snapshot of(BareJid owner) {
        Snapshot snapshot = held.getIfPresent(owner);
        return snapshot == null || snapshot.epoch() != epoch.get() ? null : snapshot;
    }

    Flight flight(BareJid owner, long now) {
        return new Flight(owner, now, epoch.get());
    }

    /** The flight that brings the owner's roster: one that is under way, or else this one, which the caller has to fly. */
    Flight board(Flight fresh) {
        return board(fresh, Long.MAX_VALUE);
    }

    /** The same, where one that began more than {@code oldest} before is of no use and is overtaken. */
    Flight board(Flight fresh, long oldest) {
        return flights.compute(
                fresh.owner(),
                (owner, flight) ->
                        flight != null && flight.epoch() == fresh.epoch() && fresh.begin() - flight.begin() <= oldest
                                ? flight
                                : fresh);
    }

    /** Ends a flight, and holds what it brought unless it was overtaken. */
    Optional<Roster> land(Flight flight, Roster roster) {
        boolean[] isGood = {false};
        flights.computeIfPresent(flight.owner(), (owner, current) -> {
            if (current != flight) {
                return current;
            }
            isGood[0] = flight.isGood(roster);
            if (isGood[0]) {
                hold(owner, new Snapshot(roster, flight.begin(), flight.epoch(), false));
            }
            return null;
        });
        Optional<Roster> result = isGood[0] ? Optional.of(roster) : Optional.empty();
        flight.complete(result);
        return result;
    }

    /**
     * A damaged record may be repaired behind the store's back, which changes no revision: it is looked at each time. What
     * was read before all was dropped would only take room.
     */
    private void hold(BareJid owner, Snapshot snapshot) {
        if (snapshot.roster().unreadable().isEmpty() && snapshot.epoch() == epoch.get()) {
            held.put(owner, snapshot);
        } else {
            held.invalidate(owner);
        }
    }

    /** Holds a roster that came without a flight. For a cache that trusts no snapshot without asking. */
    void offer(Roster roster) {
        hold(roster.owner(), new Snapshot(roster, 0, epoch.get(), false));
    }

    /** Ends a flight that brought nothing, unless it has landed. */
    void crash(Flight flight, Throwable failure) {
        flights.remove(flight.owner(), flight);
        if (flight.fail(failure)) {
            failures.increment();
        }
    }

    /** Takes note of a revision that an owner has reached: what is older is dropped, and what is different is suspect. */
    void reached(BareJid owner, Revision revision) {
        flights.compute(owner, (jid, flight) -> {
            Snapshot snapshot = quietly(jid);
            if (snapshot != null && !snapshot.revision().equals(revision)) {
                if (snapshot.revision().counter() < revision.counter()) {
                    held.invalidate(jid);
                } else {
                    held.put(jid, snapshot.suspected());
                }
            }
            return flight != null && flight.mayStillShow(revision) ? flight : null;
        });
    }

    private @Nullable Snapshot quietly(BareJid owner) {
        return held.policy().getIfPresentQuietly(owner);
    }

    /** Drops what is held of an owner, and whatever is on its way. */
    void forget(BareJid owner) {
        flights.compute(owner, (jid, flight) -> {
            held.invalidate(jid);
            return null;
        });
    }

    /** Drops everything: any owner may have changed. */
    void forgetAll() {
        epoch.incrementAndGet(); // from here on nothing from before is used; the rest is for the memory's sake
        held.invalidateAll();
    }

    void hit() {
        hits.increment();
    }

    void missed(int owners) {
        misses.add(owners);
    }

    void loaded(int owners) {
        loads.add(owners);
    }

    void revalidated() {
        revalidations.increment();
    }

    void failed(int owners) {
        failures.add(owners);
    }

    CacheStatistics statistics() {
        held.cleanUp();
        long owners = held.estimatedSize();
        long weight = held.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElseThrow()
                .orElse(owners);
        return new CacheStatistics(
                hits.sum(),
                misses.sum(),
                loads.sum(),
                revalidations.sum(),
                failures.sum(),
                evictions.sum(),
                owners,
                weight - owners);
    }
}
