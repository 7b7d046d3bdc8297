package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Revision BASE = new Revision(3, 33);

    @Test
    void itsPartsAreAsGiven() {
        Attempt attempt = new Attempt(Condition.at(BASE), 9, BASE);

        assertThat(attempt.condition()).isEqualTo(Condition.at(BASE));
        assertThat(attempt.commit()).isEqualTo(9);
        assertThat(attempt.base()).isEqualTo(BASE);
    }

    @Test
    void zeroIsNoId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Attempt(Condition.none(), 0, BASE));
    }

    @Test
    void itsConditionIsTheBareExpectation() {
        Attempt attempt = new Attempt(Condition.none(), 9, BASE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attempt(Condition.none().withCommit(9), 9, BASE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attempt(Condition.retrying(attempt), 9, BASE));
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> new Attempt(null, 9, BASE));
        assertThatNullPointerException().isThrownBy(() -> new Attempt(Condition.none(), 9, null));
    }

    @Test
    void equality() {
        assertThat(new Attempt(Condition.none(), 9, BASE))
                .isEqualTo(new Attempt(Condition.none(), 9, BASE))
                .hasSameHashCodeAs(new Attempt(Condition.none(), 9, BASE))
                .isNotEqualTo(new Attempt(Condition.at(BASE), 9, BASE))
                .isNotEqualTo(new Attempt(Condition.none(), 8, BASE))
                .isNotEqualTo(new Attempt(Condition.none(), 9, Revision.NONE));
    }
}
