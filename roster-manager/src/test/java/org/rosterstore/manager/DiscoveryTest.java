package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Which store a roster is kept in says its URI, and nothing else. */
class DiscoveryTest {

    /** Provides what somebody else provides. */
    public static final class SecondMemory implements RosterStoreProvider {

        @Override
        public Set<String> schemes() {
            return Set.of("memory");
        }

        @Override
        public RosterStore open(StoreUri uri) {
            throw new AssertionError("nobody has chosen this one");
        }
    }

    /** A jar beside what is on the class path, which has that provider. */
    private static final class Jar extends URLClassLoader {

        private static final String PROVIDER = SecondMemory.class.getName();

        private Jar(Path directory) throws IOException {
            super(new URL[] {directory.toUri().toURL()}, DiscoveryTest.class.getClassLoader());
            Path type = directory.resolve(PROVIDER.replace('.', '/') + ".class");
            Files.createDirectories(type.getParent());
            try (InputStream in =
                    DiscoveryTest.class.getResourceAsStream(type.getFileName().toString())) {
                Files.copy(in, type);
            }
            Path services = directory.resolve("META-INF/services");
            Files.createDirectories(services);
            Files.writeString(services.resolve(RosterStoreProvider.class.getName()), PROVIDER);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(PROVIDER) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @TempDir
    Path directory;

    @Test
    @Scenario("C31")
    void severalBackendsOnTheClassPathAreEachOpenedByTheirScheme() {
        assertThat(RosterStores.schemes()).containsKeys("memory", "sqlite", "postgresql", "redis");

        for (String uri : new String[] {"memory:discovery", "sqlite:" + directory.resolve("rosters.db")}) {
            try (RosterStore store = RosterStores.open(uri)) {
                ClientRoster roster = ClientRoster.builder(store, stanza -> {})
                        .executor(Runnable::run)
                        .build();
                CompletionStage<Void> start = roster.start(Jid.of("o@x.example/r"), Set.of());
                assertThat(start).isNotDone();
                assertThat(roster.roster().contacts()).isEmpty();
                roster.stop();
            }
        }
    }

    @Test
    @Scenario("C31")
    void aBackendThatIsAbsentIsAnErrorThatNamesWhatToAdd() {
        assertThatThrownBy(() -> RosterStores.open("mongodb://db.example"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("roster-mongo");
        assertThatThrownBy(() -> RosterStores.open("redis://db.example", new ClassLoader(null) {}))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("roster-redis");
    }

    @Test
    @Scenario("C31")
    void twoBackendsOfOneSchemeAreAnErrorThatListsBoth() throws IOException {
        try (Jar loader = new Jar(directory)) {
            assertThatThrownBy(() -> RosterStores.open("memory:", loader))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("MemoryRosterStoreProvider")
                    .hasMessageContaining("SecondMemory");
        }
    }
}
