package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.ForwardingRosterStore;
import org.rosterstore.spi.StoreUri;

class CacheRosterStoreProviderTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");

    @ParameterizedTest
    @CsvSource({
        "cache:memory:c1, c1",
        "CACHE:MEMORY:c1, c1",
        "cache:memory:a b, a b",
        "cache:memory:c1?cache.contacts=5, c1",
        "cache:memory:a%3Fb?cache.mode=checked, a?b",
        "cache:memory:c1?cache.mode=feed&cache.contacts=7, c1",
    })
    void itIsInFrontOfTheStoreThatFollows(String uri, String name) {
        try (RosterStore store = RosterStores.open(uri);
                RosterStore behind = InMemoryRosterStore.open(name)) {
            behind.commit(OWNER, RosterEdit.ver("1"));

            assertThat(store).isInstanceOf(CachedRosterStore.class);
            assertThat(store.load(OWNER).ver()).contains("1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cache:memory:, current",
        "cache:memory:?cache.mode=checked, current",
        "cache:memory:?cache.mode=feed, bounded by 5000 ms",
        "cache:memory:?cache.bound=300ms&cache.mode=feed, bounded by 300 ms",
    })
    void modeAndBoundAreOptions(String uri, String freshness) {
        try (RosterStore store = RosterStores.open(uri)) {
            assertThat(store.describe().freshness()).hasToString(freshness);
        }
    }

    @Test
    void theNumberOfContactsIsAnOption() {
        try (RosterStore store = RosterStores.open("cache:memory:?cache.contacts=1")) {
            store.load(OWNER);
            store.load(BareJid.of("romeo@example.com"));
            assertThat(((CachedRosterStore) store).statistics().evictions()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cache:                                        | followed by the URI of the store behind
            cache:?cache.mode=feed                        | followed by the URI of the store behind
            cache:nothing                                 | begins with no scheme
            cache:gopher:x                                | no store for gopher:
            cache:memory://host                           | memory: is followed by a name
            cache:memory:x?size=3                         | store URI 'memory:x?size=3': unknown option 'size'
            cache:memory:x?cache.mode=feed&size=3         | unknown option 'size'
            cache:memory:x?cache.size=3                   | unknown option 'cache.size'; known are cache.bound
            cache:memory:x?cache.mode=warm                | cache.mode is neither checked nor feed
            cache:memory:x?cache.mode=feed&cache.mode=feed| 'cache.mode' is given more than once
            cache:memory:x?cache.contacts=0               | cache.contacts=0 is not a whole number
            cache:memory:x?cache.bound=5s                 | cache.mode=feed as well
            cache:memory:x?cache.bound=5&cache.mode=feed  | cache.bound=5 is not a duration
            cache:cache:memory:x                          | a cache in front of a cache
            cache:Cache:memory:x                          | a cache in front of a cache
            """)
    void whatIsWrongIsNamed(String uri, String message) {
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open(uri))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "cache:other:x?size=3, other:x?size=3",
        "cache:other:x?cache.mode=feed&size=3&cache.contacts=7&colour=red, other:x?size=3&colour=red",
        "cache:other:x?cache.mode=feed, other:x",
        "cache:other:x?, other:x?",
        "cache:other:x?a=b?c, other:x?a=b?c",
    })
    void theStoreBehindIsShownItsOwnOptions(String uri, String behind) {
        List<String> opened = new ArrayList<>();
        Function<String, RosterStore> stores = it -> {
            opened.add(it);
            return InMemoryRosterStore.create();
        };
        try (RosterStore store = new CacheRosterStoreProvider().open(StoreUri.parse(uri), stores)) {
            assertThat(store).isInstanceOf(CachedRosterStore.class);
        }
        assertThat(opened).containsExactly(behind);
    }

    @Test
    void aStoreBehindThatCannotBeFollowedIsClosed() {
        RosterStore feedless = new ForwardingRosterStore(InMemoryRosterStore.create()) {
            @Override
            public Optional<Feed> feed() {
                return Optional.empty();
            }
        };
        StoreUri uri = StoreUri.parse("cache:other:?cache.mode=feed");

        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> new CacheRosterStoreProvider().open(uri, it -> feedless))
                .withMessageContaining("needs a store with a feed");
        assertThatIllegalStateException().isThrownBy(() -> feedless.load(OWNER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:redis://bot:hunter2@db.example/0",
                "cache:redis://bot:hunter2@db.example/0?cache.mode=feed",
                "cache:redis://bot@db.example/0?password=hunter2&cache.mode=feed",
                "cache:cache:redis://bot:hunter2@db.example/0",
                "cache:redis:bot:hunter2@db.example/0",
                "cache:redis://bot:hunt:er2@db.example/0?cache.mode=hunter2",
            })
    void noPasswordIsShown(String uri) {
        assertThat(StoreUri.redact(uri)).doesNotContain("hunter2").doesNotContain("er2@");
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open(uri))
                .satisfies(
                        e -> assertThat(e.toString()).doesNotContain("hunter2").doesNotContain("er2@"));
    }

    @Test
    void theStoreBehindIsFoundWhereTheCacheWas() throws Exception {
        ClassLoader own = getClass().getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (RosterStore store = RosterStores.open("cache:memory:", own)) {
            assertThat(store.describe().product()).isEqualTo("memory");
            assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
        } finally {
            thread.setContextClassLoader(context);
        }
    }
}
