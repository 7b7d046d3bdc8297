package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5893, section 2. */
class BidiRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc", // no right-to-left character, no rule
                "1abc",
                "a-",
                "אבג",
                "مثال",
                "אב1", // ends with EN
                "م٣", // ends with AN
                "م۳", // ends with EN
                "א-ב",
                "אב\u05B0", // NSM after the last
                "ދިވެހި", // section 4.1: Dhivehi ends with a mark, which RFC 3454 refused
                "יידיש\u05BC", // section 4.2: Yiddish does too
                "\uD83A\uDD22\uD83A\uDD23", // Adlam, astral
            })
    void allowed(String text) {
        assertThatNoException().isThrownBy(() -> BidiRule.check(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1א",
        "1, -א",
        "1, \u05B0א",
        "1, ٣",
        "1, ٣א",
        "2, אaא",
        "3, א-",
        "3, א-\u05B0",
        "4, م٣۳",
        "4, م1٣",
        "5, aא",
        "5, a٣a",
        "5, a\uD83A\uDD22a",
    })
    void refused(int condition, String text) {
        assertThatThrownBy(() -> BidiRule.check(text))
                .as("condition %d", condition)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Bidi");
    }
}
