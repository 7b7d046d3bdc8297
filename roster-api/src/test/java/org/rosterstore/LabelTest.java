package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IDNA 2008 (RFC 5890 to 5893) with the mapping of RFC 5895. */
class LabelTest {

    @ParameterizedTest
    @CsvSource({
        "example, example",
        "Example, example",
        "a-b, a-b",
        "a--b, a--b",
        "1, 1",
        // An underscore is no letter of NR-LDH, but of hosts.
        "_xmpp, _xmpp",
        "xmpp_server, xmpp_server",
        "ｅｘａｍｐｌｅ, example",
        "ＥＸＡＭＰＬＥ, example",
        "\u212Aelvin, kelvin",
        "BÜCHER, bücher",
        "bu\u0308cher, bücher",
        "xn--bcher-kva, bücher",
        "XN--BCHER-KVA, bücher",
        "ｘｎ－－bcher-kva, bücher",
        // What IDNA 2003 would map away
        "straße, straße",
        "STRAẞE, straße",
        "xn--strae-oqa, straße",
        "strasse, strasse",
        "βόλος, βόλος",
        "ΒΌΛΟΣ, βόλος",
        "xn--nxasmm1c, βόλος",
        "xn--nxasmq6b, βόλοσ",
        "نامه\u200Cای, نامه\u200Cای",
        "xn--mgba3gch31f060k, نامه\u200Cای",
        "ශ්\u200Dරී, ශ්\u200Dරී",
        "xn--10cl1a0b660p, ශ්\u200Dරී",
        "l·l, l·l",
        "xn--ll-0ea, l·l",
        "\uFF76\uFF9E, ガ",
        "アイ\uFF65アイ, アイ・アイ",
        "〇, 〇",
        "Ꭰ, Ꭰ",
        "ꭰ, Ꭰ",
        "İ, i\u0307",
        "ı, ı",
        "例え, 例え",
        "\uD840\uDC00, \uD840\uDC00",
    })
    void prepared(String text, String label) {
        assertThat(Label.prepare(text)).isEqualTo(label);
        assertThat(Label.prepare(label)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty label",
        "-a, hyphen",
        "a-, hyphen",
        "-, hyphen",
        "-ü, hyphen",
        "ü-, hyphen",
        "ab--cd, reserved prefix",
        "ab--ü, reserved prefix",
        "üü--a, reserved prefix",
        "\uD840\uDC00\uD840\uDC00--a, reserved prefix",
        "a b, U+0020",
        "a\u0000b, U+0000",
        "a:b, U+003A",
        "a@b, U+0040",
        "a＠b, U+0040",
        "'[::1]', U+005B",
        "ü_, U+005F",
        "ü／, U+002F",
        "aé!, U+0021",
        "❤, U+2764",
        "😀, U+1F600",
        "ü\u00ADü, U+00AD",
        "ü\u200Bü, U+200B",
        "ü\u202Eü, U+202E",
        "ü\uFE0F, U+FE0F",
        "中\uDB40\uDD00, U+E0100",
        "中\u180B, U+180B",
        "Ⅳ, U+2173",
        "ﬁ, U+FB01",
        "ſ, U+017F",
        "ª, U+00AA",
        "ǅ, U+01C6",
        "\u0E33, U+0E33",
        "\u1160ü, U+1160",
        "ﾡ, U+FFA1",
        "\u0640ب, U+0640",
        "〱, U+3031",
        "a\u20D0, U+20D0",
        "\uD834\uDD5E, U+1D157",
        "ü\uE000, U+E000",
        "ü\uFFFF, U+FFFF",
        "ü\u0378, U+0378",
        "\u0301a, combining mark",
        "\u0903क, combining mark",
        "a\u200Db, out of place",
        "l·a, out of place",
        "・, Katakana middle dot",
        "م٠۹, digits",
        "aא, Bidi",
    })
    void refused(String text, String reason) {
        assertThatThrownBy(() -> Label.prepare(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void loneSurrogatesAreRefused(int surrogate) {
        assertThatThrownBy(() -> Label.prepare("a" + (char) surrogate + "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Quoted.codePoint(surrogate));
    }

    @ParameterizedTest
    @CsvSource({
        "xn--, needs none",
        "xn--abc-, needs none",
        "xn--a, U+0080",
        "xn--99999999, not Punycode",
        "xn--ü, not Punycode",
        "xn--a_b-kva, U+005F",
        // encodes 'Ü', which is mapped before it is encoded
        "xn--tda-, needs none",
        "xn--wca, not stable",
        // encodes 'u' and a combining diaeresis, which NFC composes
        "xn--u-ccb, not stable",
        // encodes '❤'
        "xn--qei, U+2764",
        // encodes a joiner between 'a' and 'b'
        "xn--ab-m1t, out of place",
        // encodes 'xn--bcher-kva' once more
        "xn--xn--bcher-kva-, needs none",
    })
    void fakeALabelsAreRefused(String text, String reason) {
        assertThatThrownBy(() -> Label.prepare(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void hasAtMost63OctetsOfAscii() {
        assertThat(Label.prepare("a".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> Label.prepare("a".repeat(64))).hasMessageContaining("longer than 63");
    }

    @Test
    void hasAtMost63OctetsAsALabel() {
        String longest = "ü" + "a".repeat(55);
        assertThat("xn--" + Punycode.encode(longest)).hasSize(63);
        assertThat(Label.prepare(longest)).isEqualTo(longest);
        assertThat(Label.prepare("xn--" + Punycode.encode(longest))).isEqualTo(longest);
        assertThatThrownBy(() -> Label.prepare(longest + "a")).hasMessageContaining("longer than 63");
        assertThatThrownBy(() -> Label.prepare("xn--" + Punycode.encode(longest + "a")))
                .hasMessageContaining("longer than 63");
    }

    @Test
    void decomposedTextMayBeLonger() {
        assertThat(Label.prepare("u\u0308\u0304".repeat(40))).isEqualTo("ǖ".repeat(40));
    }

    @Test
    void anALabelAndItsULabelAreOne() {
        Random random = new Random(5891);
        int prepared = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = RandomText.of(random, 1 + random.nextInt(10));
            String label;
            try {
                label = Label.prepare(text);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            assertThat(Label.prepare(label)).isEqualTo(label);
            if (!Ascii.isAscii(label)) {
                prepared++;
                assertThat(Label.prepare("xn--" + Punycode.encode(label))).isEqualTo(label);
            }
        }
        assertThat(prepared).isGreaterThan(1_000);
    }

    /** All that the way of ASCII text leaves out is the mapping. */
    @Test
    void mappingOfAsciiIsLowerCase() {
        Random random = new Random(5895);
        for (int i = 0; i < 20_000; i++) {
            String text = RandomText.ofAscii(random, random.nextInt(64));
            assertThat(Label.map(text)).isEqualTo(Ascii.toLowerCase(text));
        }
    }
}
