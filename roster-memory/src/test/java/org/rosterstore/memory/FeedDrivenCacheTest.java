package org.rosterstore.memory;

import java.time.Duration;
import java.util.EnumSet;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** A feed-driven cache keeps the contract within its bound. */
class FeedDrivenCacheTest extends RosterStoreTck {

    @Override
    public RosterStore open() {
        return CachedRosterStore.over(InMemoryRosterStore.open("feed-driven"))
                .feedDriven(Duration.ofMillis(200))
                .open();
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class)).effort(CacheEffort.USUAL);
    }
}
