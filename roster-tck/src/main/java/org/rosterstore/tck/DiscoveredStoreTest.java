package org.rosterstore.tck;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;

/**
 * The kit for whatever store is on the class path: no class needs to be written. The store is the one that the system
 * property {@code roster.tck.store} names by URI, else the one {@link StoreFixture} that {@link ServiceLoader} finds, else
 * the one scheme that can be opened with nothing behind the colon: one that is a prefix to others cannot.
 *
 * <p>With Maven, name the kit in surefire's {@code dependenciesToScan} and set {@code failIfNoTests}. Where no store is
 * found, or more than one, this fails and says what it saw.
 */
public class DiscoveredStoreTest extends RosterStoreTck {

    /** For JUnit. */
    public DiscoveredStoreTest() {}

    @Override
    public RosterStore open() {
        return fixture().open();
    }

    @Override
    StoreFixture fixture() {
        String uri = System.getProperty("roster.tck.store", "");
        if (!uri.isBlank()) {
            return StoreFixture.ofUri(uri);
        }
        List<StoreFixture> fixtures = ServiceLoader.load(StoreFixture.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (fixtures.size() == 1) {
            return fixtures.get(0);
        }
        Set<String> schemes = RosterStores.schemes().keySet();
        List<String> uris = schemes.stream()
                .map(scheme -> scheme + ":")
                .filter(DiscoveredStoreTest::isWhole)
                .toList();
        if (fixtures.isEmpty() && uris.size() == 1) {
            return StoreFixture.ofUri(uris.get(0));
        }
        throw new IllegalStateException(
                "say which store to verify by the system property roster.tck.store; there are the fixtures %s and the schemes %s"
                        .formatted(
                                fixtures.stream()
                                        .map(it -> it.getClass().getName())
                                        .collect(Collectors.toList()),
                                schemes));
    }

    private static boolean isWhole(String uri) {
        try (RosterStore store = RosterStores.open(uri)) {
            return true;
        } catch (StoreConfigurationException e) {
            return false;
        } catch (RosterStoreException e) {
            return true; // it is the server's fault, and the kit will tell
        }
    }
}
