package org.rosterstore.tck;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/**
 * Two handles that take turns: what one call writes the next reads through the other. Where the store states a bound, a
 * read of one waits until it has caught up with what was acknowledged through the other; one that has not when the bound
 * is over is a breach.
 */
final class TurnTaking extends PassingStore {

    private final RosterStore[] handles;
    private final AtomicInteger turn = new AtomicInteger();
    private final boolean isBounded;
    private final Map<BareJid, Revision> acknowledged = new HashMap<>();

    TurnTaking(RosterStore... handles) {
        this.handles = handles;
        this.isBounded = handles[0].describe().freshness().bound().isPresent();
    }

    @Override
    RosterStore next() {
        return handles[Math.floorMod(turn.getAndIncrement(), handles.length)];
    }

    /** The next handle, once it shows the owner as it was acknowledged. */
    private RosterStore caughtUp(BareJid owner) {
        RosterStore handle = next();
        if (isBounded) {
            caughtUp(handle, owner, handle::revision, Function.identity());
        }
        return handle;
    }

    private <T> T caughtUp(
            RosterStore handle, BareJid owner, Function<BareJid, T> read, Function<T, Revision> revision) {
        Revision least = least(owner);
        Predicate<T> isCaughtUp = it -> revision.apply(it).counter() >= least.counter();
        T answer = isBounded ? Eventually.read(handle, () -> read.apply(owner), isCaughtUp) : read.apply(owner);
        if (isBounded && !isCaughtUp.test(answer)) {
            throw new Nonconformity(
                    Clause.READ_FRESH,
                    "when the bound is over, of %s a state at or past %s, which was acknowledged through another handle"
                            .formatted(owner, least),
                    "at " + revision.apply(answer));
        }
        return answer;
    }

    private synchronized Revision least(BareJid owner) {
        return acknowledged.getOrDefault(owner, Revision.NONE);
    }

    private synchronized Revision written(BareJid owner, Revision revision) {
        if (isBounded) {
            acknowledged.merge(owner, revision, (one, other) -> one.counter() > other.counter() ? one : other);
        }
        return revision;
    }

    @Override
    public Roster load(BareJid owner) {
        RosterStore handle = next();
        return caughtUp(handle, owner, handle::load, Roster::revision);
    }

    @Override
    public Revision revision(BareJid owner) {
        RosterStore handle = next();
        return caughtUp(handle, owner, handle::revision, Function.identity());
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        return caughtUp(owner).find(owner, contact);
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        RosterStore handle = next();
        if (isBounded) {
            owners.forEach(owner -> caughtUp(handle, owner, handle::revision, Function.identity()));
        }
        return handle.loadAll(owners);
    }

    @Override
    public Optional<History> history() {
        Optional<History> history = super.history();
        return isBounded
                ? history.map(any -> (owner, revision) ->
                        caughtUp(owner).history().orElseThrow().since(owner, revision))
                : history;
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        CommitResult result = super.commit(owner, edit, condition);
        if (result instanceof Committed committed) {
            written(owner, committed.revision());
        }
        return result;
    }

    @Override
    public Revision commit(BareJid owner, RosterEdit edit) {
        return written(owner, super.commit(owner, edit));
    }

    @Override
    public Revision erase(BareJid owner) {
        return written(owner, super.erase(owner));
    }

    @Override
    public Revision update(BareJid owner, Function<? super Roster, RosterEdit> change) {
        return written(owner, super.update(owner, change));
    }

    @Override
    public void close() {
        for (RosterStore handle : handles) {
            handle.close();
        }
    }
}
