package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7622, section 3.3, and RFC 8265, section 3.3. */
class LocalpartTest {

    @ParameterizedTest
    @CsvSource({
        "Juliet, juliet",
        "foo\\20bar, foo\\20bar",
        "d\\27artagnan, d\\27artagnan",
        "a!#$%()*+-.;=?[]^_`{|}~z, a!#$%()*+-.;=?[]^_`{|}~z",
        "ANDRÉ, andré",
        "ｊｕｌｉｅｔ, juliet",
        "\uFF76\uFF9E, ガ",
        "e\u0301, é",
        "\u212Bsa, åsa",
        "fußball, fußball",
        "STRAẞE, straße",
        "Σ, σ",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "İ, i\u0307",
        "Ꭰ, ꭰ",
        "ᄀ\u1161, 가",
        "\u05D0\u05D1\u05D2_1, \u05D0\u05D1\u05D2_1",
        "۴۲, ۴۲",
        // By their context, which the library refuses whatever it is
        "coL·Lega, col·lega",
        "نامه\u200Cای, نامه\u200Cای",
        "ශ්\u200Dරී, ශ්\u200Dරී",
        "ジョン・スミス, ジョン・スミス",
        "א\u05F3, א\u05F3",
    })
    void prepared(String text, String localpart) {
        assertThat(Localpart.prepare(text)).isEqualTo(localpart);
        assertThat(Localpart.prepare(localpart)).isEqualTo(localpart);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\"b', U+0022",
        "a&b, U+0026",
        "'a''b', U+0027",
        "a/b, U+002F",
        "a:b, U+003A",
        "a<b, U+003C",
        "a>b, U+003E",
        "a@b, U+0040",
        "a＠b, U+0040",
        "a：b, U+003A",
        "a b, U+0020",
        "a\u0000b, U+0000",
        "a\u007Fb, U+007F",
        "é b, U+0020",
        "a\u00A0b, U+00A0",
        "a\u3000b, U+3000",
        "a\u00ADb, U+00AD",
        "a\u200Bb, U+200B",
        "henryⅣ, U+2173",
        "♚, U+265A",
        "ﬁ, U+FB01",
        "ｶ\uFFA1, U+3131",
        "a\uE000, U+E000",
        "a\u0378, U+0378",
        "a\uFFFF, U+FFFF",
        "\u1160, U+1160",
        // Show nothing; the library lets the last ones pass.
        "a\u034F, U+034F",
        "中\uFE00, U+FE00",
        "中\uDB40\uDD00, U+E0100",
        "中\uDB40\uDDEF, U+E01EF",
        "a·b, out of place",
        "a\u200Db, out of place",
        "م٠۹, Bidi",
        "aא, Bidi",
        "1א, Bidi",
        "a\uD83A\uDD22, Bidi",
    })
    void refused(String text, String reason) {
        assertThatThrownBy(() -> Localpart.prepare(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void loneSurrogatesAreRefused(int surrogate) {
        assertThatThrownBy(() -> Localpart.prepare("a" + (char) surrogate + "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Quoted.codePoint(surrogate));
    }

    @Test
    void theShortWayIsTheLongOne() {
        Random random = new Random(8265);
        int prepared = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = RandomText.ofAscii(random, 1 + random.nextInt(20));
            String result = outcome(Localpart::prepareAscii, text);
            assertThat(result).isEqualTo(outcome(Localpart::prepareUnicode, text));
            prepared += result.startsWith("its ") ? 0 : 1;
        }
        assertThat(prepared).isBetween(2_000, 18_000);
    }

    @Test
    void theShortWayIsTheLongOneForEveryCharacter() {
        for (char character = 0; character < 0x80; character++) {
            for (String text : new String[] {"" + character, "a" + character, character + "Z"}) {
                assertThat(outcome(Localpart::prepareAscii, text)).isEqualTo(outcome(Localpart::prepareUnicode, text));
            }
        }
    }

    private static String outcome(UnaryOperator<String> preparation, String text) {
        try {
            return preparation.apply(text);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
