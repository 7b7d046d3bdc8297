package org.rosterstore.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rosterstore.Feed;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/** A feed that falls silent after a few signals and tells nobody, as one over a connection that is half open. */
record DyingFeed(Feed feed, int signals) implements Feed {

    /** The store, whose feed dies after so many signals to a listener. */
    static RosterStore of(RosterStore store, int signals) {
        return new ForwardingRosterStore(store) {
            @Override
            public Optional<Feed> feed() {
                return super.feed().map(feed -> new DyingFeed(feed, signals));
            }
        };
    }

    @Override
    public Duration latency() {
        return feed.latency();
    }

    @Override
    public Registration subscribe(Consumer<? super Signal> listener) {
        AtomicInteger left = new AtomicInteger(signals);
        return feed.subscribe(signal -> {
            if (left.getAndDecrement() > 0) {
                listener.accept(signal);
            }
        });
    }
}
