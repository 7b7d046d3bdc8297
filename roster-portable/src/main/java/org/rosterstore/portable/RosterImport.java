package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/**
 * The way of rosters into a store: each owner's roster there becomes what is given here, in one commit. Not safe for
 * use by many threads at once; other writers to the store are waited out, not overwritten half-way.
 *
 * <p>Items, requests, extras and ver that are not in the given roster are gone afterwards. An owner whose roster has
 * the same content already is not committed to, so an import that was broken off can simply be done again. Owners that
 * are not given are left alone.
 */
public final class RosterImport implements Consumer<Roster> {

    private final RosterStore store;
    private long owners;
    private long unchanged;
    private long items;
    private long requests;
    private long extras;

    /**
     * How much was imported.
     *
     * @param owners the rosters given
     * @param unchanged those among them that the store had already
     * @param items the items of all
     * @param requests the pending requests of all
     * @param extras the extras of all
     */
    public record Counts(long owners, long unchanged, long items, long requests, long extras) {}

    /**
     * An import that has not begun.
     *
     * @param store where the rosters go; not closed here
     */
    public RosterImport(RosterStore store) {
        this.store = requireNonNull(store, "store");
    }

    /**
     * Makes the roster of its owner in the store like this one.
     *
     * @param roster what to make it like; its revision does not matter
     * @throws IllegalArgumentException if a record of it is {@linkplain Roster#unreadable() unreadable}; nothing was
     *     done
     * @throws RosterStoreException as for {@link RosterStore#update}; it was not counted
     */
    @Override
    public void accept(Roster roster) {
        if (!roster.unreadable().isEmpty()) {
            throw new IllegalArgumentException("%d records of the roster of %s are unreadable"
                    .formatted(roster.unreadable().size(), roster.owner()));
        }
        boolean[] same = new boolean[1];
        store.update(roster.owner(), present -> {
            RosterEdit edit = edit(present, roster);
            same[0] = edit.isEmpty();
            return edit;
        });
        owners++;
        unchanged += same[0] ? 1 : 0;
        items += roster.items().count();
        requests += roster.requests().count();
        extras += roster.contacts().values().stream()
                .mapToInt(contact -> contact.extras().size())
                .sum();
    }

    /**
     * What was imported so far.
     *
     * @return the counts
     */
    public Counts counts() {
        return new Counts(owners, unchanged, items, requests, extras);
    }

    /**
     * What makes the roster of an owner like another one. It is good for the state that it was made for, and so belongs
     * into a {@link RosterStore#update}, or under {@code Condition.at(present.revision())}.
     *
     * @param present the state that there is. Its unreadable records are put or dropped.
     * @param wanted what to make it like, readable as a whole; its revision does not matter
     * @return the edit: {@link RosterEdit#nothing()} if the owner is there and its roster has that content already
     */
    public static RosterEdit edit(Roster present, Roster wanted) {
        if (!present.revision().equals(Revision.NONE) && present.sameContent(wanted)) {
            return RosterEdit.nothing();
        }
        List<RosterItem> items = wanted.items().toList();
        List<RosterEdit> edits = new ArrayList<>();
        edits.add(RosterEdit.replaceItems(items));
        edits.add(wanted.ver().map(RosterEdit::ver).orElseGet(RosterEdit::noVer));
        wanted.contacts().values().forEach(contact -> {
            Contact before = present.contacts().get(contact.jid());
            if (before == null || !before.sameContent(contact)) {
                contact.request().map(RosterEdit::request).ifPresent(edits::add);
                contact.extras().forEach((key, value) -> edits.add(RosterEdit.extra(contact.jid(), key, value)));
            }
        });
        present.contacts().values().forEach(contact -> {
            Optional<Contact> kept = Optional.ofNullable(wanted.contacts().get(contact.jid()));
            if (contact.request().isPresent() && kept.flatMap(Contact::request).isEmpty()) {
                edits.add(RosterEdit.settle(contact.jid()));
            }
            Map<String, String> keptExtras = kept.map(Contact::extras).orElse(Map.of());
            edits.addAll(lessExtras(contact.jid(), contact.extras(), keptExtras));
        });
        return RosterEdit.all(edits);
    }

    private static List<RosterEdit> lessExtras(BareJid contact, Map<String, String> present, Map<String, String> kept) {
        return present.keySet().stream()
                .filter(key -> !kept.containsKey(key))
                .map(key -> RosterEdit.noExtra(contact, key))
                .toList();
    }
}
