package org.rosterstore.memory;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.FeedDispatcher;

/**
 * A store in the memory of one process: the strict reference for all others, and right for tests, demonstrations and
 * programs that fetch their rosters anew at each start. What it keeps ends with its last handle.
 *
 * <p>An owner is an immutable snapshot over persistent maps. {@link #load} copies nothing at any size, and a commit of a few
 * changes costs as much as a few look-ups; readers and writers never wait for each other.
 */
public final class InMemoryRosterStore implements RosterStore {

    /** Signals are given as soon as the listener's thread runs. */
    private static final Duration LATENCY = Duration.ofSeconds(1);

    private final Storage storage;
    private final Runnable release;
    private final FeedDispatcher feed;
    private volatile boolean closed;

    /** A handle that runs {@code release} when it is closed. */
    InMemoryRosterStore(Storage storage, Runnable release) {
        this.storage = storage;
        this.release = release;
        this.feed = new FeedDispatcher(LATENCY, storage::revision);
        storage.attach(feed);
    }

    /**
     * A new, empty store that nobody else has a handle on.
     *
     * @return its only handle
     */
    public static InMemoryRosterStore create() {
        return new InMemoryRosterStore(new Storage(Clock.systemUTC()), () -> {});
    }

    /**
     * A handle on the store of a name, which is made if no handle on it is open: as the URI {@code memory:NAME}.
     *
     * @param name any text
     * @return a handle
     */
    public static InMemoryRosterStore open(String name) {
        return new InMemoryRosterStore(
                NamedStorages.acquire(requireNonNull(name, "name")), () -> NamedStorages.release(name));
    }

    @Override
    public Roster load(BareJid owner) {
        checkOpen();
        return storage.state(owner).roster();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        checkOpen();
        return storage.commit(
                requireNonNull(owner, "owner"), requireNonNull(edit, "edit"), requireNonNull(condition, "condition"));
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        return load(owner).contact(contact);
    }

    @Override
    public Revision revision(BareJid owner) {
        checkOpen();
        return storage.revision(owner);
    }

    @Override
    public StoreDescription describe() {
        checkOpen();
        return new StoreDescription("memory", "", "nothing outlives the last handle", Freshness.CURRENT);
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return Optional.of(this::since);
    }

    private Optional<Changes> since(BareJid owner, Revision revision) {
        checkOpen();
        return storage.state(owner).since(requireNonNull(revision, "revision"));
    }

    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return Optional.of(feed);
    }

    @Override
    public Optional<Catalog> catalog() {
        checkOpen();
        return Optional.of(this::page);
    }

    private Catalog.Page page(Optional<String> mark, int size) {
        checkOpen();
        return storage.page(mark, size);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        storage.detach(feed);
        feed.close();
        release.run();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
