package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5892, appendix A. */
class ContextRulesTest {

    @ParameterizedTest
    @CsvSource({
        // A.1, zero width non-joiner
        "क्\u200Cष, after a virama",
        "نامه\u200Cای, where two letters would join",
        "ب\u200Cب, between dual-joining letters",
        "ب\u200Cد, before a right-joining letter",
        "ب\u064B\u200C\u064Bب, across marks",
        "\uA872\u200Cب, after a left-joining letter",
        "ᠠ\u200Cᠠ, in Mongolian",
        "\uD83A\uDD22\uD83A\uDD4B\u200C\uD83A\uDD23, across the Adlam nasalization mark",
        // A.2, zero width joiner
        "ක්\u200Dෂ, after a virama",
        // A.3 to A.9
        "l·l, between two l",
        "\u0375α, before Greek",
        "א\u05F3, after Hebrew",
        "א\u05F4ב, after Hebrew",
        "ア・ア, with Katakana",
        "・あ, with Hiragana",
        "・・中, with Han",
        "م٠٩, digits of one kind",
        "م۰۹, digits of one kind",
    })
    void allowed(String text, String place) {
        assertThatNoException().as(place).isThrownBy(() -> ContextRules.check(text));
    }

    @ParameterizedTest
    @CsvSource({
        "\u200C, alone",
        "a\u200Cb, between letters that do not join",
        "د\u200Cب, after a right-joining letter",
        "ب\u200Ca, before a letter that does not join",
        "ب\u200C, at the end",
        "\u200Cب, at the beginning",
        "\u064B\u200Cب, after marks alone",
        "ب\u200C\u200Cب, twice",
        "\u200D, alone",
        "a\u200Db, between letters",
        "ب\u200Dب, between letters that join",
        "क्a\u200Dष, not right after the virama",
        "·, alone",
        "l·, at the end",
        "·l, at the beginning",
        "a·l, after another letter",
        "l·a, before another letter",
        "L·L, between capitals",
        "\u0375, alone",
        "α\u0375, after Greek",
        "\u0375a, before Latin",
        "\u05F3א, before Hebrew",
        "a\u05F4, after Latin",
        "・, alone",
        "a・b, with Latin",
        "م٠۹, digits of both kinds",
    })
    void refused(String text, String place) {
        assertThatThrownBy(() -> ContextRules.check(text)).as(place).isInstanceOf(IllegalArgumentException.class);
    }
}
