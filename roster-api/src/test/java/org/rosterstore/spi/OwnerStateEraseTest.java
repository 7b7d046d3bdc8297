package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** An erased owner, in memory and read back from its stored form. */
class OwnerStateEraseTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final OwnerState FULL = commit(
            OwnerState.none(OWNER),
            RosterEdit.put(RosterItem.of(JULIET))
                    .and(RosterEdit.request(SubscriptionRequest.of(JULIET, NOW)))
                    .and(RosterEdit.extra(JULIET, "k", "v"))
                    .and(RosterEdit.ver("1")));

    private static OwnerState commit(OwnerState state, RosterEdit edit) {
        return state.commit(edit, Condition.none(), NOW).after();
    }

    static Stream<UnaryOperator<OwnerState>> ways() {
        return Stream.of(state -> state, state -> OwnerState.of(state.toBytes()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothingIsLeftButTheRevision(UnaryOperator<OwnerState> way) {
        OwnerState mark = way.apply(commit(FULL, RosterEdit.eraseAll()));

        assertThat(mark.revision().counter()).isEqualTo(2);
        assertThat(mark.roster().contacts()).isEmpty();
        assertThat(mark.roster().ver()).isEmpty();
        assertThat(mark.exists()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theCounterGoesOnOverAnErasure(UnaryOperator<OwnerState> way) {
        OwnerState mark = way.apply(commit(FULL, RosterEdit.eraseAll()));
        OwnerState again = commit(mark, RosterEdit.nothing());

        assertThat(again.revision().counter()).isEqualTo(3);
        assertThat(again.exists()).isTrue();
        assertThat(again.roster().contacts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aMarkExpiresAfterADayAndNotBefore(UnaryOperator<OwnerState> way) {
        OwnerState mark = way.apply(commit(FULL, RosterEdit.eraseAll()));
        Instant day = NOW.plus(Duration.ofHours(24));

        assertThat(mark.isExpired(NOW)).isFalse();
        assertThat(mark.isExpired(day)).isFalse();
        assertThat(mark.isExpired(day.plusMillis(1))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void onlyMarksExpire(UnaryOperator<OwnerState> way) {
        OwnerState again = commit(way.apply(commit(FULL, RosterEdit.eraseAll())), RosterEdit.nothing());

        assertThat(way.apply(FULL).isExpired(Instant.MAX)).isFalse();
        assertThat(way.apply(again).isExpired(Instant.MAX)).isFalse();
        assertThat(way.apply(OwnerState.none(OWNER)).isExpired(Instant.MAX)).isFalse();
    }

    @Test
    void theTimeOfTheMarkSurvivesToTheMillisecond() {
        Instant odd = NOW.plusNanos(1_999_999);
        OwnerState mark =
                FULL.commit(RosterEdit.eraseAll(), Condition.none(), odd).after();

        assertThat(OwnerState.of(mark.toBytes()).head().erasedAt()).contains(NOW.plusMillis(1));
    }

    @Test
    void erasingAnUnknownOwnerWritesNothing() {
        OwnerState none = OwnerState.none(OWNER);
        OwnerState.Step step =
                none.commit(RosterEdit.eraseAll(), Condition.none().withCommit(9), NOW);

        assertThat(step.after()).isSameAs(none);
        assertThat(step.result()).isEqualTo(new Committed(Revision.NONE));
        assertThat(none.exists()).isFalse();
    }

    @Test
    void anUnknownOwnerReadBackIsStillUnknown() {
        OwnerState read = OwnerState.of(OwnerState.none(OWNER).toBytes());

        assertThat(read.roster()).isEqualTo(Roster.none(OWNER));
        assertThat(read.exists()).isFalse();
    }
}
