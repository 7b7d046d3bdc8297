package org.rosterstore.tck;

import java.util.Locale;
import java.util.function.Predicate;
import org.rosterstore.RosterStore;

/** What a store may offer beyond the contract that all keep. */
public enum Ability {
    /** {@link RosterStore#history()}. */
    HISTORY(store -> store.history().isPresent()),
    /** {@link RosterStore#feed()}. */
    FEED(store -> store.feed().isPresent()),
    /** {@link RosterStore#catalog()}. */
    CATALOG(store -> store.catalog().isPresent());

    private final Predicate<RosterStore> offered;

    Ability(Predicate<RosterStore> offered) {
        this.offered = offered;
    }

    boolean isOfferedBy(RosterStore store) {
        return offered.test(store);
    }

    /** The ability's word, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
