package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;

/**
 * A store that hands every call to another: the base of decorators, for measuring, injecting faults, logging, transforming.
 *
 * <p>Only the primitives are forwarded, and the abilities. {@link #find}, {@link #loadAll}, {@link #revision},
 * {@link #update} and the rest derive from them, so that what a decorator does in {@link #load} and
 * {@link #commit(BareJid, RosterEdit, Condition) commit} it does everywhere. One that changes nothing of what they say may
 * override the derived reads too, and forward them for speed.
 */
public class ForwardingRosterStore implements RosterStore {

    private final RosterStore delegate;

    /**
     * Decorates a store.
     *
     * @param delegate where the calls go; closing this closes it
     */
    public ForwardingRosterStore(RosterStore delegate) {
        this.delegate = requireNonNull(delegate, "delegate");
    }

    /**
     * Where the calls go.
     *
     * @return the decorated store
     */
    protected final RosterStore delegate() {
        return delegate;
    }

    @Override
    public Roster load(BareJid owner) {
        return delegate.load(owner);
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        return delegate.commit(owner, edit, condition);
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public StoreDescription describe() {
        return delegate.describe();
    }

    @Override
    public Optional<History> history() {
        return delegate.history();
    }

    @Override
    public Optional<Feed> feed() {
        return delegate.feed();
    }

    @Override
    public Optional<Catalog> catalog() {
        return delegate.catalog();
    }
}
