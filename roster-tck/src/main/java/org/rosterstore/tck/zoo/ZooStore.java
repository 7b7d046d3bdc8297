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

    private static final Duration LATENCY = Duration.ofSeconds(1);

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
                .map(OwnerState::of)
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

    /** Writes the new state. The owner is locked. */
    void write(OwnerState before, RosterEdit edit, OwnerState.Step step) {
        disk.write(key(before.owner()), step.after());
        disk.sync(key(before.owner()));
    }

    /** Reads, decides and writes. */
    OwnerState.Step apply(BareJid owner, RosterEdit edit, Condition condition) {
        synchronized (disk.lock(key(owner))) {
            OwnerState before = state(owner);
            OwnerState.Step step = step(before, edit, condition);
            if (step.after() != before) {
                write(before, edit, step);
            }
            return step;
        }
    }

    /** Tells whoever listens. */
    void announce(BareJid owner, RosterEdit edit) {
        disk.announce(owner);
    }

    /** Goes before every call. */
    void check() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        disk.checkRequest();
    }

    @Override
    public Roster load(BareJid owner) {
        check();
        disk.checkReply();
        return roster(state(owner));
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        check();
        Condition named = condition.commit().isPresent() ? condition : condition.withCommit(Revision.newCommitId());
        Revision base = state(owner).revision();
        OwnerState.Step step = apply(owner, edit, named);
        announce(owner, edit);
        if (!disk.answers()) {
            throw lost(named.attempt().orElse(new Attempt(
                    named.expectation(), named.commit().orElseThrow(), base)));
        }
        return step.result();
    }

    RuntimeException lost(Attempt attempt) {
        return StoreUnavailableException.unknownOutcome("the zoo's disk has not answered", null, attempt);
    }

    @Override
    public StoreDescription describe() {
        check();
        return new StoreDescription("zoo", "", "survives a restart", Freshness.CURRENT);
    }

    @Override
    public Optional<History> history() {
        check();
        return Optional.of(this::since);
    }

    Optional<Changes> since(BareJid owner, Revision revision) {
        check();
        return state(owner).since(revision);
    }

    @Override
    public Optional<Feed> feed() {
        check();
        return Optional.of(feed);
    }

    @Override
    public Optional<Catalog> catalog() {
        check();
        return Optional.of(this::page);
    }

    Catalog.Page page(Optional<String> mark, int size) {
        check();
        return disk.page(mark, size);
    }

    @Override
    public void close() {
        closed = true;
        disk.detach(feed);
        feed.close();
    }
}
