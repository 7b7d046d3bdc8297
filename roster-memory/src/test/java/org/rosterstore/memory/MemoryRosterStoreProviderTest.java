package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;

class MemoryRosterStoreProviderTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");

    @ParameterizedTest
    @CsvSource({
        "memory:, ''",
        "MEMORY:bot, bot",
        "memory:my bot, my bot",
        "memory:a%3Fb, a?b",
        "memory:/a/b, /a/b",
    })
    void theUriNamesTheStore(String uri, String name) {
        try (RosterStore store = RosterStores.open(uri);
                RosterStore named = InMemoryRosterStore.open(name)) {
            store.commit(OWNER, RosterEdit.ver("1"));

            assertThat(store).isInstanceOf(InMemoryRosterStore.class);
            assertThat(named.load(OWNER).ver()).contains("1");
        }
    }

    @Test
    void itIsFound() {
        assertThat(RosterStores.schemes()).containsEntry("memory", MemoryRosterStoreProvider.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:?x=1", "memory:bot?size=3", "memory:?timeout=5s"})
    void itHasNoOptions(String uri) {
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open(uri))
                .withMessageContaining("unknown option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory://host", "memory://host/bot", "memory://user:hunter2@host/bot"})
    void itHasNoHost(String uri) {
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> RosterStores.open(uri))
                .withMessageContaining("host")
                .withMessageNotContaining("hunter2");
    }
}
