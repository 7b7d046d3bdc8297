package org.rosterstore.manager;

import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.ForwardingRosterStore;

/** Cannot be read when it is told so, and looks at what is committed. */
final class BrittleStore extends ForwardingRosterStore {

    private boolean isUnreadable;
    private Consumer<RosterEdit> before = edit -> {};

    BrittleStore(RosterStore store) {
        super(store);
    }

    void beUnreadable() {
        isUnreadable = true;
    }

    void beReadable() {
        isUnreadable = false;
    }

    /** Something happens before each commit, for example one by somebody else. */
    void before(Consumer<RosterEdit> what) {
        before = what;
    }

    @Override
    public Roster load(BareJid owner) {
        if (isUnreadable) {
            throw new StoreUnavailableException("cannot be read");
        }
        return super.load(owner);
    }

    @Override
    public Revision revision(BareJid owner) {
        return load(owner).revision();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        Consumer<RosterEdit> once = before;
        once.accept(edit);
        return super.commit(owner, edit, condition);
    }
}
