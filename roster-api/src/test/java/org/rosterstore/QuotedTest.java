package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(Quoted.of("andré@例え.example 😀")).isEqualTo("\"andré@例え.example 😀\"");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(Quoted.of("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0000, \\u0000",
        "000A, \\u000A",
        "001B, \\u001B",
        "007F, \\u007F",
        "0085, \\u0085",
        "200D, \\u200D",
        "202E, \\u202E",
        "2028, \\u2028",
        "2029, \\u2029",
        "D800, \\uD800",
        "DC00, \\uDC00",
        "E000, \\uE000",
        "FFFF, \\uFFFF",
        "E0001, \\uDB40\\uDC01",
    })
    void whatDoesNotShowIsEscaped(String codePoint, String escaped) {
        assertThat(Quoted.of("a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b"))
                .isEqualTo("\"a" + escaped + "b\"");
    }

    @Test
    void longTextIsCut() {
        assertThat(Quoted.of("a".repeat(80))).isEqualTo('"' + "a".repeat(80) + '"');
        assertThat(Quoted.of("a".repeat(81))).isEqualTo('"' + "a".repeat(80) + "…\"");
    }

    @Test
    void noSurrogatePairIsCutInTwo() {
        assertThat(Quoted.of("a" + "😀".repeat(80))).isEqualTo("\"a" + "😀".repeat(39) + "…\"");
    }
}
