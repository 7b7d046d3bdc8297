package org.rosterstore.tck;

import java.util.Locale;
import org.rosterstore.RosterStore;

/** What a store may offer beyond the contract that all keep. */
public enum Ability {
    /** {@link RosterStore#history()}. */
    HISTORY,
    /** {@link RosterStore#feed()}. */
    FEED,
    /** {@link RosterStore#catalog()}. */
    CATALOG;

    boolean isOfferedBy(RosterStore store) {
        return switch (this) {
            case HISTORY -> store.history().isPresent();
            case FEED -> store.feed().isPresent();
            case CATALOG -> store.catalog().isPresent();
        };
    }

    /** The ability's word, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
