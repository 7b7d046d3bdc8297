package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

/** When a condition holds. */
class OwnerStateConditionTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final RosterEdit JULIETS = RosterEdit.put(RosterItem.of(JULIET));
    private static final RosterEdit ROMEOS = RosterEdit.put(RosterItem.of(ROMEO));

    private static OwnerState commits(OwnerState state, RosterEdit... edits) {
        OwnerState after = state;
        for (RosterEdit edit : edits) {
            after = after.commit(edit, Condition.none(), NOW).after();
        }
        return after;
    }

    private static OwnerState after(RosterEdit... edits) {
        return commits(OwnerState.none(OWNER), edits);
    }

    private static void assertHolds(OwnerState state, Condition condition) {
        for (RosterEdit edit : List.of(RosterEdit.nothing(), JULIETS, RosterEdit.eraseAll())) {
            assertThat(state.commit(edit, condition, NOW).result()).isInstanceOf(Committed.class);
        }
    }

    private static void assertConflict(OwnerState state, Condition condition) {
        for (RosterEdit edit : List.of(RosterEdit.nothing(), JULIETS, RosterEdit.eraseAll())) {
            OwnerState.Step step = state.commit(edit, condition, NOW);
            assertThat(step.result()).isEqualTo(new Conflict(state.revision()));
            assertThat(step.after()).isSameAs(state);
        }
    }

    private static Condition unchangedSince(BareJid contact, Revision revision) {
        return new Condition(Optional.empty(), Map.of(contact, revision), OptionalLong.empty(), Optional.empty());
    }

    private static Revision withOtherId(Revision revision) {
        return new Revision(revision.counter(), ~revision.commit());
    }

    @Test
    void theOwnerAtExactlyThatRevision() {
        OwnerState first = after(JULIETS);
        OwnerState second = commits(first, ROMEOS);

        assertHolds(second, Condition.at(second.revision()));
        assertConflict(second, Condition.at(first.revision()));
        assertConflict(second, Condition.at(second.revision().next(7)));
        assertConflict(second, Condition.at(withOtherId(second.revision())));
        assertConflict(second, Condition.at(Revision.NONE));
    }

    @Test
    void anOwnerThatWasNeverCommittedTo() {
        assertHolds(OwnerState.none(OWNER), Condition.at(Revision.NONE));
        assertConflict(OwnerState.none(OWNER), Condition.at(new Revision(1, 7)));
    }

    @Test
    void aContactSinceItWasLastTouched() {
        OwnerState state = after(JULIETS, ROMEOS, ROMEOS);

        assertHolds(state, Condition.unchanged(state.roster().contact(JULIET)));
        assertConflict(
                commits(state, JULIETS), Condition.unchanged(state.roster().contact(JULIET)));
        assertConflict(
                commits(state, RosterEdit.remove(JULIET)),
                Condition.unchanged(state.roster().contact(JULIET)));
        assertConflict(
                state,
                unchangedSince(
                        JULIET, withOtherId(state.roster().contact(JULIET).changedIn())));
    }

    @Test
    void aContactSinceAnyRevisionThatIsRemembered() {
        OwnerState first = after(JULIETS);
        OwnerState second = commits(first, ROMEOS);
        OwnerState third = commits(second, ROMEOS);

        assertHolds(third, unchangedSince(JULIET, second.revision()));
        assertHolds(third, unchangedSince(JULIET, third.revision()));
        assertConflict(third, unchangedSince(ROMEO, second.revision()));
        assertConflict(third, unchangedSince(JULIET, Revision.NONE));
        assertConflict(third, unchangedSince(JULIET, withOtherId(second.revision())));
        assertConflict(third, unchangedSince(JULIET, third.revision().next(7)));
    }

    @Test
    void aContactThatIsAbsent() {
        OwnerState first = after(ROMEOS);
        Contact absent = first.roster().contact(JULIET);
        OwnerState untouched = commits(first, ROMEOS, ROMEOS);

        assertHolds(first, Condition.unchanged(absent));
        assertHolds(untouched, Condition.unchanged(absent));
        assertConflict(commits(untouched, JULIETS), Condition.unchanged(absent));
        assertConflict(commits(untouched, JULIETS, RosterEdit.remove(JULIET)), Condition.unchanged(absent));
        assertConflict(first, unchangedSince(JULIET, withOtherId(first.revision())));
    }

    @Test
    void aContactOfAnOwnerThatWasNeverCommittedTo() {
        Contact absent = OwnerState.none(OWNER).roster().contact(JULIET);

        assertHolds(OwnerState.none(OWNER), Condition.unchanged(absent));
        assertHolds(after(ROMEOS), Condition.unchanged(absent));
        assertConflict(after(JULIETS), Condition.unchanged(absent));
    }

    @Test
    void aContactReadAtThePresentRevisionHoweverLongAgoItWasTouched() {
        OwnerState state = after(JULIETS);
        for (int i = 0; i < 200; i++) {
            state = commits(state, ROMEOS);
        }
        assertHolds(state, Condition.unchanged(state.roster().contact(JULIET)));
        assertHolds(state, unchangedSince(JULIET, state.revision()));
        assertHolds(state, Condition.unchanged(state.roster().contact(OWNER)));
    }

    @Test
    void severalContactsMustAllBeUnchanged() {
        OwnerState state = after(JULIETS, ROMEOS);
        Contact juliet = state.roster().contact(JULIET);
        Contact romeo = state.roster().contact(ROMEO);

        assertHolds(state, Condition.unchanged(juliet, romeo));
        assertConflict(commits(state, ROMEOS), Condition.unchanged(juliet, romeo));
    }

    @Test
    void ownerAndContactMustBothHold() {
        OwnerState first = after(JULIETS);
        OwnerState second = commits(first, ROMEOS);
        Map<BareJid, Revision> juliet = Map.of(JULIET, first.revision());

        assertHolds(
                second, new Condition(Optional.of(second.revision()), juliet, OptionalLong.empty(), Optional.empty()));
        assertConflict(
                second, new Condition(Optional.of(first.revision()), juliet, OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void nothingReadBeforeAnErasureHoldsAfterIt() {
        OwnerState before = after(JULIETS, ROMEOS);
        OwnerState erased = commits(before, RosterEdit.eraseAll());
        OwnerState again = commits(erased, JULIETS);

        for (OwnerState state : List.of(erased, again)) {
            assertConflict(state, Condition.at(before.revision()));
            assertConflict(state, Condition.at(Revision.NONE));
            assertConflict(state, Condition.unchanged(before.roster().contact(JULIET)));
        }
        assertHolds(erased, Condition.at(erased.revision()));
        assertHolds(erased, Condition.unchanged(erased.roster().contact(JULIET)));
        assertHolds(again, Condition.unchanged(erased.roster().contact(ROMEO)));
    }

    @Test
    void aContactWhoseRecordIsDamagedIsUnchangedIfNobodyTouchedIt() {
        OwnerState state = after(JULIETS, ROMEOS);
        OwnerState damaged = Damage.of(state, JULIET);

        assertThat(damaged.commit(JULIETS, Condition.unchanged(state.roster().contact(JULIET)), NOW)
                        .result())
                .isInstanceOf(Committed.class);
        assertThat(damaged.commit(JULIETS, unchangedSince(JULIET, Revision.NONE), NOW)
                        .result())
                .isInstanceOf(Conflict.class);
    }
}
