package org.rosterstore.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/**
 * One owner of a store, as a data structure for Lincheck: a few operations that each take effect at one moment. What they
 * answer depends on their order alone: of revisions they tell the counter, since the ids are random.
 */
@Param(name = "contact", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public abstract class OneOwner {

    private static final BareJid OWNER = BareJid.stored("o.example");
    private static final long ONCE = 1_000_000;

    private final RosterStore store;
    private final AtomicLong ids = new AtomicLong();

    protected OneOwner(RosterStore store) {
        this.store = store;
    }

    @Operation
    public String put(@Param(name = "contact") int contact, @Param(name = "value") int value) {
        return commit(RosterEdit.put(item(contact, value)), Condition.none());
    }

    /** Both contacts and the ver: whoever sees one of them sees all. */
    @Operation
    public String putBoth(@Param(name = "value") int value) {
        return commit(
                RosterEdit.put(item(1, value))
                        .and(RosterEdit.put(item(2, value)))
                        .and(RosterEdit.ver("" + value)),
                Condition.none());
    }

    @Operation
    public String remove(@Param(name = "contact") int contact) {
        return commit(RosterEdit.remove(jid(contact)), Condition.none());
    }

    @Operation
    public String create(@Param(name = "contact") int contact) {
        return commit(RosterEdit.put(item(contact, 0)), Condition.at(Revision.NONE));
    }

    /** Adds one to a contact, by compare-and-set on the owner. */
    @Operation
    public int count(@Param(name = "contact") int contact) {
        while (true) {
            Roster roster = store.load(OWNER);
            int next = value(roster.contact(jid(contact))) + 1;
            if (change(item(contact, next), Condition.at(roster.revision()))) {
                return next;
            }
        }
    }

    /** Doubles a contact, by compare-and-set on that contact. */
    @Operation
    public int twice(@Param(name = "contact") int contact) {
        while (true) {
            Contact read = store.find(OWNER, jid(contact));
            int next = 2 * value(read);
            if (change(item(contact, next), Condition.unchanged(read))) {
                return next;
            }
        }
    }

    /** A commit that all who make it make together once. */
    @Operation
    public String once(@Param(name = "contact") int contact) {
        return commit(RosterEdit.put(item(contact, 9)), Condition.none(), ONCE + contact);
    }

    @Operation
    public String erase() {
        return commit(RosterEdit.eraseAll(), Condition.none());
    }

    @Operation
    public String load() {
        Roster roster = store.load(OWNER);
        Map<String, String> contacts = new TreeMap<>();
        roster.contacts()
                .values()
                .forEach(contact -> contacts.put(
                        contact.jid().toString(),
                        value(contact) + " of " + contact.changedIn().counter()));
        // No format: what it loads of the locale at its first use would be a part of the operation.
        return roster.revision().counter() + " " + roster.ver().orElse("-") + " " + contacts;
    }

    private boolean change(RosterItem item, Condition condition) {
        return store.commit(OWNER, RosterEdit.put(item), condition.withCommit(ids.incrementAndGet()))
                instanceof Committed;
    }

    private String commit(RosterEdit edit, Condition condition) {
        return commit(edit, condition, ids.incrementAndGet());
    }

    private String commit(RosterEdit edit, Condition condition, long id) {
        CommitResult result = store.commit(OWNER, edit, condition.withCommit(id));
        return result instanceof Committed committed
                ? "committed " + committed.revision().counter()
                : "conflict " + ((Conflict) result).actual().counter();
    }

    private static int value(Contact contact) {
        return contact.item().map(item -> Integer.parseInt(item.name())).orElse(0);
    }

    private static RosterItem item(int contact, int value) {
        return RosterItem.of(jid(contact)).withName(Integer.toString(value));
    }

    private static BareJid jid(int contact) {
        return BareJid.stored(contact + ".example");
    }
}
