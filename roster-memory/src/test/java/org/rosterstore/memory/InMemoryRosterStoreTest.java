package org.rosterstore.memory;

import java.util.EnumSet;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** The contract, all of it: this store is the reference for the others. */
class InMemoryRosterStoreTest extends RosterStoreTck {

    @Override
    public RosterStore open() {
        return InMemoryRosterStore.open("kit");
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class));
    }
}
