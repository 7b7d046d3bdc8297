package org.rosterstore.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/**
 * Opens {@code cache:URI}: a {@link CachedRosterStore} in front of the store of that URI.
 *
 * <p>The cache's own options begin with {@code cache.} and stand among those of the store behind, which is not shown them:
 * {@code cache:redis://db.example/0?timeout=2s&cache.mode=feed&cache.bound=3s}.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code cache.contacts}</td><td>how many contacts are held at most; 100000</td></tr>
 * <tr><td>{@code cache.mode}</td><td>{@code checked}, the default, or {@code feed}</td></tr>
 * <tr><td>{@code cache.bound}</td><td>with {@code cache.mode=feed}, how old an answer may be; 5s</td></tr>
 * </table>
 */
public final class CacheRosterStoreProvider implements RosterStoreProvider {

    private static final String SCHEME = "cache";
    private static final String CONTACTS = "cache.contacts";
    private static final String MODE = "cache.mode";
    private static final String BOUND = "cache.bound";
    private static final String CHECKED = "checked";
    private static final String FEED = "feed";

    /** For {@link java.util.ServiceLoader}. */
    public CacheRosterStoreProvider() {}

    /** The URI of the store behind, and the cache's options. */
    private record Parts(String behind, StoreUri.Options options) {

        static Parts of(StoreUri uri) {
            String rest = uri.rest();
            String[] halves = rest.split("\\?", 2);
            List<String> ours = new ArrayList<>();
            List<String> theirs = new ArrayList<>();
            if (halves.length == 2) {
                for (String option : halves[1].split("&", -1)) {
                    (option.startsWith(SCHEME + ".") ? ours : theirs).add(option);
                }
            }
            String behind = theirs.isEmpty() ? halves[0] : halves[0] + "?" + String.join("&", theirs);
            StoreUri own = StoreUri.parse(SCHEME + ":?" + String.join("&", ours));
            return new Parts(behind, own.options(CONTACTS, MODE, BOUND));
        }
    }

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public RosterStore open(StoreUri uri) {
        return open(uri, RosterStores::open);
    }

    /** Opens it in front of what {@code stores} opens. */
    RosterStore open(StoreUri uri, Function<String, RosterStore> stores) {
        if (uri.rest().isEmpty() || uri.rest().startsWith("?")) {
            throw new StoreConfigurationException(
                    "cache: is followed by the URI of the store behind; write for example cache:memory:");
        }
        if (uri.rest().toLowerCase(Locale.ROOT).startsWith(SCHEME + ":")) {
            throw new StoreConfigurationException(
                    "a cache in front of a cache saves nothing; write cache: once: " + uri);
        }
        Parts parts = Parts.of(uri);
        UnaryOperator<CachedRosterStore.Builder> settings = settings(parts.options()); // before anything is opened
        RosterStore behind = stores.apply(parts.behind());
        try {
            return settings.apply(CachedRosterStore.over(behind)).open();
        } catch (RuntimeException e) {
            behind.close();
            throw e;
        }
    }

    private static UnaryOperator<CachedRosterStore.Builder> settings(StoreUri.Options options) {
        OptionalInt contacts = options.count(CONTACTS);
        Optional<Duration> bound = options.duration(BOUND);
        String mode = options.text(MODE).orElse(CHECKED);
        if (!Set.of(CHECKED, FEED).contains(mode)) {
            throw new StoreConfigurationException(
                    "option cache.mode is neither checked nor feed; write for example cache.mode=feed");
        }
        if (bound.isPresent() && mode.equals(CHECKED)) {
            throw new StoreConfigurationException(
                    "option cache.bound is for a cache that follows the feed; write cache.mode=feed as well");
        }
        return builder -> {
            CachedRosterStore.Builder sized = contacts.isPresent() ? builder.contacts(contacts.getAsInt()) : builder;
            if (mode.equals(CHECKED)) {
                return sized.revisionChecked();
            }
            return bound.map(sized::feedDriven).orElseGet(sized::feedDriven);
        };
    }
}
