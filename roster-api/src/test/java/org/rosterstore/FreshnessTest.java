package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    @Test
    void currentHasNoBound() {
        assertThat(Freshness.CURRENT.bound()).isEmpty();
        assertThat(Freshness.CURRENT).hasToString("current");
    }

    @Test
    void aBoundIsPositive() {
        assertThat(Freshness.bounded(Duration.ofSeconds(5)).bound()).contains(Duration.ofSeconds(5));
        assertThat(Freshness.bounded(Duration.ofSeconds(5))).hasToString("bounded by 5000 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.bounded(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.bounded(Duration.ofNanos(-1)));
    }

    @Test
    void equality() {
        EqualsVerifier.forClass(Freshness.class)
                .withPrefabValues(Duration.class, Duration.ofSeconds(1), Duration.ofSeconds(2))
                .suppress(Warning.NULL_FIELDS)
                .verify();
    }
}
