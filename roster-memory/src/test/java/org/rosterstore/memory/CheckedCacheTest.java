package org.rosterstore.memory;

import java.util.EnumSet;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** A revision-checked cache keeps the whole contract as the store behind it does. */
class CheckedCacheTest extends RosterStoreTck {

    @Override
    public RosterStore open() {
        return CachedRosterStore.over(InMemoryRosterStore.open("checked"))
                .revisionChecked()
                .open();
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class)).effort(CacheEffort.USUAL);
    }
}
