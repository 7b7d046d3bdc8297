package org.rosterstore.benchmarks;

import java.util.List;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/** A roster in one of our stores, which is closed with it. */
final class StoredRoster implements RosterFile {

    private final BareJid owner = People.owner(0);
    private final RosterStore store;
    private final List<List<RosterItem>> editions;
    private long ver;

    StoredRoster(RosterStore store, List<List<RosterItem>> editions) {
        this.store = store;
        this.editions = editions;
    }

    private void commit(RosterEdit edit) {
        store.commit(owner, edit.and(RosterEdit.ver("v" + ++ver)));
    }

    @Override
    public void add(int number) {
        commit(RosterEdit.put(People.number(number)));
    }

    @Override
    public void remove(int number) {
        commit(RosterEdit.remove(People.number(number).contact()));
    }

    @Override
    public int load() {
        return store.load(owner).contacts().size();
    }

    @Override
    public void reset(int edition) {
        commit(RosterEdit.replaceItems(editions.get(edition % editions.size())));
    }

    @Override
    public void close() {
        store.close();
    }
}
