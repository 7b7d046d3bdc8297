package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/** History, feed and catalog through a cache are those of the store behind. */
class CacheAbilitiesTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");

    private final Backstage behind = new Backstage();
    private final RosterStore checked = CachedRosterStore.over(behind).open();
    private final RosterStore following =
            CachedRosterStore.over(behind).feedDriven().open();

    @AfterEach
    void close() {
        following.close();
        checked.close();
    }

    @Test
    void theHistoryIsThatOfTheStoreBehind() {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        Revision second = behind.other().commit(NURSE, RosterEdit.ver("2"));

        for (RosterStore cache : List.of(checked, following)) {
            assertThat(cache.history()
                            .orElseThrow()
                            .since(NURSE, first)
                            .orElseThrow()
                            .to())
                    .isEqualTo(second);
        }
    }

    @Test
    void theCatalogIsThatOfTheStoreBehind() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));

        for (RosterStore cache : List.of(checked, following)) {
            assertThat(cache.catalog().orElseThrow().page(Optional.empty(), 10).owners())
                    .containsExactly(NURSE);
        }
    }

    @Test
    void theFeedIsThatOfTheStoreBehind() {
        for (RosterStore cache : List.of(checked, following)) {
            int listeners = behind.listeners();
            List<Feed.Signal> heard = new ArrayList<>();
            Feed feed = cache.feed().orElseThrow();
            try (Feed.Registration registration = feed.subscribe(heard::add)) {
                assertThat(behind.listeners()).isEqualTo(listeners + 1);
                behind.signal(new Feed.Interrupted());
            }
            behind.signal(new Feed.Interrupted());

            assertThat(heard).containsExactly(new Feed.Interrupted());
            assertThat(behind.listeners()).isEqualTo(listeners);
            assertThat(feed.latency()).isEqualTo(behind.feed().orElseThrow().latency());
        }
    }

    @Test
    void whatTheStoreBehindLacksTheCacheLacks() {
        RosterStore bare = new ForwardingRosterStore(behind) {
            @Override
            public Optional<Feed> feed() {
                return Optional.empty();
            }
        };
        assertThat(CachedRosterStore.over(bare).open().feed()).isEmpty();
    }
}
