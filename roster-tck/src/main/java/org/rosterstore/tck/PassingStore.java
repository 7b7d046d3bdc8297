package org.rosterstore.tck;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;

/** Passes every call on, derived ones too: unlike a decorator, the kit must see what a store has overridden. */
abstract class PassingStore implements RosterStore {

    /** The store for the next call. */
    abstract RosterStore next();

    @Override
    public Roster load(BareJid owner) {
        return next().load(owner);
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        return next().commit(owner, edit, condition);
    }

    @Override
    public void close() {
        next().close();
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        return next().find(owner, contact);
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        return next().loadAll(owners);
    }

    @Override
    public Revision revision(BareJid owner) {
        return next().revision(owner);
    }

    @Override
    public Revision commit(BareJid owner, RosterEdit edit) {
        return next().commit(owner, edit);
    }

    @Override
    public Revision update(BareJid owner, Function<? super Roster, RosterEdit> change) {
        return next().update(owner, change);
    }

    @Override
    public Revision erase(BareJid owner) {
        return next().erase(owner);
    }

    @Override
    public StoreDescription describe() {
        return next().describe();
    }

    @Override
    public Optional<History> history() {
        return next().history();
    }

    @Override
    public Optional<Feed> feed() {
        return next().feed();
    }

    @Override
    public Optional<Catalog> catalog() {
        return next().catalog();
    }
}
