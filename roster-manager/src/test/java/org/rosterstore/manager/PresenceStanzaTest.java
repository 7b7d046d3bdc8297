package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a presence says. RFC 6121, 4.7. */
class PresenceStanzaTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    private static Presence read(String xml) {
        return (Presence) CODEC.read(xml).orElseThrow();
    }

    private static Presence withContent(String content) {
        return read("<presence>" + content + "</presence>");
    }

    /** RFC 6121, 3.1.1, 4.3.2, 4.5.2 and 4.7.2. */
    @Test
    void theExamplesOfTheRfc() {
        assertThat(read("<presence id='xk3h1v69' to='juliet@example.com' type='subscribe'/>"))
                .isEqualTo(Presence.of(Presence.Type.SUBSCRIBE)
                        .withTo(Jid.of("juliet@example.com"))
                        .withId("xk3h1v69"));
        assertThat(
                        read(
                                "<presence from='juliet@example.com/balcony' id='mn76v36j' to='romeo@example.net' type='probe'/>"))
                .isEqualTo(Presence.of(Presence.Type.PROBE)
                        .withFrom(Jid.of("juliet@example.com/balcony"))
                        .withTo(Jid.of("romeo@example.net"))
                        .withId("mn76v36j"));
        assertThat(read("""
                        <presence from='romeo@example.net/orchard' to='juliet@example.com' type='unavailable' xml:lang='en'>
                          <delay xmlns='urn:xmpp:delay' from='juliet@example.com/balcony' stamp='2002-09-10T23:41:07Z'/>
                        </presence>
                        """))
                .isEqualTo(
                        new Presence(
                                Presence.Type.UNAVAILABLE,
                                Optional.of(Jid.of("romeo@example.net/orchard")),
                                Optional.of(Jid.of("juliet@example.com")),
                                "",
                                Show.AVAILABLE,
                                "",
                                0,
                                "",
                                "en",
                                "<delay xmlns='urn:xmpp:delay' from='juliet@example.com/balcony' stamp='2002-09-10T23:41:07Z'/>"));
        assertThat(read("""
                        <presence xml:lang='en' xmlns='jabber:client'>
                          <show>dnd</show>
                          <status>Wooing Juliet</status>
                          <status xml:lang='cs'>Dvo&#x0159;&#x00ED;m se Julii</status>
                          <priority>1</priority>
                        </presence>
                        """))
                .isEqualTo(new Presence(
                        Presence.Type.AVAILABLE,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Show.DND,
                        "Wooing Juliet",
                        1,
                        "",
                        "en",
                        "<status xml:lang='cs'>Dvořím se Julii</status>"));
    }

    @ParameterizedTest
    @EnumSource(Presence.Type.class)
    void everyType(Presence.Type type) {
        String attribute = type == Presence.Type.AVAILABLE ? "" : " type='" + type.word() + "'";

        assertThat(read("<presence" + attribute + "/>")).isEqualTo(Presence.of(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"available", "", "Subscribe", " subscribe", "invisible", "roster"})
    void anotherTypeIsABadRequest(String type) {
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> read("<presence type='" + type + "'/>"))
                .withMessageContaining("4.7.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                  | AVAILABLE
            <show/>                             | AVAILABLE
            <show>away</show>                   | AWAY
            <show>chat</show>                   | CHAT
            <show>dnd</show>                    | DND
            <show>xa</show>                     | XA
            "<show> xa
            </show>"                            | XA
            <show>xa<!-- why? --></show>        | XA
            <show><![CDATA[xa]]></show>         | XA
            <show>&#120;a</show>                | XA
            <show>x<b/>a</show>                 | XA
            <show>AWAY</show>                   | AVAILABLE
            <show>available</show>              | AVAILABLE
            <show>online</show>                 | AVAILABLE
            <show>away</show><show>dnd</show>   | AWAY
            <show xmlns='urn:x'>away</show>     | AVAILABLE
            <x xmlns='urn:x'><show xmlns='jabber:client'>away</show></x> | AVAILABLE
            """)
    void theShow(String content, Show show) {
        assertThat(withContent(content).show()).isEqualTo(show);
    }

    /** Scenario P10. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                                | 0
            <priority/>                                       | 0
            <priority>abc</priority>                          | 0
            <priority>1.5</priority>                          | 0
            <priority>0x10</priority>                         | 0
            <priority>--1</priority>                          | 0
            <priority>٣</priority>                            | 0
            <priority>5</priority>                            | 5
            <priority>+5</priority>                           | 5
            <priority> -5 </priority>                         | -5
            <priority>000005</priority>                       | 5
            <priority>127</priority>                          | 127
            <priority>128</priority>                          | 127
            <priority>999</priority>                          | 127
            <priority>-128</priority>                         | -128
            <priority>-129</priority>                         | -128
            <priority>99999999999999999999</priority>         | 127
            <priority>-99999999999999999999</priority>        | -128
            <priority>1</priority><priority>2</priority>      | 1
            <priority xmlns='urn:x'>1</priority>              | 0
            """)
    void thePriority(String content, int priority) {
        assertThat(withContent(content).priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <status>one</status>                                                   | one  | en | ""
            <status/>                                                              | ""   | en | ""
            <status> one </status>                                                 | " one " | en | ""
            <status>a<b>c</b>d</status>                                            | ad   | en | ""
            <status>one</status><status>two</status>                               | one  | en | <status>two</status>
            <status xml:lang='it'>uno</status><status>one</status>                 | one  | en | <status xml:lang='it'>uno</status>
            <status xml:lang='it'>uno</status>                                     | uno  | it | ""
            <status xml:lang='it'>uno</status><status xml:lang='de'>eins</status>  | uno  | it | <status xml:lang='de'>eins</status>
            <status/><status>one</status>                                          | ""   | en | <status>one</status>
            <status xmlns='jabber:server'>one</status>                             | one  | en | ""
            <status xmlns='urn:x'>one</status>                                     | ""   | en | <status xmlns='urn:x'>one</status>
            """)
    void theStatus(String content, String status, String lang, String payload) {
        Presence presence = read("<presence xml:lang='en'>" + content + "</presence>");

        assertThat(presence.status()).isEqualTo(status);
        assertThat(presence.lang()).isEqualTo(lang);
        assertThat(presence.payload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>              | Romeo | ""
            <n:nick xmlns:n='http://jabber.org/protocol/nick'>Romeo</n:nick>        | Romeo | ""
            <nick>Romeo</nick>                                                      | ""    | <nick>Romeo</nick>
            <nick xmlns='http://jabber.org/protocol/nick'>A</nick><nick xmlns='http://jabber.org/protocol/nick'>B</nick> | A | <nick xmlns='http://jabber.org/protocol/nick'>B</nick>
            """)
    void theNick(String content, String nick, String payload) {
        assertThat(withContent(content).nick()).isEqualTo(nick);
        assertThat(withContent(content).payload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            "<c xmlns='http://jabber.org/protocol/caps' ver='v' hash=""sha-1"" node='n'></c>" | <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='v'/>
            <p:a xmlns:p='urn:x'><p:b/><c/></p:a>                       | <a xmlns='urn:x'><b/><c xmlns='jabber:client'/></a>
            <a xmlns='jabber:server'><b xmlns='jabber:component:accept'/></a> | <a><b/></a>
            <a xml:space='preserve' xml:lang='it'> b </a>               | <a xml:lang='it' xml:space='preserve'> b </a>
            <a>x<!-- y --><![CDATA[<z>]]></a>                           | <a>x&lt;z&gt;</a>
            <a/>between<b/>                                             | <a/><b/>
            <a p:b='' xmlns:p='urn:p'/><c/>                             | <c/>
            <a><b><c p:d='' xmlns:p='urn:p'/></b></a><e/>               | <e/>
            <xml:a/><b/>                                                | <b/>
            <show>away</show><show>dnd</show>                           | <show>dnd</show>
            """)
    void thePayloadIsInCanonicalForm(String content, String payload) {
        assertThat(withContent(content).payload()).isEqualTo(payload);
    }

    @Test
    void showAndPriorityAreOfAvailablePresencesOnly() {
        String content = "<show>away</show><priority>5</priority>";

        assertThat(read("<presence type='subscribe'>" + content + "</presence>"))
                .isEqualTo(Presence.of(Presence.Type.SUBSCRIBE).withPayload(content));
    }

    @Test
    void aStatusIsReadWhateverItsAttributes() {
        assertThat(withContent("<status p:a='' xmlns:p='urn:p'>one</status>").status())
                .isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence/>",
                "<presence xmlns=''/>",
                "<presence xmlns='jabber:client'/>",
                "<presence xmlns='jabber:server'/>",
                "<presence xmlns='jabber:component:accept'/>",
                "<presence xmlns='jabber:component:connect'/>",
                "<c:presence xmlns:c='jabber:client'/>",
                "<?xml version='1.0'?>\n<presence/>\n",
                "<?xml version='1.0' encoding='UTF-16'?><presence></presence>",
                "<!-- hark --><presence><!-- but soft --></presence><!-- what light -->",
                "<presence unknown='attribute' p:type='probe' xmlns:p='urn:p'/>",
            })
    void oneStanza(String xml) {
        assertThat(read(xml)).isEqualTo(Presence.available());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message type='chat'><body>hark</body></message>",
                "<presence xmlns='urn:x'/>",
                "<p:presence xmlns:p='urn:x'/>",
                "<iq xmlns='urn:x' type='result' id='1'/>",
                "<Presence/>",
                "<presences/>",
                "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>",
                "<message from='@'>",
                "<r xmlns='urn:xmpp:sm:3'/>",
            })
    void whatIsNoneOfOurs(String xml) {
        assertThat(CODEC.read(xml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b", "/", "a@b/", "a b@c", "a@b@c", "a&quot;b@c"})
    void anAddressThatIsNone(String jid) {
        for (String attribute : new String[] {"from", "to"}) {
            assertThatExceptionOfType(MalformedStanzaException.class)
                    .isThrownBy(() -> read("<presence " + attribute + "='" + jid + "'/>"))
                    .withMessageStartingWith("its '" + attribute + "' is not a JID");
        }
    }

    @Test
    void anAddressIsPreparedAndItsResourceKept() {
        Presence presence = read("<presence from='RoMeo@Example.NET/Orchard/a@b' to='gateway.example'/>");

        assertThat(presence.from()).contains(Jid.of("romeo@example.net/Orchard/a@b"));
        assertThat(presence.to()).contains(Jid.of("gateway.example"));
    }
}
