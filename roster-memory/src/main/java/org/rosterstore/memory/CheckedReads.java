package org.rosterstore.memory;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;

/**
 * Reads that ask the store behind for the revision each time. A snapshot is good if it is of that revision, since a revision
 * never names two contents; and so is a load of another caller that brings that revision, or that began after the question.
 */
final class CheckedReads implements Reads {

    private final RosterStore store;
    private final Snapshots snapshots;
    private final LongSupplier ticker;

    CheckedReads(RosterStore store, Snapshots snapshots, LongSupplier ticker) {
        this.store = store;
        this.snapshots = snapshots;
        this.ticker = ticker;
    }

    @Override
    public Roster load(BareJid owner) {
        long begin = ticker.getAsLong();
        Revision revision = revision(owner);
        Snapshot snapshot = snapshots.of(owner);
        if (snapshot != null && snapshot.revision().equals(revision)) {
            snapshots.hit();
            return snapshot.roster();
        }
        snapshots.missed(1);
        Flight mine = snapshots.flight(owner, begin);
        Flight flight = snapshots.board(mine);
        if (flight == mine) {
            return fly(flight);
        }
        return flight.await()
                .filter(roster -> roster.revision().equals(revision))
                .orElseGet(() -> loadAlone(owner));
    }

    private Roster fly(Flight flight) {
        Roster roster;
        try {
            snapshots.loaded(1);
            roster = store.load(flight.owner());
        } catch (Throwable e) {
            snapshots.crash(flight, e);
            throw e;
        }
        snapshots.land(flight, roster);
        return roster; // read after this call had begun, whatever has overtaken it
    }

    private Roster loadAlone(BareJid owner) {
        try {
            snapshots.loaded(1);
            return store.load(owner);
        } catch (Throwable e) {
            snapshots.failed(1);
            throw e;
        }
    }

    /** As many questions would cost more than one load of all. */
    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        int each = Set.copyOf(owners).size();
        snapshots.missed(each);
        snapshots.loaded(each);
        Map<BareJid, Roster> rosters;
        try {
            rosters = store.loadAll(owners);
        } catch (Throwable e) {
            snapshots.failed(each);
            throw e;
        }
        rosters.values().forEach(snapshots::offer);
        return rosters;
    }

    @Override
    public Revision revision(BareJid owner) {
        try {
            snapshots.revalidated();
            return store.revision(owner);
        } catch (Throwable e) {
            snapshots.failed(1);
            throw e;
        }
    }

    @Override
    public Optional<History> history() {
        return store.history();
    }

    @Override
    public Optional<Feed> feed() {
        return store.feed();
    }

    @Override
    public Freshness freshness(Freshness behind) {
        return behind;
    }

    @Override
    public void close() {}
}
