package org.rosterstore.memory;

import java.time.Duration;
import java.util.EnumSet;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** A feed-driven cache keeps the contract behind a feed that is cut, reordered, merged and late. */
class TroubledFeedCacheTest extends RosterStoreTck {

    @Override
    public RosterStore open() {
        return CachedRosterStore.over(TroubledFeed.of(InMemoryRosterStore.open("troubled")))
                .feedDriven(Duration.ofMillis(100))
                .open();
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class)).effort(CacheEffort.SLOW_FEED);
    }
}
