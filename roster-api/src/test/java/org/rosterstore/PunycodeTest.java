package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3492. */
class PunycodeTest {

    /** The samples (A) to (R) of section 7.1; the digits of (I), there in mixed case, in lower case. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    egbpdaj6bu4bxfgehfvwxn                                      | ليهمابتكلموشعربي؟
                    ihqwcrb4cv8a8dqg056pqjye                                    | 他们为什么不说中文
                    ihqwctvzc91f659drss3x8bo0yb                                 | 他們爲什麽不說中文
                    Proprostnemluvesky-uyb24dma41a                              | Pročprostěnemluvíčesky
                    4dbcagdahymbxekheh6e0a7fei0b                                | למההםפשוטלאמדבריםעברית
                    i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd                | यहलोगहिन्दीक्योंनहींबोलसकतेहैं
                    n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa                      | なぜみんな日本語を話してくれないのか
                    989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c | 세계의모든사람들이한국어를이해한다면얼마나좋을까
                    b1abfaaepdrnnbgefbadotcwatmq2g4l                            | почемужеонинеговорятпорусски
                    PorqunopuedensimplementehablarenEspaol-fmd56a               | PorquénopuedensimplementehablarenEspañol
                    TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g                | TạisaohọkhôngthểchỉnóitiếngViệt
                    3B-ww4c5e180e575a65lsy2b                                    | 3年B組金八先生
                    -with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n                    | 安室奈美恵-with-SUPER-MONKEYS
                    Hello-Another-Way--fc4qua05auwb3674vfr0b                    | Hello-Another-Way-それぞれの場所
                    2-u9tlzr9756bt3uc0v                                         | ひとつ屋根の下2
                    MajiKoi5-783gue6qz075azm5e                                  | MajiでKoiする5秒前
                    de-jg4avhby1noc0d                                           | パフィーdeルンバ
                    d9juau41awczczp                                             | そのスピードで
                    """)
    void samplesOfTheRfc(String punycode, String text) {
        assertThat(Punycode.encode(text)).isEqualTo(punycode);
        assertThat(Punycode.decode(punycode)).isEqualTo(text);
    }

    /** Sample (S): basic code points alone end with the delimiter. */
    @Test
    void textOfBasicCodePointsAlone() {
        assertThat(Punycode.encode("-> $1.00 <-")).isEqualTo("-> $1.00 <--");
        assertThat(Punycode.decode("-> $1.00 <--")).isEqualTo("-> $1.00 <-");
    }

    @Test
    void digitsOfEitherCaseAreRead() {
        assertThat(Punycode.decode("B1ABFAAEPDRNNBGEFBADOTCWATMQ2G4L")).isEqualTo("почемужеонинеговорятпорусски");
    }

    @Test
    void nothing() {
        assertThat(Punycode.encode("")).isEmpty();
        assertThat(Punycode.decode("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ü", // not of ASCII
                "ü-tda",
                "tda ", // not a digit
                "a-b!",
                "-", // a delimiter before nothing is a digit, and none that there is
                "99999", // ends inside an integer
                "99999999", // an integer beyond 32 bits
                "en32g", // the code point after the last, U+10FFFF
                "ib9b", // U+D800, a surrogate
            })
    void whatIsNotPunycodeIsRefused(String text) {
        assertThatThrownBy(() -> Punycode.decode(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not Punycode");
    }

    @Test
    void decodingTakesBackEncoding() {
        Random random = new Random(3492);
        for (int i = 0; i < 10_000; i++) {
            String text = RandomText.of(random, 1 + random.nextInt(59));
            assertThat(Punycode.decode(Punycode.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void decodingOfAnythingGivesTextOrRefuses() {
        Random random = new Random(2);
        int decoded = 0;
        for (int i = 0; i < 50_000; i++) {
            String punycode = random.ints(1 + random.nextInt(12), 0, 37)
                    .collect(
                            StringBuilder::new,
                            (text, digit) -> text.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(digit)),
                            StringBuilder::append)
                    .toString();
            String text;
            try {
                text = Punycode.decode(punycode);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            decoded++;
            assertThat(text.codePoints()).noneMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE);
        }
        assertThat(decoded).isGreaterThan(1_000);
    }
}
