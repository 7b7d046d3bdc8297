package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterStore;

/**
 * One run of one test: the store in one variant, owners with random names that nobody else has, and the ways to state what
 * is expected. When the test is over, what it did is compared with the model, and its owners are erased.
 */
final class Trial {

    private final StoreFixture fixture;
    private final Variant variant;
    private final Clause clause;
    private final Effort effort;
    private final SplittableRandom random;
    private final Journal journal = new Journal();
    private final Set<BareJid> owners = new LinkedHashSet<>();
    private final List<RosterStore> handles = new CopyOnWriteArrayList<>();
    private final RosterStore store;
    private final @Nullable FeedWatch watch;
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private volatile String note = "";

    Trial(StoreFixture fixture, Variant variant, Clause clause, Effort effort, long seed) {
        this.fixture = fixture;
        this.variant = variant;
        this.clause = clause;
        this.effort = effort;
        this.random = new SplittableRandom(seed);
        RosterStore open = switch (variant) {
            case PLAIN, OBSERVED -> handle();
            case TWO_HANDLES -> new TurnTaking(handle(), handle());
            case DECORATED -> new Decorated(handle());
            case REOPENED -> keep(new Reopened(fixture));
        };
        this.store = new JournaledStore(open, journal);
        this.watch = variant == Variant.OBSERVED ? new FeedWatch(open.feed().orElseThrow()) : null;
    }

    /** The store, as this variant reaches it. */
    RosterStore store() {
        return store;
    }

    /** Whether all calls to {@link #store} go through one handle. */
    boolean storeIsOneHandle() {
        return variant != Variant.TWO_HANDLES && variant != Variant.REOPENED;
    }

    /** One more handle on the same storage. */
    RosterStore anotherHandle() {
        return new JournaledStore(handle(), journal);
    }

    /** A relay to the store's server, at first without a fault. */
    Relay relay() {
        Relay relay = Relay.to(fixture.relaying().orElseThrow().server());
        relays.add(relay);
        return relay;
    }

    /** One more handle on the same storage, whose connections go through a relay. */
    RosterStore handle(Relay relay) {
        return new JournaledStore(keep(fixture.relaying().orElseThrow().open(relay.address())), journal);
    }

    private RosterStore handle() {
        return keep(fixture.open());
    }

    private RosterStore keep(RosterStore handle) {
        handles.add(handle);
        return handle;
    }

    StoreFixture fixture() {
        return fixture;
    }

    /** How much to do where more would show more. */
    Effort effort() {
        return effort;
    }

    SplittableRandom random() {
        return random;
    }

    /** An owner that nobody else has, never committed to. */
    BareJid owner() {
        return owner("owner");
    }

    /** Such an owner with a given localpart, taken as it is. */
    BareJid owner(String localpart) {
        return own(BareJid.stored(localpart + "@" + freshDomain()));
    }

    /** An owner that nobody else has, whom the caller itself compares with a model and erases. */
    BareJid passingOwner() {
        BareJid owner = BareJid.stored("owner@" + freshDomain());
        journal.ignore(owner);
        return owner;
    }

    /** A domain that nobody else has. */
    String freshDomain() {
        // Not from the seed: a run that is replayed on the same storage must not meet the marks of its own erased
        // owners.
        return Long.toHexString(Revision.newCommitId()) + Long.toHexString(Revision.newCommitId()) + ".kit.example";
    }

    /** Takes an owner with a fresh domain as this test's, so that it is erased afterwards. */
    BareJid own(BareJid owner) {
        synchronized (owners) {
            owners.add(owner);
        }
        return owner;
    }

    /** What the test did in numbers, for the report. */
    void note(String numbers) {
        note = numbers;
    }

    String note() {
        return note;
    }

    /** Leaves an owner out of the comparison with the model: something happened to it behind the store's back. */
    void unmodelled(BareJid owner) {
        journal.ignore(owner);
    }

    /** States that a condition of the test's own clause holds. */
    void expect(boolean holds, String expected, @Nullable Object actual) {
        if (!holds) {
            throw fail(expected, actual);
        }
    }

    /** States that something is as expected. */
    void expectEqual(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw fail(what + " " + expected, actual);
        }
    }

    /** States that a call throws. */
    <X extends RuntimeException> X expectThrows(Class<X> type, String call, Runnable runnable) {
        try {
            runnable.run();
        } catch (RuntimeException e) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw new Nonconformity(clause, call + " throws " + type.getSimpleName(), e);
        }
        throw fail(call + " throws " + type.getSimpleName(), "it returned");
    }

    /** The breach of this test's clause. */
    Nonconformity fail(String expected, @Nullable Object actual) {
        return new Nonconformity(clause, expected, String.valueOf(actual));
    }

    /** A revision that no owner has ever had. */
    Revision unknownRevision(long counter) {
        return new Revision(counter, random.nextLong() | 1);
    }

    /** Compares what the test did with the model: content, and history and feed where they are offered. */
    void compareWithModel() {
        journal.compare(store, watch);
    }

    /** Closes the handles and erases the owners; how many could not be erased. */
    int cleanUp() {
        int left = 0;
        if (watch != null) {
            watch.close();
        }
        try (RosterStore broom = fixture.open()) {
            for (BareJid owner : owners) {
                try {
                    broom.erase(owner);
                } catch (RuntimeException e) {
                    left++;
                }
            }
        } catch (RuntimeException e) {
            left = owners.size();
        }
        relays.forEach(Relay::close);
        for (RosterStore handle : new ArrayList<>(handles)) {
            try {
                handle.close();
            } catch (RuntimeException e) {
                // Closing is verified by tests of its own.
            }
        }
        return left;
    }
}
