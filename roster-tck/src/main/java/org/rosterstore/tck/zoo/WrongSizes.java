package org.rosterstore.tck.zoo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that are right as long as there is little. */
final class WrongSizes {

    private static final int MOST = 3_000;

    private WrongSizes() {}

    static List<WrongStore> all() {
        return List.of(loadStops(), largeEditRefused(), extrasCut());
    }

    private static WrongStore loadStops() {
        return Fault.of(
                        Clause.SIZE_LARGE,
                        "load stops",
                        "A load gives the first 3,000 contacts.",
                        "contacts of a large roster: 3500")
                .seenIn("Tigase: a load stops at maxRosterSize, and the next save keeps what is left")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        Roster roster = super.roster(state);
                        if (roster.contacts().size() <= MOST) {
                            return roster;
                        }
                        Map<BareJid, Contact> first = new TreeMap<>(roster.contacts());
                        first.keySet().removeAll(List.copyOf(first.keySet()).subList(MOST, first.size()));
                        return new Roster(roster.owner(), roster.revision(), roster.ver(), first, roster.unreadable());
                    }
                });
    }

    private static WrongStore largeEditRefused() {
        return Fault.of(
                        Clause.SIZE_LARGE,
                        "large edit refused",
                        "A commit of more than 3,000 contacts is refused, as a document that is too large.",
                        "LimitExceededException: more than 3,000 contacts")
                .seenIn("tigase-mongodb: a roster is one document, which ends at 16 MB")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        if (edit.items().size() > MOST) {
                            throw new LimitExceededException("more than 3,000 contacts in one commit");
                        }
                        return edit;
                    }
                });
    }

    private static WrongStore extrasCut() {
        return Fault.of(
                        Clause.SIZE_LIMITS,
                        "extras cut",
                        "Of more than 32 extras of a contact those beyond are not kept.",
                        "LimitExceededException")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        EditDraft draft = new EditDraft(edit);
                        draft.extras().forEach((contact, values) -> {
                            int room = Limits.EXTRAS
                                    - (contacts.containsKey(contact)
                                            ? contacts.get(contact).extras().size()
                                            : 0);
                            List<String> keys = List.copyOf(values.keySet());
                            values.keySet().removeAll(keys.subList(Math.min(room, keys.size()), keys.size()));
                        });
                        return draft.edit();
                    }
                });
    }
}
