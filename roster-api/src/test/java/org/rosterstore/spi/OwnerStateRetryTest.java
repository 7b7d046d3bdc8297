package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.StoreUnavailableException;

/** A commit that is repeated under its id. */
class OwnerStateRetryTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long ID = 0x1D;

    private static final RosterEdit EDIT = RosterEdit.put(RosterItem.of(JULIET));

    private static OwnerState followedBy(OwnerState state, int commits) {
        OwnerState after = state;
        for (int i = 0; i < commits; i++) {
            after = after.commit(RosterEdit.nothing(), Condition.none(), NOW).after();
        }
        return after;
    }

    private static OwnerState after(int commits) {
        return followedBy(OwnerState.none(OWNER), commits);
    }

    private static OwnerState committed(OwnerState state) {
        return state.commit(EDIT, Condition.none().withCommit(ID), NOW).after();
    }

    private static void assertRepetition(OwnerState state, Condition condition, Revision first) {
        for (RosterEdit edit : new RosterEdit[] {EDIT, RosterEdit.eraseAll(), RosterEdit.nothing()}) {
            OwnerState.Step step = state.commit(edit, condition, NOW);
            assertThat(step.result()).isEqualTo(new Committed(first));
            assertThat(step.after()).isSameAs(state);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128})
    void itsIdIsRememberedThroughTheNext128Commits(int others) {
        OwnerState first = committed(after(3));

        assertRepetition(followedBy(first, others), Condition.none().withCommit(ID), first.revision());
    }

    @Test
    void after129OthersItsIdIsForgotten() {
        OwnerState state = followedBy(committed(after(3)), 129);

        assertThat(committed(state).revision()).isEqualTo(state.revision().next(ID));
    }

    @Test
    void theFirstCommitOfAnOwnerIsRememberedAsLong() {
        OwnerState first = committed(after(0));

        assertRepetition(followedBy(first, 128), Condition.none().withCommit(ID), new Revision(1, ID));
    }

    @Test
    void theWindowIsTheSameAfterReadingTheStoredForm() {
        OwnerState first = committed(after(3));
        OwnerState read = OwnerState.of(followedBy(first, 128).toBytes());

        assertRepetition(read, Condition.none().withCommit(ID), first.revision());
        assertThat(committed(OwnerState.of(followedBy(first, 129).toBytes()))
                        .revision()
                        .commit())
                .isEqualTo(ID);
    }

    @Test
    void itIsRecognisedBeforeItsConditionIsLookedAt() {
        OwnerState base = after(3);
        Condition condition = Condition.at(base.revision()).withCommit(ID);
        OwnerState first = base.commit(EDIT, condition, NOW).after();

        assertRepetition(followedBy(first, 5), condition, first.revision());
    }

    @Test
    void itIsRecognisedAfterAnErasure() {
        OwnerState first = committed(after(3));
        OwnerState erased =
                first.commit(RosterEdit.eraseAll(), Condition.none(), NOW).after();

        assertRepetition(erased, Condition.none().withCommit(ID), first.revision());
        assertRepetition(followedBy(erased, 100), Condition.none().withCommit(ID), first.revision());
    }

    @Test
    void anErasureIsRepeatedLikeAnyOtherCommit() {
        OwnerState erased = after(3).commit(
                        RosterEdit.eraseAll(), Condition.none().withCommit(ID), NOW)
                .after();
        OwnerState again =
                followedBy(erased, 1).commit(EDIT, Condition.none(), NOW).after();

        assertRepetition(again, Condition.none().withCommit(ID), erased.revision());
        assertThat(again.roster().contacts()).containsOnlyKeys(JULIET);
    }

    @Test
    void aRetryOfWhatWasAppliedIsARepetition() {
        OwnerState base = after(3);
        Condition retry = Condition.retrying(new Attempt(Condition.at(base.revision()), ID, base.revision()));
        OwnerState first = committed(base);

        assertRepetition(first, retry, first.revision());
        assertRepetition(followedBy(first, 128), retry, first.revision());
    }

    @Test
    void aRetryOfWhatWasNotAppliedIsACommit() {
        OwnerState base = after(3);
        Condition retry = Condition.retrying(new Attempt(Condition.none(), ID, base.revision()));

        for (int others : new int[] {0, 1, 128}) {
            OwnerState state = followedBy(base, others);
            assertThat(state.commit(EDIT, retry, NOW).result())
                    .isEqualTo(new Committed(state.revision().next(ID)));
        }
    }

    @Test
    void aRetryOfWhatWasNotAppliedHasItsConditionLookedAt() {
        OwnerState base = after(3);
        Condition retry = Condition.retrying(new Attempt(Condition.at(base.revision()), ID, base.revision()));
        OwnerState other = followedBy(base, 1);

        assertThat(base.commit(EDIT, retry, NOW).result()).isInstanceOf(Committed.class);
        assertThat(other.commit(EDIT, retry, NOW).result()).isEqualTo(new Conflict(other.revision()));
    }

    @Test
    void aRetryAtTheFirstCommitIsDecidableAsLongAsAllAreRemembered() {
        Condition retry = Condition.retrying(new Attempt(Condition.none(), ID, Revision.NONE));

        assertThat(after(0).commit(EDIT, retry, NOW).result()).isEqualTo(new Committed(new Revision(1, ID)));
        assertThat(after(128).commit(EDIT, retry, NOW).result()).isEqualTo(new Committed(new Revision(129, ID)));
        assertUnknown(after(130), retry);
    }

    @Test
    void aRetryThatCannotBeDecidedIsOfUnknownOutcomeAgainAndNeverAConflict() {
        OwnerState base = after(3);
        Attempt attempt = new Attempt(Condition.at(base.revision()), ID, base.revision());

        assertUnknown(followedBy(base, 130), Condition.retrying(attempt));
        assertUnknown(followedBy(committed(base), 129), Condition.retrying(attempt));
    }

    @Test
    void aRetryFromAnotherHistoryCannotBeDecided() {
        OwnerState state = after(3);
        Revision sameCount = new Revision(2, 0xBAC);

        assertUnknown(state, Condition.retrying(new Attempt(Condition.none(), ID, sameCount)));
        assertUnknown(state, Condition.retrying(new Attempt(Condition.none(), ID, new Revision(4, 0xBAC))));
        assertUnknown(OwnerState.none(OWNER), Condition.retrying(new Attempt(Condition.none(), ID, sameCount)));
    }

    private static void assertUnknown(OwnerState state, Condition retry) {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> state.commit(EDIT, retry, NOW))
                .satisfies(failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                    assertThat(failure.attempt()).isEqualTo(retry.attempt());
                });
    }
}
