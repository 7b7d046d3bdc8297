package org.rosterstore.tck;

import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Passes calls on and writes down every commit that was acknowledged, for the comparison with the model. */
final class JournaledStore extends PassingStore {

    private final RosterStore store;
    private final Journal journal;

    JournaledStore(RosterStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    @Override
    RosterStore next() {
        return store;
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        long called = System.nanoTime();
        try {
            CommitResult result = store.commit(owner, edit, condition);
            if (result instanceof Committed committed) {
                journal.committed(owner, edit, committed.revision(), called);
            }
            return result;
        } catch (RosterStoreException e) {
            e.attempt().ifPresent(attempt -> journal.ignore(owner));
            throw e;
        }
    }

    @Override
    public Revision commit(BareJid owner, RosterEdit edit) {
        long called = System.nanoTime();
        return written(owner, edit, store.commit(owner, edit), called);
    }

    @Override
    public Revision erase(BareJid owner) {
        long called = System.nanoTime();
        return written(owner, RosterEdit.eraseAll(), store.erase(owner), called);
    }

    @Override
    public Revision update(BareJid owner, Function<? super Roster, RosterEdit> change) {
        long called = System.nanoTime();
        RosterEdit[] last = {RosterEdit.nothing()};
        Revision revision = store.update(owner, roster -> {
            last[0] = change.apply(roster);
            return last[0];
        });
        return last[0].isEmpty() ? revision : written(owner, last[0], revision, called);
    }

    private Revision written(BareJid owner, RosterEdit edit, Revision revision, long called) {
        journal.committed(owner, edit, revision, called);
        return revision;
    }
}
