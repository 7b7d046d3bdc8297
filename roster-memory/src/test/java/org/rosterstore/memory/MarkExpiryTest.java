package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** The mark of an erased owner is kept for a day, so that a late retry brings nothing back, and is then forgotten. */
class MarkExpiryTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid OTHER = BareJid.of("laurence@example.com");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final AdjustableClock clock = new AdjustableClock();
    private final RosterStore store = new InMemoryRosterStore(new Storage(clock), () -> {});

    @AfterEach
    void close() {
        store.close();
    }

    private Revision eraseAfterACommit(BareJid owner) {
        store.commit(owner, RosterEdit.ver("1"));
        return store.erase(owner);
    }

    @Test
    void forADayTheOwnerHasTheRevisionOfItsErasure() {
        Revision erased = eraseAfterACommit(OWNER);

        clock.move(DAY);

        assertThat(store.revision(OWNER)).isEqualTo(erased);
        assertThat(store.commit(OWNER, RosterEdit.ver("2"), Condition.at(Revision.NONE)))
                .isEqualTo(new Conflict(erased));
        assertThat(store.commit(OWNER, RosterEdit.ver("2")).counter()).isEqualTo(erased.counter() + 1);
    }

    @Test
    void forADayALateRetryBringsNothingBack() {
        Condition once = Condition.none().withCommit(0x1D);
        store.commit(OWNER, RosterEdit.ver("1"), once);
        store.erase(OWNER);

        clock.move(DAY);

        assertThat(store.commit(OWNER, RosterEdit.ver("1"), once)).isEqualTo(new Committed(new Revision(1, 0x1D)));
        assertThat(store.load(OWNER).ver()).isEmpty();
    }

    @Test
    void thenTheOwnerIsOneThatWasNeverCommittedTo() {
        Revision erased = eraseAfterACommit(OWNER);

        clock.move(DAY.plus(MOMENT));

        assertThat(store.revision(OWNER)).isEqualTo(Revision.NONE);
        assertThat(store.load(OWNER).revision()).isEqualTo(Revision.NONE);
        assertThat(store.history().orElseThrow().since(OWNER, erased)).isEmpty();
        assertThat(store.erase(OWNER)).isEqualTo(Revision.NONE);
        assertThat(store.commit(OWNER, RosterEdit.ver("2"), Condition.at(Revision.NONE)))
                .isInstanceOf(Committed.class);
        assertThat(store.revision(OWNER).counter()).isEqualTo(1);
        assertThat(store.catalog().orElseThrow().owners()).containsExactly(OWNER);
    }

    @Test
    void expiredMarksAreReallyDroppedWhenAnotherOwnerBeginsOrEnds() {
        Revision erased = eraseAfterACommit(OWNER);
        clock.move(DAY.plus(MOMENT));

        store.commit(OTHER, RosterEdit.ver("1"));
        clock.move(DAY.negated());

        assertThat(store.revision(OWNER)).as("a clock put back shows no mark").isEqualTo(Revision.NONE);
        assertThat(erased.counter()).isEqualTo(2);
    }

    @Test
    void onlyTheExpiredOnesAreDropped() {
        eraseAfterACommit(OWNER);
        clock.move(Duration.ofHours(12));
        Revision later = eraseAfterACommit(OTHER);
        clock.move(Duration.ofHours(12).plus(MOMENT));

        store.commit(BareJid.of("tybalt@example.com"), RosterEdit.ver("1"));

        assertThat(store.revision(OWNER)).isEqualTo(Revision.NONE);
        assertThat(store.revision(OTHER)).isEqualTo(later);
    }

    @Test
    void anOwnerThatBeganAgainIsNotDropped() {
        eraseAfterACommit(OWNER);
        Revision again = store.commit(OWNER, RosterEdit.ver("2"));
        clock.move(DAY.plus(MOMENT));

        store.commit(OTHER, RosterEdit.ver("1"));

        assertThat(store.revision(OWNER)).isEqualTo(again);
        assertThat(store.load(OWNER).ver()).contains("2");
    }

    @Test
    void aSecondErasureBeginsADayOfItsOwn() {
        eraseAfterACommit(OWNER);
        clock.move(Duration.ofHours(12));
        Revision second = eraseAfterACommit(OWNER);
        clock.move(Duration.ofHours(12).plus(MOMENT));

        store.commit(OTHER, RosterEdit.ver("1"));
        assertThat(store.revision(OWNER)).isEqualTo(second);

        clock.move(Duration.ofHours(12));
        assertThat(store.revision(OWNER)).isEqualTo(Revision.NONE);
    }
}
