package org.rosterstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7622. */
class JidPreparationTest {

    /** The bare JIDs of section 3.5, table 1, by their numbers there. */
    @ParameterizedTest
    @CsvSource({
        "1, juliet@example.com, juliet@example.com",
        "5, foo\\20bar@example.com, foo\\20bar@example.com",
        "6, fussball@example.com, fussball@example.com",
        "7, fußball@example.com, fußball@example.com",
        "8, π@example.com, π@example.com",
        "9, Σ@example.com, σ@example.com",
        "10, σ@example.com, σ@example.com",
        "11, ς@example.com, ς@example.com",
        "13, example.com, example.com",
    })
    void legalJidsOfTheRfc(int number, String jid, String prepared) {
        assertThat(JidPreparation.bare(jid)).as("example %d", number).isEqualTo(prepared);
    }

    /** Those of the same table with a resource. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@example.com/foo",
                "juliet@example.com/foo bar",
                "juliet@example.com/foo@bar",
                "Σ@example.com/foo",
                "king@example.com/♚",
                "example.com/foobar",
                "a.example.com/b@example.net",
                "juliet@example.com/",
                "user@[::1]/foo",
            })
    void aResourceIsRefused(String jid) {
        assertThatThrownBy(() -> JidPreparation.bare(jid))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a bare JID: it has a resource: \"" + jid + '"');
    }

    /** Section 3.5, table 2, by its numbers. */
    @ParameterizedTest
    @CsvSource({
        "16, '\"juliet\"@example.com', U+0022",
        "17, foo bar@example.com, U+0020",
        "18, juliet@example.com/ foo, resource",
        "19, @example.com/, resource",
        "20, henryⅣ@example.com, U+2173",
        "21, ♚@example.com, U+265A",
        "22, juliet@, domainpart is empty",
        "23, /foobar, resource",
    })
    void illegalJidsOfTheRfc(int number, String jid, String reason) {
        assertThatThrownBy(() -> JidPreparation.bare(jid))
                .as("example %d", number)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "Juliet@Example.COM, juliet@example.com",
        "icq.example.org, icq.example.org",
        "localhost, localhost",
        "andré@exämple.org, andré@exämple.org",
        "ANDRE\u0301@EXA\u0308MPLE.org, andré@exämple.org",
        "andré@xn--exmple-cua.org, andré@exämple.org",
        "user@[0:0:0:0:0:0:0:1], user@[::1]",
        "[2001:DB8::1], [2001:db8::1]",
        "user@192.0.2.1, user@192.0.2.1",
        "a@example.com., a@example.com",
        "a@example。com．, a@example.com",
        "a@例え｡テスト, a@例え.テスト",
        "a@straße.de, a@straße.de",
        "a@strasse.de, a@strasse.de",
        // A label is mapped by itself: this sigma is the last of one.
        "ΟΔΟΣ.ΟΔΟΣ, οδος.οδος",
        "_xmpp.example, _xmpp.example",
        "user@xmpp_server, user@xmpp_server",
        "123@1.example, 123@1.example",
        "אב.example, אב.example",
    })
    void prepared(String jid, String prepared) {
        assertThat(JidPreparation.bare(jid)).isEqualTo(prepared);
        assertThat(JidPreparation.bare(prepared)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @CsvSource({
        "'', domainpart is empty",
        "@, localpart is empty",
        "@example.com, localpart is empty",
        "a@b@example.com, U+0040",
        "a@@example.com, U+0040",
        "a＠example.com, U+0040",
        "a@exa／mple.com, U+002F",
        "a@., empty label",
        "., empty label",
        "a@example.com.., empty label",
        "a@.example.com, empty label",
        "a@example..com, empty label",
        "a@example.com:5222, U+003A",
        "a@[::1].example, not an IPv6 address",
        "a@[fe80::1%eth0], not an IPv6 address",
        "a@::1, U+003A",
        "a@exam ple.com, U+0020",
        "' a@example.com', U+0020",
        "'a@example.com ', U+0020",
        "a@-example.com, hyphen",
        "a@xn--example.com, not stable",
    })
    void refused(String jid, String reason) {
        assertThatThrownBy(() -> JidPreparation.bare(jid))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageEndingWith(": " + Quoted.of(jid));
    }

    @Test
    void aRefusalIsOneLineThatShowsNothingRaw() {
        assertThatThrownBy(() -> JidPreparation.bare("a\n\u001B[31m\u202E\uD800@" + "b".repeat(100)))
                .hasMessage("not a bare JID: its localpart has U+000A: \"a\\u000A\\u001B[31m\\u202E\\uD800@"
                        + "b".repeat(70) + "…\"");
    }

    @Test
    void partsAreNotParsed() {
        assertThat(JidPreparation.bare("Juliet", "Example.COM")).isEqualTo("juliet@example.com");
        assertThat(JidPreparation.bare("", "Example.COM")).isEqualTo("example.com");
        assertThat(JidPreparation.bare("a", "[0::1]")).isEqualTo("a@[::1]");
    }

    @ParameterizedTest
    @CsvSource({
        "a@b, example.com, U+0040",
        "a/b, example.com, U+002F",
        "a, b@example.com, U+0040",
        "a, example.com/b, U+002F",
        "'', a@example.com, U+0040",
        "'', example.com/b, U+002F",
        "a, '', domainpart is empty",
        "'', '', domainpart is empty",
    })
    void aSeparatorInAPartIsRefused(String localpart, String domainpart, String reason) {
        assertThatThrownBy(() -> JidPreparation.bare(localpart, domainpart))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not the parts of a bare JID: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("localpart " + Quoted.of(localpart) + ", domainpart " + Quoted.of(domainpart));
    }

    @Test
    void aLocalpartHas1To1023Octets() {
        assertThat(JidPreparation.bare("a@example.com")).isEqualTo("a@example.com");
        assertLocalpart("a".repeat(1023), "a".repeat(1024));
        assertLocalpart("é".repeat(511) + "a", "é".repeat(512));
        assertLocalpart("中".repeat(341), "中".repeat(341) + "a");
        assertLocalpart("\uD840\uDC00".repeat(255) + "中", "\uD840\uDC00".repeat(256));
    }

    private static void assertLocalpart(String longest, String tooLong) {
        assertThat(longest.getBytes(UTF_8)).hasSize(1023);
        assertThat(tooLong.getBytes(UTF_8)).hasSize(1024);
        assertThat(JidPreparation.bare(longest + "@example.com")).isEqualTo(longest + "@example.com");
        assertThatThrownBy(() -> JidPreparation.bare(tooLong + "@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localpart is longer than 1023 octets");
    }

    @Test
    void aDomainpartHas1To1023Octets() {
        assertThat(JidPreparation.bare("a")).isEqualTo("a");
        assertDomainpart("a.".repeat(511) + "a", "a.".repeat(511) + "aa");
        assertDomainpart("ü.".repeat(340) + "aaa", "ü.".repeat(340) + "aaaa");
    }

    private static void assertDomainpart(String longest, String tooLong) {
        assertThat(longest.getBytes(UTF_8)).hasSize(1023);
        assertThat(tooLong.getBytes(UTF_8)).hasSize(1024);
        assertThat(JidPreparation.bare("a@" + longest + '.')).isEqualTo("a@" + longest);
        assertThatThrownBy(() -> JidPreparation.bare(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("domainpart is longer than 1023 octets");
    }

    /** The limits are of the prepared text: these are twice and thrice as long before. */
    @Test
    void whatShrinksMayBeLonger() {
        assertThat(JidPreparation.bare("ａ".repeat(1023) + "@example.com")).isEqualTo("a".repeat(1023) + "@example.com");
        assertThat(JidPreparation.bare("u\u0308\u0304".repeat(511) + "@example.com"))
                .isEqualTo("ǖ".repeat(511) + "@example.com");
        assertThat(JidPreparation.bare("xn--tda.".repeat(340) + "xn--tda")).isEqualTo("ü.".repeat(340) + "ü");
    }

    /** For each: the text of a million characters costs no more than the longest that may be legal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                ".",
                "-",
                "Σ",
                "İ",
                "\u0300\u0316",
                "・",
                "\u200C",
                "٠",
                "م",
                "xn--99",
                "ü",
                "\uD800",
                ":"
            })
    void hostileTextIsRefusedQuickly(String unit) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int length : new int[] {1_000_000, 8_000, 4_000, 2_000, 1_100}) {
                String hostile = unit.repeat(length / unit.length());
                for (String jid : new String[] {"@" + hostile, hostile + "@", hostile + "@" + hostile + '@'}) {
                    assertThatThrownBy(() -> JidPreparation.bare(jid)).isInstanceOf(IllegalArgumentException.class);
                }
                for (String domain : new String[] {hostile + "!", "[" + hostile, "xn--" + hostile + "!"}) {
                    assertThatThrownBy(() -> JidPreparation.bare(hostile, domain))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        });
    }

    @Test
    void preparedTextIsAFixedPoint() {
        Random random = new Random(7622);
        int prepared = 0;
        for (int i = 0; i < 10_000; i++) {
            String jid = randomJid(random);
            String once;
            try {
                once = JidPreparation.bare(jid);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            prepared++;
            assertThat(JidPreparation.bare(once)).isEqualTo(once);
            assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
            int at = once.indexOf('@');
            assertThat(once.lastIndexOf('@')).isEqualTo(at);
            assertThat(JidPreparation.bare(once.substring(0, Math.max(at, 0)), once.substring(at + 1)))
                    .isEqualTo(once);
        }
        assertThat(prepared).isGreaterThan(1_000);
    }

    /** Canonically equivalent texts have one prepared form, or none. */
    @Test
    void canonicalEquivalentsAreOne() {
        Random random = new Random(5895);
        for (int i = 0; i < 10_000; i++) {
            String jid = randomJid(random);
            String decomposed = Normalizer.normalize(jid, Normalizer.Form.NFD);
            assertThat(preparedOrNone(decomposed)).isEqualTo(preparedOrNone(jid));
        }
    }

    private static String preparedOrNone(String jid) {
        try {
            return JidPreparation.bare(jid);
        } catch (IllegalArgumentException refused) {
            return "none";
        }
    }

    private static String randomJid(Random random) {
        String domain = RandomText.of(random, 1 + random.nextInt(6));
        return random.nextInt(4) == 0 ? domain : RandomText.of(random, 1 + random.nextInt(6)) + '@' + domain;
    }
}
