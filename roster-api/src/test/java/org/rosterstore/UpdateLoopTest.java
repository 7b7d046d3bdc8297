package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rosterstore.spi.ForwardingRosterStore;

class UpdateLoopTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final RosterEdit MINE = RosterEdit.put(RosterItem.of(BareJid.of("juliet@example.com")));
    private static final RosterEdit THEIRS = RosterEdit.put(RosterItem.of(BareJid.of("romeo@example.net")));

    /** A store where another writer is faster for the first so many commits. */
    private static final class Contended extends ForwardingRosterStore {

        private final List<Condition> conditions = new ArrayList<>();
        private int rivals;

        Contended(int rivals) {
            super(new OneStateStore());
            this.rivals = rivals;
        }

        @Override
        public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
            conditions.add(condition);
            if (rivals-- > 0) {
                super.commit(owner, THEIRS, Condition.none());
            }
            return super.commit(owner, edit, condition);
        }
    }

    @Test
    void itCommitsAtTheRevisionThatItLoaded() {
        Contended store = new Contended(0);
        Revision before = store.commit(OWNER, THEIRS);
        store.conditions.clear();

        Revision after = store.update(OWNER, roster -> MINE);

        assertThat(store.conditions).containsExactly(Condition.at(before));
        assertThat(after).isEqualTo(store.revision(OWNER));
        assertThat(after.counter()).isEqualTo(2);
    }

    @Test
    void afterAConflictItBeginsAgainWithTheRosterAsItIsThen() {
        Contended store = new Contended(3);
        List<Roster> seen = new ArrayList<>();

        Revision after = store.update(OWNER, roster -> {
            seen.add(roster);
            return MINE;
        });

        assertThat(seen).extracting(roster -> roster.revision().counter()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(after.counter()).isEqualTo(4);
        assertThat(store.load(OWNER).contacts()).hasSize(2);
    }

    @Test
    void whereThereIsNothingToChangeNothingIsCommitted() {
        Contended store = new Contended(0);
        Revision before = store.commit(OWNER, THEIRS);
        store.conditions.clear();

        assertThat(store.update(OWNER, roster -> RosterEdit.nothing())).isEqualTo(before);
        assertThat(store.conditions).isEmpty();
    }

    @Test
    void itStopsWhenAConflictLeavesNothingToChange() {
        Contended store = new Contended(1);

        Revision after = store.update(OWNER, roster -> roster.contacts().isEmpty() ? MINE : RosterEdit.nothing());

        assertThat(after).isEqualTo(store.revision(OWNER));
        assertThat(after.counter()).isEqualTo(1);
    }

    @Test
    void itGivesUpWhenOthersWereFasterForTenSeconds() {
        Contended store = new Contended(Integer.MAX_VALUE);
        AtomicLong seconds = new AtomicLong();
        UpdateLoop loop = new UpdateLoop(
                store, OWNER, roster -> MINE, () -> Duration.ofSeconds(4).toNanos() * seconds.getAndIncrement());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(loop::run)
                .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        assertThat(store.conditions).as("after 4, 8 and 12 seconds").hasSize(3);
        assertThat(store.load(OWNER).contacts()).hasSize(1);
    }

    @Test
    void anInterruptedThreadKeepsItsFlagAndGetsItsAnswer() {
        Thread.currentThread().interrupt();
        try {
            assertThat(new Contended(2).update(OWNER, roster -> MINE).counter()).isEqualTo(3);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aFailureIsNotTriedAgain() {
        RosterStore broken = new ForwardingRosterStore(new OneStateStore()) {
            @Override
            public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                throw StoreUnavailableException.unknownOutcome(
                        "gone", new Attempt(condition.expectation(), 9, Revision.NONE));
            }
        };
        AtomicLong asked = new AtomicLong();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> broken.update(OWNER, roster -> {
                    asked.incrementAndGet();
                    return MINE;
                }));
        assertThat(asked).hasValue(1);
    }

    @Test
    void theChangeMayNotBeNull() {
        Function<Roster, RosterEdit> none = null;

        assertThatNullPointerException().isThrownBy(() -> new OneStateStore().update(OWNER, none));
    }
}
