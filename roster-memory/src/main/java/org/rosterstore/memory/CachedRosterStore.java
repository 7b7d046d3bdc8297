package org.rosterstore.memory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;

/**
 * A cache in front of any store: whole rosters by owner, as many as fit in a number of contacts. Safe for use by many
 * threads. By URI it is the prefix {@code cache:}, see {@link CacheRosterStoreProvider}.
 *
 * <pre>{@code
 * CachedRosterStore store = CachedRosterStore.over(RosterStores.open("redis://db.example")).feedDriven().open();
 * }</pre>
 *
 * <p>It holds snapshots and no connections, and nothing of what it does is durable: commits go to the store behind, and what
 * they promise is that store's promise. There are two ways to read.
 *
 * <p><b>Revision-checked</b>, the default: each read asks the store behind for the owner's revision, and is answered from
 * the snapshot if that is of this revision. Reads are as fresh as the store behind; what is saved is the transfer.
 *
 * <p><b>Feed-driven</b>: a read is answered from the snapshot, and nobody is asked. A signal of another revision drops it,
 * and an interruption of the feed drops all. Freshness is {@code BOUNDED} by the bound that is set, 5 s by default, and by
 * what the store behind adds of its own; a read is never older than that, never goes back behind an earlier one, and has
 * every commit of this handle in it. The bound does not rest on the feed, which may die without a word: a snapshot that was
 * last compared with the store behind before more than the bound is compared again, by revision, before it is used. With a
 * live feed reads are about as fresh as its {@linkplain Feed#latency() latency}. During an outage what is held is answered
 * until the bound is over.
 *
 * <p>In both ways: callers that need one owner at the same time share one load, unless it began too early for one of them;
 * a commit drops the owner's snapshot before it returns, whatever became of it, unless it certainly was not applied;
 * a failure is told to the caller whose load it was, and never kept; rosters with unreadable records are not kept. A record
 * that is damaged behind the store's back after it was read shows when the snapshot is dropped.
 *
 * <p>History, feed and catalog are those of the store behind. Closing this closes the store behind.
 */
public final class CachedRosterStore implements RosterStore {

    private final RosterStore store;
    private final Snapshots snapshots;
    private final Reads reads;
    private volatile boolean closed;

    private CachedRosterStore(RosterStore store, Snapshots snapshots, Reads reads) {
        this.store = store;
        this.snapshots = snapshots;
        this.reads = reads;
    }

    /**
     * A cache in front of a store, to be set up and opened.
     *
     * @param store the store behind. Nobody else should write through this handle of it: a commit that does not pass the
     *     cache is seen as one of another process.
     * @return the settings
     */
    public static Builder over(RosterStore store) {
        return new Builder(requireNonNull(store, "store"), 100_000, null, System::nanoTime);
    }

    /** The settings of a cache. Immutable: each gives a changed copy. */
    public static final class Builder {

        private static final Duration DEFAULT_BOUND = Duration.ofSeconds(5);

        private final RosterStore store;
        private final long contacts;
        private final @Nullable Duration bound;
        private final LongSupplier ticker;

        private Builder(RosterStore store, long contacts, @Nullable Duration bound, LongSupplier ticker) {
            this.store = store;
            this.contacts = contacts;
            this.bound = bound;
            this.ticker = ticker;
        }

        /**
         * How much is held at most. A roster that is larger than all is read and not held.
         *
         * @param contacts the number of contacts, where an owner counts as one more; 100,000 if it is not set
         * @return the changed copy
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder contacts(long contacts) {
            if (contacts < 1) {
                throw new IllegalArgumentException("a cache of " + contacts + " contacts");
            }
            return new Builder(store, contacts, bound, ticker);
        }

        /**
         * Asks the store behind for the revision at each read: as it is if nothing is set.
         *
         * @return the changed copy
         */
        public Builder revisionChecked() {
            return new Builder(store, contacts, null, ticker);
        }

        /**
         * Follows the feed of the store behind, and reads nothing that is older than 5 s.
         *
         * @return the changed copy
         */
        public Builder feedDriven() {
            return feedDriven(DEFAULT_BOUND);
        }

        /**
         * Follows the feed of the store behind.
         *
         * @param bound how old a snapshot may be that nobody is asked about
         * @return the changed copy
         * @throws IllegalArgumentException if it is not positive, or beyond a century
         */
        public Builder feedDriven(Duration bound) {
            if (bound.isNegative() || bound.isZero() || bound.toDays() > 36_500) {
                throw new IllegalArgumentException("not a bound: " + bound);
            }
            return new Builder(store, contacts, bound, ticker);
        }

        /** What time it is, in nanoseconds from anywhere. */
        Builder ticker(LongSupplier ticker) {
            return new Builder(store, contacts, bound, ticker);
        }

        /**
         * Opens the cache. If that fails, the store behind stays open and the caller's.
         *
         * @return the cache, which is to be closed in place of the store behind
         * @throws org.rosterstore.StoreConfigurationException if it is to be feed-driven and the store behind has no feed
         * @throws RosterStoreException if the feed cannot be subscribed to
         */
        public CachedRosterStore open() {
            Snapshots snapshots = new Snapshots(contacts);
            Reads reads = bound == null
                    ? new CheckedReads(store, snapshots, ticker)
                    : new FollowingReads(store, snapshots, ticker, bound);
            return new CachedRosterStore(store, snapshots, reads);
        }
    }

    /**
     * What this cache has done, and what it holds.
     *
     * @return the numbers at this moment; after {@link #close()} the last ones
     */
    public CacheStatistics statistics() {
        return snapshots.statistics();
    }

    @Override
    public Roster load(BareJid owner) {
        checkOpen();
        return reads.load(requireNonNull(owner, "owner"));
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        checkOpen();
        return reads.loadAll(List.copyOf(owners));
    }

    @Override
    public Revision revision(BareJid owner) {
        checkOpen();
        return reads.revision(requireNonNull(owner, "owner"));
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        checkOpen();
        CommitResult result;
        try {
            result = store.commit(owner, edit, condition);
        } catch (RosterStoreException e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                snapshots.forget(owner);
            }
            throw e;
        } catch (Throwable e) {
            if (owner != null) { // the store behind has complained of the null
                snapshots.forget(owner);
            }
            throw e;
        }
        snapshots.reached(owner, revision(result));
        return result;
    }

    private static Revision revision(CommitResult result) {
        return result instanceof Committed committed ? committed.revision() : ((Conflict) result).actual();
    }

    @Override
    public StoreDescription describe() {
        checkOpen();
        StoreDescription behind = store.describe();
        return new StoreDescription(
                behind.product(), behind.version(), behind.durability(), reads.freshness(behind.freshness()));
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return reads.history();
    }

    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return reads.feed();
    }

    @Override
    public Optional<Catalog> catalog() {
        checkOpen();
        return store.catalog();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            reads.close();
        } finally {
            snapshots.forgetAll();
            store.close();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
