package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterStoreExceptionTest {

    private static final Attempt ATTEMPT = new Attempt(Condition.none(), 9, new Revision(3, 33));

    @Test
    void withoutAnAttemptNothingWasApplied() {
        Exception cause = new IOException("reset by peer");

        assertThat(List.of(
                        new StoreUnavailableException("m"),
                        new StoreUnavailableException("m", cause),
                        new StoredDataException("m"),
                        new StoredDataException("m", cause),
                        new StoreConfigurationException("m"),
                        new StoreConfigurationException("m", cause),
                        new LimitExceededException("m")))
                .allSatisfy(failure -> {
                    assertThat(failure).hasMessage("m");
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                    assertThat(failure.attempt()).isEmpty();
                });
    }

    @Test
    void anAttemptMakesTheOutcomeUnknown() {
        RosterStoreException failure = StoreUnavailableException.unknownOutcome("m", ATTEMPT);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempt()).contains(ATTEMPT);
        assertThatNullPointerException().isThrownBy(() -> StoreUnavailableException.unknownOutcome("m", null));
    }

    @Test
    void anUnknownOutcomeIsNotCalledNotAppliedAfterSerialization() throws Exception {
        RosterStoreException copy = copy(StoreUnavailableException.unknownOutcome("m", ATTEMPT));

        assertThat(copy.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(copy.attempt()).isEmpty();
        assertThat(copy(new LimitExceededException("m")).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @SuppressWarnings("BanSerializableRead") // its own bytes
    private static RosterStoreException copy(RosterStoreException failure) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        new ObjectOutputStream(octets).writeObject(failure);
        return (RosterStoreException)
                new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray())).readObject();
    }
}
