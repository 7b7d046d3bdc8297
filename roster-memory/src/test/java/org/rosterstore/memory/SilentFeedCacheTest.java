package org.rosterstore.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** A feed-driven cache keeps the contract behind a feed that dies without a word. That feed itself is not shown to the kit. */
class SilentFeedCacheTest extends RosterStoreTck {

    @Override
    public RosterStore open() {
        return new WithoutFeed(CachedRosterStore.over(DyingFeed.of(InMemoryRosterStore.open("silent"), 3))
                .feedDriven(Duration.ofMillis(30))
                .open());
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true)
                .require(EnumSet.of(Ability.HISTORY, Ability.CATALOG))
                .effort(CacheEffort.SLOW_FEED);
    }

    private static final class WithoutFeed extends ForwardingRosterStore {

        WithoutFeed(RosterStore store) {
            super(store);
        }

        @Override
        public Contact find(BareJid owner, BareJid contact) {
            return delegate().find(owner, contact);
        }

        @Override
        public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
            return delegate().loadAll(owners);
        }

        @Override
        public Revision revision(BareJid owner) {
            return delegate().revision(owner);
        }

        @Override
        public Optional<Feed> feed() {
            return Optional.empty();
        }
    }
}
