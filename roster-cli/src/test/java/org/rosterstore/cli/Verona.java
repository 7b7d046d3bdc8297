package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/** A store in memory with a name of its own, and the people in it; the command is run on it. */
final class Verona {

    static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    static final BareJid BENVOLIO = BareJid.of("benvolio@montague.example");
    static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    static final BareJid NURSE = BareJid.of("nurse@capulet.example");
    static final BareJid TYBALT = BareJid.of("tybalt@capulet.example");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String uri = "memory:verona-" + NUMBER.incrementAndGet();
    private final RosterStore store = RosterStores.open(uri);
    private Console console = new Console();

    String uri() {
        return uri;
    }

    RosterStore store() {
        return store;
    }

    /** Where the last command spoke. */
    Console console() {
        return console;
    }

    /** Runs a command of these words on the store. */
    int run(String... words) {
        return run(new Console(), words);
    }

    int run(Console on, String... words) {
        console = on;
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--store", uri));
        return console.run(arguments.toArray(String[]::new));
    }

    String out() {
        return console.out();
    }

    String err() {
        return console.err();
    }
}
