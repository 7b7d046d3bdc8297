package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterStoresTest {

    private static final ClassLoader NOBODY = RosterStores.class.getClassLoader();

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    @Test
    void theProviderOfTheSchemeOpens() throws Exception {
        try (ThrowawayLoader loader = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Red.class)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> RosterStores.open("RED:rosters.db", loader))
                    .withMessage("red opens rosters.db");
        }
    }

    @Test
    void theContextClassLoaderIsAskedWhereNoOtherIsGiven() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ThrowawayLoader loader = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Red.class)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> RosterStores.open("red:x"));
            assertThat(RosterStores.schemes())
                    .containsExactly(
                            Map.entry("purple", ThrowawayProviders.Red.class.getName()),
                            Map.entry("red", ThrowawayProviders.Red.class.getName()));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aThreadMayHaveNoContextClassLoader() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(null);

            assertThatExceptionOfType(StoreConfigurationException.class).isThrownBy(() -> RosterStores.open("red:x"));
            assertThat(RosterStores.schemes()).isEmpty();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "memory:, roster-memory",
        "sqlite:a.db, roster-jdbc",
        "postgresql://h/db, roster-jdbc",
        "redis://h, roster-redis",
        "rediss://h, roster-redis",
        "redis-sentinel://h, roster-redis",
        "redis-cluster://h, roster-redis",
        "mongodb://h, roster-mongo",
        "mongodb+srv://h, roster-mongo"
    })
    void aMissingBackendOfThisProjectIsNamed(String uri, String artifact) {
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open(uri, NOBODY))
                .withMessageContaining("org.rosterstore:" + artifact)
                .withMessageContaining("none");
    }

    @Test
    void anUnknownSchemeListsTheKnownOnes() throws Exception {
        try (ThrowawayLoader loader = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Red.class)) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("green:x", loader))
                    .withMessageContaining("green:")
                    .withMessageContaining("purple:, red:")
                    .withMessageNotContaining("org.rosterstore:");
        }
    }

    @Test
    void noMessageShowsThePassword() {
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open("redis://user:hunter2@h", NOBODY))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void twoProvidersOfOneSchemeAreNamedWithTheirPlaces() throws Exception {
        try (ThrowawayLoader parent = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Red.class);
                ThrowawayLoader loader = ThrowawayLoader.of(otherFolder, parent, ThrowawayProviders.Blue.class)) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("purple:x", loader))
                    .withMessageContaining(ThrowawayProviders.Red.class.getName() + " in "
                            + folder.toUri().toURL())
                    .withMessageContaining(ThrowawayProviders.Blue.class.getName() + " in "
                            + otherFolder.toUri().toURL());
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .as("a scheme that only one of them has")
                    .isThrownBy(() -> RosterStores.open("red:x", loader));
        }
    }

    @Test
    void aProviderThatCannotBeMadeIsAnErrorWhateverIsOpened() throws Exception {
        try (ThrowawayLoader loader =
                ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Red.class, ThrowawayProviders.Broken.class)) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("red:x", loader))
                    .withMessageContaining(ThrowawayProviders.Broken.class.getName())
                    .withStackTraceContaining("a broken provider");
        }
    }

    @Test
    void aProviderThatIsNoneIsAnError() throws Exception {
        try (ThrowawayLoader loader = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Stranger.class)) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("red:x", loader))
                    .withMessageContaining(ThrowawayProviders.Stranger.class.getName());
        }
    }

    @Test
    void aProviderThatIsNotThereIsAnError() throws Exception {
        try (ThrowawayLoader loader = ThrowawayLoader.naming(folder, NOBODY, "org.example.Missing")) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("red:x", loader))
                    .withMessageContaining("org.example.Missing");
        }
    }

    @Test
    void aProviderWhoseLibraryIsMissingIsAnError() throws Exception {
        try (ThrowawayLoader loader = ThrowawayLoader.of(folder, NOBODY, ThrowawayProviders.Dependent.class)) {
            assertThatExceptionOfType(StoreConfigurationException.class)
                    .isThrownBy(() -> RosterStores.open("red:x", loader))
                    .withMessageContaining("ThrowawayProviders$Library");
        }
    }

    @Test
    void aMalformedUriIsAnError() {
        assertThatExceptionOfType(StoreConfigurationException.class).isThrownBy(() -> RosterStores.open("rosters"));
        assertThatNullPointerException().isThrownBy(() -> RosterStores.open(null));
    }
}
