package org.rosterstore.examples;

import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/** The first program: what README.md shows. */
public final class FirstSteps {

    private FirstSteps() {}

    /**
     * Puts a contact into a roster, finds it, and changes it by what is there.
     *
     * @param uri the store, for example {@code memory:}
     * @return the name and the groups of the contact in the end
     */
    public static String run(String uri) {
        // tag::first-steps[]
        BareJid romeo = BareJid.of("romeo@montague.example");
        BareJid juliet = BareJid.of("Juliet@Capulet.example"); // RFC 7622: juliet@capulet.example

        try (RosterStore store = RosterStores.open(uri)) {
            RosterItem item = RosterItem.of(juliet).withName("Juliet ❤").withGroups("Capulets", "Балкон");
            store.commit(romeo, RosterEdit.put(item).and(RosterEdit.ver("43"))); // together, or not at all

            Contact found = store.find(romeo, juliet);
            store.update(romeo, roster -> // others may write meanwhile: nothing of theirs is lost
                    RosterEdit.put(roster.contact(juliet).item().orElse(item).withGroups("Family")));
            // end::first-steps[]
            RosterItem now = store.find(romeo, juliet).item().orElseThrow();
            store.erase(romeo);
            return found.item().orElseThrow().name() + " in " + String.join(", ", now.groups());
        }
    }
}
