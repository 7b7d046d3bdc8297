package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {

    @Test
    void theWordsOfTheProtocol() {
        assertThat(Arrays.stream(Subscription.values()).map(Subscription::word))
                .containsExactly("none", "to", "from", "both");
    }

    @ParameterizedTest
    @EnumSource
    void eachWordIsReadBack(Subscription subscription) {
        assertThat(Subscription.ofWord(subscription.word())).contains(subscription);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "remove", "NONE", "Both", " to", "from "})
    void anyOtherWordIsNone(String word) {
        assertThat(Subscription.ofWord(word)).isEmpty();
    }
}
