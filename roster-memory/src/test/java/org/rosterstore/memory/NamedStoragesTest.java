package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** Which handles share what they keep, and how long it is kept. */
class NamedStoragesTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");

    @Test
    void handlesOfOneNameShare() {
        try (RosterStore one = InMemoryRosterStore.open("shared");
                RosterStore other = InMemoryRosterStore.open("shared")) {
            Revision revision = one.commit(OWNER, RosterEdit.ver("1"));

            assertThat(other.load(OWNER)).isEqualTo(one.load(OWNER));
            assertThat(other.revision(OWNER)).isEqualTo(revision);
        }
    }

    @Test
    void handlesOfTwoNamesDoNot() {
        try (RosterStore one = InMemoryRosterStore.open("one");
                RosterStore other = InMemoryRosterStore.open("One");
                RosterStore nameless = InMemoryRosterStore.open("")) {
            one.commit(OWNER, RosterEdit.ver("1"));

            assertThat(other.revision(OWNER)).isEqualTo(Revision.NONE);
            assertThat(nameless.revision(OWNER)).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void aCreatedStoreIsSharedWithNobody() {
        try (RosterStore one = InMemoryRosterStore.create();
                RosterStore other = InMemoryRosterStore.create();
                RosterStore nameless = InMemoryRosterStore.open("")) {
            one.commit(OWNER, RosterEdit.ver("1"));

            assertThat(other.revision(OWNER)).isEqualTo(Revision.NONE);
            assertThat(nameless.revision(OWNER)).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void theLastCloseDropsWhatWasKept() {
        try (RosterStore store = InMemoryRosterStore.open("dropped")) {
            store.commit(OWNER, RosterEdit.ver("1"));
        }
        try (RosterStore store = InMemoryRosterStore.open("dropped")) {
            assertThat(store.revision(OWNER)).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void everyHandleCounts() {
        RosterStore one = InMemoryRosterStore.open("counted");
        RosterStore two = InMemoryRosterStore.open("counted");
        RosterStore three = InMemoryRosterStore.open("counted");
        one.commit(OWNER, RosterEdit.ver("1"));
        one.close();
        two.close();

        try (RosterStore four = InMemoryRosterStore.open("counted")) {
            assertThat(four.load(OWNER).ver()).contains("1");
        }
        three.close();

        try (RosterStore afterAll = InMemoryRosterStore.open("counted")) {
            assertThat(afterAll.revision(OWNER)).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void closingOneHandleTwiceTakesNothingFromAnother() {
        RosterStore one = InMemoryRosterStore.open("kept");
        try (RosterStore other = InMemoryRosterStore.open("kept")) {
            one.commit(OWNER, RosterEdit.ver("1"));
            one.close();
            one.close();
            one.close();

            try (RosterStore third = InMemoryRosterStore.open("kept")) {
                assertThat(third.load(OWNER).ver()).contains("1");
                assertThat(third.load(OWNER)).isEqualTo(other.load(OWNER));
            }
        }
    }

    @Test
    void aNameIsNeeded() {
        assertThatNullPointerException().isThrownBy(() -> InMemoryRosterStore.open(null));
    }
}
