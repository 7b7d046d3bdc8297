package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 0",
        "romeo, 5",
        "André, 5",
        "朋友, 4",
        "한국, 4",
        "ｱｲｳ, 3",
        "ＡＢ, 4",
        "Лучшие друзья, 13",
        "שלום, 4",
        "𝔘𝔫𝔦, 3",
        "𠮷, 2",
        "😀, 2",
        "❤, 1",
        "✅, 2",
        "№, 1",
    })
    void charactersAreNarrowOrWide(String text, int cells) {
        assertThat(DisplayWidth.of(text)).isEqualTo(cells);
    }

    @Test
    void whatCombinesTakesNoCell() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("Z\u0351\u036B\u0343algo")).isEqualTo(5);
        assertThat(DisplayWidth.of("\u0301")).as("alone").isZero();
        assertThat(DisplayWidth.of("\u3099")).as("alone, among wide characters").isZero();
        assertThat(DisplayWidth.of("\u200B\uFEFF")).isZero();
        assertThat(DisplayWidth.of("\u1112\u1161\u11AB"))
                .as("a Hangul syllable in three parts")
                .isEqualTo(2);
    }

    @Test
    void anEmojiSequenceIsOneEmoji() {
        assertThat(DisplayWidth.of("👩\u200D👩\u200D👧")).as("a family").isEqualTo(2);
        assertThat(DisplayWidth.of("👍\uD83C\uDFFD")).as("a skin tone").isEqualTo(2);
        assertThat(DisplayWidth.of("🇩🇪🇫🇷")).as("two flags").isEqualTo(4);
        assertThat(DisplayWidth.of("❤\uFE0F")).as("a heart, as an emoji").isEqualTo(2);
    }

    @Test
    void fittedTextIsCutBetweenClustersAndSaysSo() {
        assertThat(DisplayWidth.fitted("朋友们", 6)).isEqualTo("朋友们");
        assertThat(DisplayWidth.fitted("朋友们", 5)).isEqualTo("朋友…");
        assertThat(DisplayWidth.fitted("朋友们", 4)).isEqualTo("朋…");
        assertThat(DisplayWidth.fitted("ee\u0301e", 2)).isEqualTo("e…");
        assertThat(DisplayWidth.fitted("👩\u200D👩\u200D👧 and so on", 4)).isEqualTo("👩\u200D👩\u200D👧 …");
    }

    @Test
    void wrappedTextBreaksAtSpaces() {
        assertThat(DisplayWidth.wrapped("", 5)).containsExactly("");
        assertThat(DisplayWidth.wrapped("朋友 and friends", 8)).containsExactly("朋友 and", "friends");
        assertThat(DisplayWidth.wrapped("a verylongword b", 6)).containsExactly("a", "veryl…", "b");
    }
}
