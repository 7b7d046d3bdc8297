package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionRequestTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    void withoutAStanzaNickAndStatusAreAsGiven() {
        SubscriptionRequest request = new SubscriptionRequest(ROMEO, "Romeo", "hark", "", NOW);

        assertThat(request.nick()).isEqualTo("Romeo");
        assertThat(request.status()).isEqualTo("hark");
        assertThat(request.stanza()).isEmpty();
    }

    @Test
    void withAStanzaNickAndStatusAreReadFromIt() {
        SubscriptionRequest request = new SubscriptionRequest(
                ROMEO, "somebody", "something", "<presence type='subscribe'><status>hark</status></presence>", NOW);

        assertThat(request.nick()).isEmpty();
        assertThat(request.status()).isEqualTo("hark");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00.123456789Z, 2026-11-22T12:00:00.123Z",
        "2026-11-22T12:00:00.999999999Z, 2026-11-22T12:00:00.999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z",
        "-0001-01-01T00:00:00.0005Z, -0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z"
    })
    void theTimeIsCutToTheMillisecond(Instant given, Instant kept) {
        assertThat(SubscriptionRequest.of(ROMEO, given).receivedAt()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void theFirstAndLastTimesThatEveryStoreCanKeep(long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        assertThat(SubscriptionRequest.of(ROMEO, time).receivedAt()).isEqualTo(time);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.of(ROMEO, time.plusMillis(Long.signum(millis))));
    }

    @Test
    void itsStanzaInCanonicalFormMakesAnEqualRequest() {
        SubscriptionRequest request = SubscriptionRequest.of(
                ROMEO, "<presence to='b@c'  type=\"subscribe\"><status>a&gt;b</status></presence>", NOW);

        assertThat(SubscriptionRequest.of(ROMEO, request.stanza(), NOW)).isEqualTo(request);
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> SubscriptionRequest.of(null, NOW));
        assertThatNullPointerException().isThrownBy(() -> new SubscriptionRequest(ROMEO, null, "", "", NOW));
        assertThatNullPointerException().isThrownBy(() -> new SubscriptionRequest(ROMEO, "", null, "", NOW));
        assertThatNullPointerException().isThrownBy(() -> new SubscriptionRequest(ROMEO, "", "", null, NOW));
        assertThatNullPointerException().isThrownBy(() -> SubscriptionRequest.of(ROMEO, null));
    }

    @Test
    void equality() {
        String status = "<presence type='subscribe'><status>%s</status></presence>";
        assertThat(SubscriptionRequest.of(ROMEO, status.formatted("a"), NOW))
                .isEqualTo(SubscriptionRequest.of(ROMEO, status.formatted("&#97;"), NOW))
                .isNotEqualTo(SubscriptionRequest.of(ROMEO, status.formatted("b"), NOW));
        assertThat(new SubscriptionRequest(ROMEO, "n", "s", "", NOW))
                .isEqualTo(new SubscriptionRequest(ROMEO, "n", "s", "", NOW))
                .hasSameHashCodeAs(new SubscriptionRequest(ROMEO, "n", "s", "", NOW))
                .isNotEqualTo(new SubscriptionRequest(BareJid.of("juliet@example.com"), "n", "s", "", NOW))
                .isNotEqualTo(new SubscriptionRequest(ROMEO, "m", "s", "", NOW))
                .isNotEqualTo(new SubscriptionRequest(ROMEO, "n", "t", "", NOW))
                .isNotEqualTo(new SubscriptionRequest(ROMEO, "n", "s", "", NOW.plusMillis(1)));
    }
}
