package org.rosterstore.tck.zoo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;

/**
 * A right store, small, and made of steps: each wrong store of the zoo is this one with one step done wrong. A commit locks
 * the owner, reads its state, decides, writes, syncs, and announces.
 */
class ZooStore implements RosterStore {

    private static final Duration LATENCY = Duration.ofMillis(200);

    private final Disk disk;
    private final FeedDispatcher feed;
    private volatile boolean closed;

    ZooStore(Disk disk) {
        this.disk = disk;
        this.feed = new FeedDispatcher(LATENCY, owner -> state(owner).revision());
        disk.attach(feed);
    }

    final Disk disk() {
        return disk;
    }

    /** Under which name the owner's state is kept. */
    String key(BareJid owner) {
        return owner.toString();
    }

    /** What is stored. */
    OwnerState state(BareJid owner) {
        return disk.read(key(owner))
                .filter(state -> !state.isExpired(Instant.now()))
                .orElseGet(() -> OwnerState.none(owner));
    }

    /** What is shown of it. */
    Roster roster(OwnerState state) {
        return state.roster();
    }

    /** What is to be changed, as it is understood. */
    RosterEdit edit(OwnerState before, RosterEdit edit) {
        return edit;
    }

    /** What is expected, as it is understood. */
    Condition condition(OwnerState before, Condition condition) {
        return condition;
    }

    /** What becomes of the owner, and what is answered. */
    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
        return before.commit(edit(before, edit), condition(before, condition), Instant.now());
    }

    /** Writes the new state, and tells whoever listens. The owner is locked. */
    void write(OwnerState before, RosterEdit edit, OwnerState after) {
        String key = key(before.owner());
        disk.write(key, after);
        disk.sync(key);
        announce(before, edit);
    }

    /** Tells whoever listens. */
    void announce(OwnerState before, RosterEdit edit) {
        disk.announce(before.owner());
    }

    /** Reads, decides and writes. */
    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
        synchronized (disk.lock(key(owner))) {
            OwnerState before = state(owner);
            OwnerState.Step step = step(before, edit, condition);
            if (step.after() != before) {
                write(before, edit, step.after());
            }
            return step;
        }
    }

    /** Goes before everything that is asked of a handle. */
    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    /** Goes before every read. */
    void checkReadable() {
        checkOpen();
        if (!disk.answers()) {
            throw new StoreUnavailableException("the zoo's disk does not answer");
        }
    }

    /** What a commit fails with that has not got through: unless it is a retry, nothing was applied. */
    RuntimeException unsent(Condition condition) {
        return condition
                .attempt()
                .<RuntimeException>map(this::unanswered)
                .orElseGet(() -> new StoreUnavailableException("the zoo's disk cannot be reached"));
    }

    /** What a commit fails with whose reply is lost. */
    RuntimeException unanswered(Attempt attempt) {
        return StoreUnavailableException.unknownOutcome("the zoo's disk has not answered", attempt);
    }

    @Override
    public Roster load(BareJid owner) {
        checkReadable();
        return roster(state(owner));
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        checkOpen();
        if (!disk.takesCommit()) {
            throw unsent(condition);
        }
        Condition named = condition.commit().isPresent() ? condition : condition.withCommit(Revision.newCommitId());
        long id = named.commit().getAsLong();
        Attempt attempt = named.attempt()
                .orElse(new Attempt(named.expectation(), id, state(owner).revision()));
        OwnerState.Step step = apply(owner, edit, named);
        if (!disk.answers()) {
            throw unanswered(attempt);
        }
        return step.result();
    }

    @Override
    public StoreDescription describe() {
        checkOpen();
        return new StoreDescription("zoo", "", "survives a restart", Freshness.CURRENT);
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return Optional.of(this::since);
    }

    Optional<Changes> since(BareJid owner, Revision revision) {
        checkReadable();
        return state(owner).since(revision);
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

    Catalog.Page page(Optional<String> mark, int size) {
        checkReadable();
        return disk.page(mark, size);
    }

    @Override
    public void close() {
        closed = true;
        disk.detach(feed);
        feed.close();
    }
}
