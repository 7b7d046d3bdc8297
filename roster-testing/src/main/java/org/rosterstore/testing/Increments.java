package org.rosterstore.testing;

import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/** A program that adds one to a number in a roster, again and again, whoever else does so too. */
public final class Increments {

    public static final BareJid OWNER = BareJid.stored("counter@example.org");
    public static final BareJid CONTACT = BareJid.stored("number@example.org");

    private static final String NUMBER = "number";

    private Increments() {}

    /** URI TIMES; begins when a line comes on the standard input, once it has said that it is ready. */
    public static void main(String[] arguments) throws Exception {
        try (RosterStore store = RosterStores.open(arguments[0])) {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                increment(store, Integer.parseInt(arguments[1]));
            }
        }
    }

    public static void increment(RosterStore store, int times) {
        for (int i = 0; i < times; i++) {
            store.update(OWNER, roster -> RosterEdit.extra(CONTACT, NUMBER, String.valueOf(number(roster) + 1)));
        }
    }

    public static int number(Roster roster) {
        return Integer.parseInt(roster.contact(CONTACT).extras().getOrDefault(NUMBER, "0"));
    }
}
