package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Unicode Standard, section 3.13, and SpecialCasing.txt. */
class CaseMappingTest {

    @Test
    void everyCodePointByItselfAsInTheJdk() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = Character.toString(codePoint);
            assertThat(CaseMapping.toLowerCase(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ΟΔΥΣΣΕΥΣ, οδυσσευς",
        "Σ, σ",
        "ΣΣ, σς",
        "ΑΣ1, ας1",
        "1Σ, 1σ",
        // What is case-ignorable ends no word.
        "Α\u0301Σ, α\u0301ς",
        "ΑΣ\u0301, ας\u0301",
        "ΑΣ\u0301Α, ασ\u0301α",
        "Α.Σ, α.ς",
        "ΑΣ.Α, ασ.α",
        "\u0301Σ, \u0301σ",
        // Letters without case end it.
        "ΑΣא, αςא",
        "אΣ, אσ",
        // Astral letters have case.
        "𐐀Σ, 𐐨ς",
        "ΑΣ𐐀, ασ𐐨",
    })
    void capitalSigmaByItsPlace(String text, String expected) {
        assertThat(CaseMapping.toLowerCase(text)).isEqualTo(expected);
    }

    /** The JDK takes minutes for these. */
    @Test
    void takesLinearTime() {
        int length = 200_000;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(CaseMapping.toLowerCase("Σ".repeat(length))).hasSize(length);
            assertThat(CaseMapping.toLowerCase("Σ\u0301".repeat(length))).hasSize(2 * length);
            assertThat(CaseMapping.toLowerCase("Σ" + "\u0301".repeat(length))).hasSize(length + 1);
        });
    }
}
