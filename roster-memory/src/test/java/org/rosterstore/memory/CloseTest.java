package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** The end of a handle. */
class CloseTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");

    @Test
    void abilitiesEndWithTheirHandle() {
        RosterStore store = InMemoryRosterStore.create();
        History history = store.history().orElseThrow();
        Feed feed = store.feed().orElseThrow();
        Catalog catalog = store.catalog().orElseThrow();

        store.close();

        assertThatIllegalStateException().isThrownBy(() -> history.since(OWNER, Revision.NONE));
        assertThatIllegalStateException().isThrownBy(() -> feed.subscribe(signal -> {}));
        assertThatIllegalStateException().isThrownBy(() -> catalog.page(Optional.empty(), 1));
        assertThatIllegalStateException().isThrownBy(store::history);
        assertThatIllegalStateException().isThrownBy(store::feed);
        assertThatIllegalStateException().isThrownBy(store::catalog);
        assertThatIllegalStateException().isThrownBy(store::describe);
    }

    @Test
    void aListenerMayCloseTheStoreThatCallsIt() throws Exception {
        RosterStore store = InMemoryRosterStore.create();
        CountDownLatch closed = new CountDownLatch(1);
        store.feed().orElseThrow().subscribe(signal -> {
            store.close();
            closed.countDown();
        });

        store.commit(OWNER, RosterEdit.ver("1"));

        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> store.load(OWNER));
    }
}
