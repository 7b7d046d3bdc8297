package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @Test
    void whatSteersATerminalIsWritten() {
        assertThat(SafeText.of("\u001B[31mred")).isEqualTo("\\u001B[31mred");
        assertThat(SafeText.of("\u009B2J")).isEqualTo("\\u009B2J");
        assertThat(SafeText.of("bell\u0007 delete\u007F next\u0085"))
                .isEqualTo("bell\\u0007 delete\\u007F next\\u0085");
    }

    @Test
    void whatReordersTheLineOrEndsItIsWritten() {
        assertThat(SafeText.of("\u202Egpj.exe")).isEqualTo("\\u202Egpj.exe");
        assertThat(SafeText.of("\u2066x\u2069")).isEqualTo("\\u2066x\\u2069");
        assertThat(SafeText.of("a\u2028b")).isEqualTo("a\\u2028b");
    }

    @Test
    void halfACharacterIsWritten() {
        assertThat(SafeText.of("\uD83D!")).isEqualTo("\\uD83D!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "tab\tstop", "carriage\rreturn"})
    void linesStayOne(String text) {
        assertThat(SafeText.of(text)).doesNotContainPattern("[\\n\\t\\r]").containsPattern("\\\\[ntr]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Juliet ❤",
                "朋友",
                "d\\27artagnan",
                "\u200Fשלום\u200E",
                "👩\u200D👩\u200D👧",
                "e\u0301",
                "𝔘𝔫𝔦"
            })
    void whatIsHarmlessStaysAsItIs(String text) {
        assertThat(SafeText.of(text)).isSameAs(text);
    }
}
