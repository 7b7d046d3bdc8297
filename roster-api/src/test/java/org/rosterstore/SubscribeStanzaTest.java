package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a stanza is kept, and in which form. */
class SubscribeStanzaTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final String EMPTY = "<presence xmlns='jabber:client' from='romeo@example.net' type='subscribe'/>";

    private static SubscriptionRequest read(String stanza) {
        return SubscriptionRequest.of(ROMEO, stanza, Instant.EPOCH);
    }

    /** The canonical form of a stanza with that content, without its root. */
    private static String content(String content) {
        String canonical =
                read("<presence type='subscribe'>" + content + "</presence>").stanza();
        assertThat(canonical).startsWith(EMPTY.replace("/>", ">")).endsWith("</presence>");
        return canonical.substring(EMPTY.length() - 1, canonical.length() - "</presence>".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence type='subscribe'/>",
                "<presence type=\"subscribe\"></presence>",
                "<?xml version='1.0'?><presence type='subscribe'/>",
                " \n<presence\ttype = 'subscribe'\n>  </presence> ",
                "<!-- hark --><presence type='subscribe'><!-- but soft --></presence><!-- what light -->",
                "<presence from='romeo@example.net' type='subscribe'/>",
                "<presence type='subscribe' from='romeo@example.net/orchard'/>",
                "<presence from='ROMEO@Example.NET/a/b' type='subscribe'/>",
                "<presence xmlns='jabber:client' type='subscribe'/>",
                "<presence xmlns='jabber:server' type='subscribe'/>",
                "<presence xmlns='jabber:component:accept' type='subscribe'/>",
                "<presence xmlns='jabber:component:connect' type='subscribe'/>",
                "<c:presence xmlns:c='jabber:client' type='subscribe'/>",
                "<s:presence xmlns:s='jabber:server' xmlns:unused='urn:x' type='subscribe'/>",
                "<presence type='&#115;ubscribe'/>",
                "<presence type='subscribe'><![CDATA[]]></presence>",
            })
    void oneStanzaHasOneForm(String stanza) {
        String blank = EMPTY.replace("/>", ">  </presence>");

        assertThat(read(stanza).stanza()).isIn(EMPTY, blank);
        assertThat(read(stanza).stanza().equals(blank)).isEqualTo(stanza.contains(">  <"));
    }

    @Test
    void attributesAreSorted() {
        assertThat(read("<presence xml:lang='it' type='subscribe' to='b@c' id='7'/>")
                        .stanza())
                .isEqualTo("<presence xmlns='jabber:client' from='romeo@example.net' id='7' to='b@c' type='subscribe'"
                        + " xml:lang='it'/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            <a xmlns='urn:x'/>                           | <a xmlns='urn:x'/>
            <p:a xmlns:p='urn:x'/>                       | <a xmlns='urn:x'/>
            <p:a xmlns:p='urn:x'><p:b/></p:a>            | <a xmlns='urn:x'><b/></a>
            <a xmlns='urn:x'><b xmlns='urn:y'/><c/></a>  | <a xmlns='urn:x'><b xmlns='urn:y'/><c/></a>
            <p:a xmlns:p='urn:x'><b/></p:a>              | <a xmlns='urn:x'><b xmlns='jabber:client'/></a>
            <a xmlns='urn:x'><b xmlns=''/></a>           | <a xmlns='urn:x'><b xmlns='jabber:client'/></a>
            <a xmlns=''/>                                | <a/>
            <a xmlns='jabber:server'/>                   | <a/>
            <a xmlns='urn:&amp;&apos;&lt;'/>             | <a xmlns='urn:&amp;&apos;&lt;'/>
            """)
    void noElementHasAPrefix(String given, String canonical) {
        assertThat(content(given)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a&amp;b             | a&amp;b
            a&lt;b              | a&lt;b
            a>b                 | a&gt;b
            "'a""b'"            | "'a""b'"
            a&quot;b&apos;c     | "a""b'c"
            &#x1F600;           | 😀
            a&#13;b             | a&#13;b
            a&#9;b              | "a\tb"
            <![CDATA[a<&]]>     | a&lt;&amp;
            <![CDATA[a]]>b      | ab
            a<!-- hark -->b     | ab
            <s></s>             | <s/>
            <s><![CDATA[]]></s> | <s/>
            <s><!-- --></s>     | <s/>
            <s> </s>            | <s> </s>
            """)
    void textIsEscapedWhereItMustBe(String given, String canonical) {
        assertThat(content(given)).isEqualTo(canonical.replace("\\t", "\t"));
    }

    @Test
    void lineEndsAreThoseOfXml() {
        assertThat(content("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void whiteSpaceInAttributesSurvives() {
        String attribute = " x='&#9;&#10;&#13; &quot;&apos;&lt;&gt;&amp;'";

        assertThat(content("<a" + attribute + "/>")).isEqualTo("<a x='&#9;&#10;&#13; \"&apos;&lt;&gt;&amp;'/>");
    }

    @Test
    void unescapedWhiteSpaceInAttributesIsBlanksAsXmlHasIt() {
        assertThat(content("<a x='\t\n\r\n'/>")).isEqualTo("<a x='   '/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <status>one</status>                                                        | one
            <status/>                                                                   | ""
            <status>one</status><status>two</status>                                    | one
            <status xml:lang='it'>uno</status><status>one</status>                      | one
            <status>one</status><status xml:lang='it'>uno</status>                      | one
            <status xml:lang='it'>uno</status><status xml:lang='de'>eins</status>       | uno
            <status/><status>one</status>                                               | ""
            <status xml:lang='it'>uno</status><status>one</status><status>two</status>  | one
            <status>a<b>c</b>d</status>                                                 | ad
            <a><status>nested</status></a>                                              | ""
            <status xmlns='urn:x'>foreign</status>                                      | ""
            <status xmlns='jabber:server'>one</status>                                  | one
            <s:status xmlns:s='jabber:client'>one</s:status>                            | one
            <status><![CDATA[a<b]]>&amp;c<!-- x -->d</status>                           | a<b&cd
            one                                                                         | ""
            """)
    void theStatus(String content, String status) {
        assertThat(read("<presence type='subscribe'>" + content + "</presence>").status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>                             | Romeo
            <n:nick xmlns:n='http://jabber.org/protocol/nick'>Romeo</n:nick>                       | Romeo
            <nick>Romeo</nick>                                                                     | ""
            <name xmlns='http://jabber.org/protocol/nick'>Romeo</name>                             | ""
            <a xmlns='http://jabber.org/protocol/nick'><nick>Romeo</nick></a>                      | ""
            <nick xmlns='http://jabber.org/protocol/nick'>A<nick>B</nick>C</nick>                  | AC
            <nick xmlns='http://jabber.org/protocol/nick'/><nick xmlns='http://jabber.org/protocol/nick'>B</nick> | ""
            """)
    void theNick(String content, String nick) {
        assertThat(read("<presence type='subscribe'>" + content + "</presence>").nick())
                .isEqualTo(nick);
    }
}
