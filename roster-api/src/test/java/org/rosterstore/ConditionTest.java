package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Revision THIRD = new Revision(3, 33);
    private static final Revision FOURTH = new Revision(4, 44);

    @Test
    void noneExpectsNothing() {
        assertThat(Condition.none())
                .isEqualTo(new Condition(Optional.empty(), Map.of(), OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void atExpectsTheOwnerAtARevision() {
        assertThat(Condition.at(THIRD).owner()).contains(THIRD);
        assertThat(Condition.at(THIRD).contacts()).isEmpty();
    }

    @Test
    void unchangedExpectsContactsAtWhatTheyWereReadAt() {
        Condition condition = Condition.unchanged(Contact.absent(JULIET, THIRD), Contact.absent(ROMEO, FOURTH));

        assertThat(condition.contacts()).containsOnly(Map.entry(JULIET, THIRD), Map.entry(ROMEO, FOURTH));
        assertThat(condition.owner()).isEmpty();
    }

    @Test
    void oneContactReadTwiceIsOneExpectation() {
        Contact juliet = Contact.absent(JULIET, THIRD);

        assertThat(Condition.unchanged(juliet, juliet)).isEqualTo(Condition.unchanged(juliet));
    }

    @Test
    void oneContactReadAtTwoRevisionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.unchanged(Contact.absent(JULIET, THIRD), Contact.absent(JULIET, FOURTH)));
    }

    @Test
    void anIdIsAddedToTheExpectation() {
        Condition condition = Condition.at(THIRD).withCommit(9);

        assertThat(condition.commit()).hasValue(9);
        assertThat(condition.owner()).contains(THIRD);
        assertThat(condition.attempt()).isEmpty();
        assertThat(condition.expectation()).isEqualTo(Condition.at(THIRD));
    }

    @Test
    void zeroIsNoId() {
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.none().withCommit(0));
    }

    @Test
    void aRetryHasTheExpectationAndTheIdOfItsAttempt() {
        Attempt attempt = new Attempt(Condition.at(THIRD), 9, THIRD);
        Condition retry = Condition.retrying(attempt);

        assertThat(retry.owner()).contains(THIRD);
        assertThat(retry.commit()).hasValue(9);
        assertThat(retry.attempt()).contains(attempt);
        assertThat(retry.expectation()).isEqualTo(Condition.at(THIRD));
    }

    @Test
    void aRetryUnderAnotherIdIsRefused() {
        Optional<Attempt> attempt = Optional.of(new Attempt(Condition.none(), 9, THIRD));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition(Optional.empty(), Map.of(), OptionalLong.of(8), attempt));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition(Optional.empty(), Map.of(), OptionalLong.empty(), attempt));
    }

    @Test
    void aMapThatIsChangedLaterChangesNoCondition() {
        Map<BareJid, Revision> contacts = new HashMap<>(Map.of(JULIET, THIRD));
        Condition condition = new Condition(Optional.empty(), contacts, OptionalLong.empty(), Optional.empty());

        contacts.clear();

        assertThat(condition.contacts()).containsOnlyKeys(JULIET);
        assertThatThrownBy(() -> condition.contacts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
