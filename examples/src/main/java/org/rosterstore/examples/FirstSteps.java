package org.rosterstore.examples;

import java.io.PrintStream;
import org.rosterstore.BareJid;
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
     * @param out where to print what was found
     */
    public static void run(String uri, PrintStream out) {
        // tag::first-steps[]
        BareJid romeo = BareJid.of("romeo@montague.example");
        BareJid juliet = BareJid.of("Juliet@Capulet.example"); // prepared by RFC 7622: juliet@capulet.example

        try (RosterStore store = RosterStores.open(uri)) { // "memory:", or what your class path provides
            RosterItem item = RosterItem.of(juliet).withName("Juliet ❤").withGroups("Capulets", "Балкон");
            store.commit(romeo, RosterEdit.put(item).and(RosterEdit.ver("43"))); // together, or not at all

            RosterItem found = store.find(romeo, juliet).item().orElseThrow();
            out.println(found.name() + " in " + found.groups());

            // A change by what is there: what others write meanwhile is not lost.
            store.update(
                    romeo,
                    roster -> RosterEdit.put(
                            found.withName("Juliet, of " + roster.contacts().size())));
        }
        // end::first-steps[]
    }
}
