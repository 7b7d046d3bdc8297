package org.rosterstore.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;

/**
 * Reads that ask nobody as long as the snapshot is younger than the bound and nothing else was heard of its owner: from the
 * feed, from commits, from the history. An older snapshot is asked about by revision, and is young again if it still holds.
 *
 * <p>That a read never goes back behind an earlier one rests on this: what is answered comes from flights that were not
 * overtaken, and those of one owner follow upon each other; what is learnt in any other way overtakes the flight that is
 * under way before it is told.
 */
final class FollowingReads implements Reads {

    /** How often a read goes on another flight when its own was overtaken, before it loads alone. */
    private static final int FLIGHTS = 3;

    private final RosterStore store;
    private final Snapshots snapshots;
    private final LongSupplier ticker;
    private final Duration bound;
    private final long oldest;
    private final Feed feed;
    private final Feed.Registration registration;

    FollowingReads(RosterStore store, Snapshots snapshots, LongSupplier ticker, Duration bound) {
        this.store = store;
        this.snapshots = snapshots;
        this.ticker = ticker;
        this.bound = bound;
        this.oldest = bound.toNanos();
        this.feed = store.feed()
                .orElseThrow(() -> new StoreConfigurationException(
                        "a feed-driven cache needs a store with a feed, and this has none; make it revision-checked"));
        this.registration = feed.subscribe(this::heed);
    }

    private void heed(Feed.Signal signal) {
        if (signal instanceof Feed.Changed changed) {
            snapshots.reached(changed.owner(), changed.revision());
        } else {
            snapshots.forgetAll();
        }
    }

    @Override
    public Roster load(BareJid owner) {
        long begin = ticker.getAsLong();
        Roster young = young(owner, begin);
        if (young != null) {
            snapshots.hit();
            return young;
        }
        snapshots.missed(1);
        return fetch(owner);
    }

    private Roster fetch(BareJid owner) {
        for (int i = 0; i < FLIGHTS; i++) {
            Flight mine = snapshots.flight(owner, ticker.getAsLong());
            Flight flight = snapshots.board(mine, oldest);
            Optional<Roster> roster = flight == mine ? fly(flight) : flight.await();
            if (roster.isPresent()) {
                return roster.get();
            }
            if (flight.hasFailed()) {
                break; // it may have been its caller's own trouble, an interrupt for example
            }
        }
        return loadAlone(owner);
    }

    private @Nullable Roster young(BareJid owner, long now) {
        Snapshot snapshot = snapshots.of(owner);
        return snapshot != null && !snapshot.isSuspect() && now - snapshot.readAt() <= oldest
                ? snapshot.roster()
                : null;
    }

    private Optional<Roster> fly(Flight flight) {
        Roster roster;
        try {
            roster = read(flight.owner());
        } catch (Throwable e) {
            snapshots.crash(flight, e);
            throw e;
        }
        return snapshots.land(flight, roster);
    }

    private Roster read(BareJid owner) {
        Snapshot snapshot = snapshots.of(owner);
        if (snapshot != null) {
            snapshots.revalidated();
            if (store.revision(owner).equals(snapshot.revision())) {
                return snapshot.roster();
            }
        }
        snapshots.loaded(1);
        return store.load(owner);
    }

    /** For a caller whose flights fail, or are overtaken by one commit after the other: nobody is to go back behind it. */
    private Roster loadAlone(BareJid owner) {
        Roster roster;
        try {
            snapshots.loaded(1);
            roster = store.load(owner);
        } catch (Throwable e) {
            snapshots.failed(1);
            throw e;
        }
        snapshots.forget(owner);
        return roster;
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        Map<BareJid, Roster> rosters = new LinkedHashMap<>();
        List<Flight> flights = new ArrayList<>();
        long begin = ticker.getAsLong();
        for (BareJid owner : new LinkedHashSet<>(owners)) {
            Roster young = young(owner, begin);
            if (young != null) {
                snapshots.hit();
                rosters.put(owner, young);
                continue;
            }
            snapshots.missed(1);
            Flight mine = snapshots.flight(owner, begin);
            if (snapshots.board(mine, oldest) == mine) {
                flights.add(mine);
            }
        }
        if (!flights.isEmpty()) {
            rosters.putAll(flyAll(flights));
        }
        Map<BareJid, Roster> inOrder = new LinkedHashMap<>();
        for (BareJid owner : owners) {
            // Who is not there yet is on the flight of somebody else, or ours was overtaken.
            inOrder.computeIfAbsent(owner, jid -> rosters.containsKey(jid) ? rosters.get(jid) : fetchLate(jid));
        }
        return Collections.unmodifiableMap(inOrder);
    }

    /** While others were waited for, it may have come. */
    private Roster fetchLate(BareJid owner) {
        Roster young = young(owner, ticker.getAsLong());
        return young != null ? young : fetch(owner);
    }

    /** Flies all at once, and waits for nobody: what comes of it is what was not overtaken. */
    private Map<BareJid, Roster> flyAll(List<Flight> flights) {
        Map<BareJid, Roster> landed = new LinkedHashMap<>();
        try {
            List<BareJid> owners = flights.stream().map(Flight::owner).toList();
            snapshots.loaded(owners.size());
            Map<BareJid, Roster> rosters = store.loadAll(owners);
            for (Flight flight : flights) {
                Roster roster = rosters.get(flight.owner());
                if (roster == null) {
                    throw new IllegalStateException("loadAll of the store behind has left out " + flight.owner());
                }
                snapshots.land(flight, roster).ifPresent(it -> landed.put(flight.owner(), it));
            }
            return landed;
        } catch (Throwable e) {
            flights.forEach(flight -> snapshots.crash(flight, e)); // nothing happens to those that have landed
            throw e;
        }
    }

    @Override
    public Revision revision(BareJid owner) {
        return load(owner).revision();
    }

    @Override
    public Optional<History> history() {
        return store.history().map(history -> (owner, revision) -> {
            Optional<Changes> changes = history.since(owner, revision);
            changes.ifPresent(it -> snapshots.reached(owner, it.to()));
            return changes;
        });
    }

    /** The feed of the store behind. Whoever reads because of a signal is not answered with what was before it. */
    @Override
    public Optional<Feed> feed() {
        return Optional.of(new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                return feed.subscribe(signal -> {
                    heed(signal);
                    listener.accept(signal);
                });
            }

            @Override
            public Duration latency() {
                return feed.latency();
            }
        });
    }

    @Override
    public Freshness freshness(Freshness behind) {
        return Freshness.bounded(behind.bound().map(bound::plus).orElse(bound));
    }

    @Override
    public void close() {
        registration.close();
    }
}
