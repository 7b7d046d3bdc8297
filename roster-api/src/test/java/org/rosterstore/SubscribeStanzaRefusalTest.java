package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request to subscribe, or no stanza at all. */
class SubscribeStanzaRefusalTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final int LIMIT = 16 * 1_024;

    private static SubscriptionRequest read(String stanza) {
        return SubscriptionRequest.of(ROMEO, stanza, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence/>",
                "<presence type=''/>",
                "<presence type='subscribed'/>",
                "<presence type='Subscribe'/>",
                "<presence type=' subscribe'/>",
                "<message type='subscribe'/>",
                "<Presence type='subscribe'/>",
                "<presence xmlns='urn:x' type='subscribe'/>",
                "<p:presence xmlns:p='urn:x' type='subscribe'/>",
                "<presence xml:type='subscribe'/>",
                "<presence xml:type='subscribe' type='unsubscribe'/>",
                "<presence xmlns:p='urn:x' p:type='subscribe'/>",
            })
    void anotherStanza(String stanza) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(stanza));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@example.com",
                "romeo@example.com",
                "example.net",
                "romeo@example.net.evil",
                "",
                "/",
                "@",
                "a@b@c"
            })
    void fromSomebodyElse(String from) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("<presence type='subscribe' from='%s'/>".formatted(from)));
    }

    @Test
    void fromSomebodyElseBehindAnAttributeOfXml() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("<presence xml:from='romeo@example.net' from='tybalt@a' type='subscribe'/>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "hark",
                "<presence type='subscribe'>",
                "<presence type='subscribe'></presence",
                "<presence type='subscribe'/><presence type='subscribe'/>",
                "<presence type='subscribe'/>hark",
                "hark<presence type='subscribe'/>",
                "\uFEFF<presence type='subscribe'/>",
                "<presence type='subscribe' type='subscribe'/>",
                "<presence type=subscribe/>",
                "<presence type='subscribe'><a></b></presence>",
                "<presence type='subscribe'><p:a/></presence>",
                "<presence type='subscribe'>&hark;</presence>",
                "<presence type='subscribe' x='&hark;'/>",
                "<presence type='subscribe'>&#0;</presence>",
                "<presence type='subscribe'>&#xFFFE;</presence>",
                "<presence type='subscribe'>&#xD800;</presence>",
                "<presence type='subscribe'>]]></presence>",
                "<presence type='subscribe'><![CDATA[</presence>",
            })
    void notWellFormed(String stanza) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(stanza));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE presence><presence type='subscribe'/>",
                "<!DOCTYPE p [<!ENTITY hark 'what light'>]><presence type='subscribe'>&hark;</presence>",
                "<!DOCTYPE p [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><presence type='subscribe'>&f;</presence>",
                "<!DOCTYPE p SYSTEM 'http://127.0.0.1:9/x.dtd'><presence type='subscribe'/>",
                "<?hark what light?><presence type='subscribe'/>",
                "<presence type='subscribe'><?hark?></presence>",
                "<presence type='subscribe'/><?hark?>",
            })
    void whatNoStanzaHas(String stanza) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(stanza));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence type='subscribe'><xml:a/></presence>",
                "<presence type='subscribe'><:a/></presence>",
                "<presence type='subscribe'><a :b=''/></presence>",
                "<presence type='subscribe'><a xmlns:p='urn:x' p:b=''/></presence>",
                "<?xml version='1.1'?><presence type='subscribe'>&#1;</presence>",
                "<?xml version='1.1'?><presence type='subscribe'><\uD800\uDC00/></presence>",
            })
    void whatItsCanonicalFormCouldNotSay(String stanza) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(stanza));
    }

    @Test
    void itMayHave16KiBAndNoMore() {
        String begin = "<presence xmlns='jabber:client' from='romeo@example.net' type='subscribe'>";
        String end = "</presence>";
        String full = begin + "a".repeat(LIMIT - begin.length() - end.length()) + end;

        assertThat(read(full).stanza()).isEqualTo(full).hasSize(LIMIT);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read(full.replace("a<", "aa<")))
                .withMessageContaining("16,384");
    }

    @Test
    void noStanzaGrowsBeyondTheLimitInItsCanonicalForm() {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read("<presence type='subscribe'>" + ">".repeat(LIMIT / 2) + "</presence>"));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read("<p:presence xmlns:p='jabber:client' xmlns:q='urn:0123456789' type='subscribe'>"
                        + "<q:a/><p:b/>".repeat(1_200) + "</p:presence>"));
    }

    @Test
    void howDeepItIsDoesNotMatter() {
        String content = "<a>".repeat(2_000) + "</a>".repeat(2_000);
        String canonical = "<a>".repeat(1_999) + "<a/>" + "</a>".repeat(1_999);

        assertThat(read("<presence type='subscribe'>" + content + "</presence>").stanza())
                .contains(canonical);
    }

    @Test
    void howManyAttributesItHasDoesNotMatter() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 1_000; i < 2_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertThat(read("<presence type='subscribe'><a" + attributes + "/></presence>")
                        .stanza())
                .contains("<a" + attributes + "/>");
    }
}
