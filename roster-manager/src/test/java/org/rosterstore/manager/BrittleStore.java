package org.rosterstore.manager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.ForwardingRosterStore;

/** Cannot be read when it is told so, and looks at what is committed. */
final class BrittleStore extends ForwardingRosterStore {

    private boolean isUnreadable;
    private Optional<BareJid> damaged = Optional.empty();
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

    /** The record of a contact cannot be decoded, until it is written anew. */
    void damage(BareJid contact) {
        damaged = Optional.of(contact);
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
        Roster roster = super.load(owner);
        if (damaged.isEmpty()) {
            return roster;
        }
        Map<BareJid, Contact> contacts = new HashMap<>(roster.contacts());
        contacts.remove(damaged.get());
        return new Roster(
                owner,
                roster.revision(),
                roster.ver(),
                contacts,
                List.of(new Unreadable(damaged.get(), "damaged by a test")));
    }

    @Override
    public Revision revision(BareJid owner) {
        return load(owner).revision();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        Consumer<RosterEdit> once = before;
        once.accept(edit);
        damaged =
                damaged.filter(contact -> !edit.replacesItems() && !edit.items().containsKey(contact));
        return super.commit(owner, edit, condition);
    }
}
