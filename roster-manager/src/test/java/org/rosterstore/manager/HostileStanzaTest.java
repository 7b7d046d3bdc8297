package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends by mistake: it is refused soon, in one line, without a word of it. */
@Timeout(60)
class HostileStanzaTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    static Stream<String> anywhere() {
        return Stream.of(
                "",
                " ",
                "\u0000",
                "hark",
                "<",
                "<presence",
                "<presence>",
                "<presence><show>",
                "<presence></presence",
                "</presence>",
                "<presence/><presence/>",
                "<presence/>hark",
                "hark<presence/>",
                "\uFEFF<presence/>",
                "<presence id='1' id='2'/>",
                "<presence xmlns='jabber:client' xmlns='jabber:client'/>",
                "<presence id=1/>",
                "<presence id='<'/>",
                "<presence id='\u0000'/>",
                "<presence id='&#0;'/>",
                "<presence id='&#1;'/>",
                "<presence id='\uD800'/>",
                "<presence id='&#xD800;'/>",
                "<presence id='\uFFFE'/>",
                "<p:presence/>",
                "<presence p:id='1'/>",
                "<:presence/>",
                "<presence :id='1'/>",
                "<presence:/>",
                "<a:presence xmlns:a=''/>",
                "<presence xmlns:xmlns='urn:x'/>",
                "<presence xmlns:xml='urn:x'/>",
                "<presence xmlns:a='http://www.w3.org/2000/xmlns/'/>",
                "<?xml version='1.1'?><presence/>",
                "<?xml version='1.1'?><presence id='&#1;'/>",
                "<?xml version='2.0'?><presence/>",
                " <?xml version='1.0'?><presence/>",
                "<?hark?><presence/>",
                "<presence/><?hark?>",
                "<!DOCTYPE presence><presence/>",
                "<!DOCTYPE presence SYSTEM 'http://127.0.0.1:9/x.dtd'><presence/>",
                "<!DOCTYPE p [<!ENTITY hark 'what light'>]><presence id='&hark;'/>",
                "<!DOCTYPE p [<!ENTITY hark SYSTEM 'file:///etc/hostname'>]><presence><status>&hark;</status></presence>",
                "<!DOCTYPE p [<!ENTITY % hark SYSTEM 'file:///etc/hostname'>%hark;]><presence/>",
                "<!DOCTYPE p [<!ATTLIST presence type CDATA 'subscribed'>]><presence/>",
                "<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;'>"
                        + "<!ENTITY lol3 '&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;'>"
                        + "<!ENTITY lol4 '&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;'>]>"
                        + "<presence><status>&lol4;</status></presence>");
    }

    @ParameterizedTest
    @MethodSource("anywhere")
    void isRefused(String xml) {
        refused(CODEC, xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<status>&hark;</status>",
                "<status a='&hark;'/>",
                "<status>&#0;</status>",
                "<status>\u0000</status>",
                "<status>\u0001</status>",
                "<status>\uD83D</status>",
                "<status>\uDE00\uD83D</status>",
                "<status>&#xD83D;&#xDE00;</status>",
                "<status>&#x110000;</status>",
                "<status>&#99999999999999999999;</status>",
                "<status>\uFFFF</status>",
                "<status>]]></status>",
                "<status><![CDATA[</status>",
                "<status><!-- -- --></status>",
                "<status></statuss>",
                "<status>",
                "<status/",
                "<a></b>",
                "<a><b></a></b>",
                "<p:a/>",
                "<a p:b=''/>",
                "<a b='' b=''/>",
                "<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='' q:b=''/>",
                "<a xmlns:p=''/>",
                "<?hark?>",
                "<status><?hark?></status>",
                "<?xml version='1.0'?>",
                "<!DOCTYPE a>",
                "<!ENTITY hark 'x'>",
                "</presence><presence>",
                "<1/>",
                "<:a/>",
                "<a :b=''/>",
                "< a/>",
                "<a b/>",
                "&",
                "&lt",
                "<a b='",
            })
    void isRefusedInsideToo(String content) {
        refused(CODEC, "<presence>" + content + "</presence>");
        refused(CODEC, "<presence><x xmlns='urn:x'>" + content + "</x></presence>");
        refused(
                CODEC,
                "<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b'>" + content
                        + "</item></query></iq>");
        refused(CODEC, "<iq type='error' id='1'><error type='cancel'>" + content + "</error></iq>");
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> CODEC.write(Presence.available().withPayload(content)));
    }

    @Test
    void deepNesting() {
        refused(CODEC, "<presence>" + "<a>".repeat(64) + "</a>".repeat(64) + "</presence>");
        refused(CODEC, "<presence>" + "<a>".repeat(20_000));
        refused(CODEC, "<iq type='set'><query xmlns='jabber:iq:roster'><item>" + "<a>".repeat(1_000_000));
        assertThat(CODEC.read("<presence>" + "<a>".repeat(63) + "</a>".repeat(63) + "</presence>"))
                .isPresent();
    }

    @Test
    void aMillionAttributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        refused(CODEC, "<presence" + attributes + "/>");
        refused(CODEC, "<iq type='set'" + attributes + "><query xmlns='jabber:iq:roster'/></iq>");
        refused(CODEC, "<iq type='set'><query xmlns='jabber:iq:roster'><item" + attributes + "/></query></iq>");
        refused(new StanzaCodec(50_000_000, 1), "<presence" + attributes + "/>");
    }

    @Test
    void anAttributeMoreThanThereMayBe() {
        String attributes = "";
        for (int i = 0; i < 64; i++) {
            attributes += " a" + i + "=''";
        }
        assertThat(CODEC.read("<presence" + attributes + "/>")).isPresent();
        refused(CODEC, "<presence b=''" + attributes + "/>");
        assertThat(CODEC.read("<presence><x" + attributes + "/></presence>")).isPresent();
        refused(CODEC, "<presence><x b=''" + attributes + "/></presence>");
    }

    @Test
    void namespacesThatAreDeclaredAgainAndAgain() {
        StringBuilder namespaces = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            namespaces.append(" xmlns:a").append(i).append("='urn:").append(i).append('\'');
        }
        assertThat(CODEC.read("<presence" + namespaces + "/>")).contains(Presence.available());
    }

    /** A few characters repeat a namespace of many: from somebody else's reader, which may bound them less, by far more. */
    @Test
    void whatIsShortAndLongInCanonicalForm() {
        String begin = "<presence xmlns:p='" + "n".repeat(900) + "'>";
        for (String content : new String[] {
            "<p:a/>".repeat(5_000),
            "<a>" + "<p:a/>".repeat(5_000) + "</a>",
            "<p:a><b/></p:a>".repeat(2_000),
            "<show/>".repeat(100) + "<p:a/>".repeat(5_000)
        }) {
            refused(CODEC, begin + content + "</presence>");
        }
        assertThat(CODEC.read(begin + "<a p:b=''/>".repeat(2_500) + "</presence>"))
                .contains(Presence.available());
        refused(CODEC, "<presence><a>" + ">".repeat(60_000) + "</a></presence>");
    }

    @Test
    void presencesAreBounded() {
        String frame = "<presence><status></status></presence>";
        String longest = "s".repeat(64 * 1_024 - frame.length());

        assertThat(CODEC.read(frame.replace("></s", ">" + longest + "</s"))).isPresent();
        refused(CODEC, frame.replace("></s", ">" + longest + "s</s"));
        refused(new StanzaCodec(frame.length() - 1, 10), frame);
        assertThat(new StanzaCodec(frame.length(), 10).read(frame)).isPresent();
        assertThat(new StanzaCodec(10_000_000, 1).read(frame.replace("></s", ">" + "s".repeat(9_000_000) + "</s")))
                .isPresent();
    }

    @Test
    void rostersAreBounded() {
        String items = "<iq type='result' id='1'><query xmlns='jabber:iq:roster'>%s</query></iq>";
        StanzaCodec ten = new StanzaCodec(1_000, 10);

        assertThat(ten.read(items.formatted("<item/>".repeat(10)))).isPresent();
        refused(ten, items.formatted("<item/>".repeat(11)));
        refused(ten, items.formatted("<item/>".repeat(11).substring(0, 75)));
        refused(ten, items.formatted("<x>" + "x".repeat(64 * 1_024 + 10 * 512) + "</x>"));
        refused(CODEC, items.formatted("<item/>".repeat(1_000_000)));
        refused(CODEC, "x".repeat(64 * 1_024 + 512 * 100_000 + 1));
    }

    @Test
    void aRosterOfAHundredThousandItemsIsRead() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            items.append(
                    "<item jid='contact-%d@example.com' name='&lt;%d&gt; &amp; &quot;co&quot;' subscription='both'>"
                            .formatted(i, i));
            items.append("<group>Friends</group><group>A &amp; B</group></item>");
        }
        Iq iq = (Iq) CODEC.read(
                        "<iq type='result' id='1'><query xmlns='jabber:iq:roster' ver='1'>" + items + "</query></iq>")
                .orElseThrow();

        assertThat(iq.query().orElseThrow().items())
                .hasSize(100_000)
                .last()
                .isEqualTo(new RosterQuery.Item(
                        "contact-99999@example.com",
                        "<99999> & \"co\"",
                        List.of("Friends", "A & B"),
                        "both",
                        false,
                        false));
        assertThat(CODEC.read(CODEC.write(iq))).contains(iq);
    }

    @Test
    void limitsArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StanzaCodec(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StanzaCodec(1, 0));
        assertThat(new StanzaCodec(Integer.MAX_VALUE, Integer.MAX_VALUE).read("<presence/>"))
                .isPresent();
    }

    @Test
    void messagesQuoteNothingAtLength() {
        String secret = "s3cret".repeat(1_000);

        for (String xml : new String[] {
            "<presence from='" + secret + "@@'/>",
            "<presence to='a@b/" + "\u2028".repeat(3_000) + "'/>",
            "<presence from='a&#10;b\u202E'/>",
            "<presence type='" + secret + "'/>",
            "<presence><" + secret + "></presence>",
            "<iq type='set' to='@" + secret + "'><query xmlns='jabber:iq:roster'/></iq>"
        }) {
            try {
                CODEC.read(xml);
            } catch (MalformedStanzaException e) {
                assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("s3crets3cret".repeat(10));
                assertThat(e.getMessage().chars())
                        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202E);
            }
        }
    }

    private static void refused(StanzaCodec codec, String xml) {
        assertThatExceptionOfType(MalformedStanzaException.class)
                .as(xml.length() > 200 ? xml.substring(0, 200) + "…" : xml)
                .isThrownBy(() -> codec.read(xml))
                .withMessageMatching("[^\\p{Cntrl}]{1,200}")
                .withMessageNotContaining("hark")
                .withNoCause();
    }
}
