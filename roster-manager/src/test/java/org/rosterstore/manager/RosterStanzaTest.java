package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an iq says of a roster. RFC 6121, 2.1; RFC 6120, 8.2.3 and 8.3. */
class RosterStanzaTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    private static Iq read(String xml) {
        return (Iq) CODEC.read(xml).orElseThrow();
    }

    private static List<RosterQuery.Item> items(String items) {
        return read("<iq type='result' id='1'><query xmlns='jabber:iq:roster'>" + items + "</query></iq>")
                .query()
                .orElseThrow()
                .items();
    }

    private static RosterQuery.Item item(String jid, String name, String subscription, String... groups) {
        return new RosterQuery.Item(jid, name, List.of(groups), subscription, false, false);
    }

    /** RFC 6121, 2.1.3 to 2.1.6, 2.3.1 and 2.5.1. */
    @Test
    void theExamplesOfTheRfc() {
        assertThat(read("""
                        <iq from='juliet@example.com/balcony' id='bv1bs71f' type='get'>
                          <query xmlns='jabber:iq:roster'/>
                        </iq>
                        """))
                .isEqualTo(new Iq(
                        Iq.Type.GET,
                        Optional.of(Jid.of("juliet@example.com/balcony")),
                        Optional.empty(),
                        "bv1bs71f",
                        Optional.of(new RosterQuery(Optional.empty(), List.of())),
                        Optional.empty()));
        assertThat(read("""
                        <iq id='hu2bac18' to='juliet@example.com/balcony' type='result'>
                          <query xmlns='jabber:iq:roster' ver='ver11'>
                            <item jid='romeo@example.net' name='Romeo' subscription='both'>
                              <group>Friends</group>
                            </item>
                            <item jid='mercutio@example.com' name='Mercutio' subscription='from'/>
                            <item jid='benvolio@example.net' name='Benvolio' subscription='both'/>
                          </query>
                        </iq>
                        """).query())
                .contains(new RosterQuery(
                        Optional.of("ver11"),
                        List.of(
                                item("romeo@example.net", "Romeo", "both", "Friends"),
                                item("mercutio@example.com", "Mercutio", "from"),
                                item("benvolio@example.net", "Benvolio", "both"))));
        assertThat(read("""
                        <iq from='juliet@example.com/balcony' id='ph1xaz53' type='set'>
                          <query xmlns='jabber:iq:roster'>
                            <item jid='nurse@example.com' name='Nurse'>
                              <group>Servants</group>
                            </item>
                          </query>
                        </iq>
                        """).query().orElseThrow().items())
                .containsExactly(item("nurse@example.com", "Nurse", "", "Servants"));
        assertThat(read("<iq from='juliet@example.com/balcony' id='a78b4q6ha463' type='result'/>"))
                .isEqualTo(new Iq(
                        Iq.Type.RESULT,
                        Optional.of(Jid.of("juliet@example.com/balcony")),
                        Optional.empty(),
                        "a78b4q6ha463",
                        Optional.empty(),
                        Optional.empty()));
        assertThat(items("<item jid='nurse@example.com' subscription='remove'/>"))
                .containsExactly(item("nurse@example.com", "", "remove"));
    }

    /** Scenarios C8 to C10: whatever stands in one item, the others are read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <item/>                                          | ""        | ""   | ""
            <item jid='@'/>                                  | @         | ""   | ""
            <item jid='a b/c'/>                              | a b/c     | ""   | ""
            <item jid='A@B'/>                                | A@B       | ""   | ""
            <item jid='a@b' subscription='friend'/>          | a@b       | ""   | friend
            <item jid='a@b' subscription=''/>                | a@b       | ""   | ""
            <item jid='a@b' name=''/>                        | a@b       | ""   | ""
            <item jid='a@b' name=' &#9;&#10; n'/>            | a@b       | " \t\n n" | ""
            <item jid='a@b' xml:name='n' p:name='n' xmlns:p='urn:p'/> | a@b | "" | ""
            <item jid='a@b'><group xmlns='urn:x'>g</group><x/></item> | a@b | "" | ""
            """)
    void itemsAreNotLookedInto(String xml, String jid, String name, String subscription) {
        assertThat(items("<item jid='first@b'/>" + xml + "<item jid='last@b'/>"))
                .containsExactly(
                        item("first@b", "", ""),
                        item(jid, name.replace("\\t", "\t").replace("\\n", "\n"), subscription),
                        item("last@b", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "ask='subscribe', true, false",
        "ask='Subscribe', false, false",
        "ask='unsubscribe', false, false",
        "ask='', false, false",
        "approved='true', false, true",
        "approved='1', false, true",
        "approved='false', false, false",
        "approved='0', false, false",
        "approved='TRUE', false, false",
        "approved='yes', false, false",
        "ask='subscribe' approved='true', true, true"
    })
    void askAndApproved(String attributes, boolean ask, boolean approved) {
        assertThat(items("<item jid='a@b' " + attributes + "/>"))
                .containsExactly(new RosterQuery.Item("a@b", "", List.of(), "", ask, approved));
    }

    @Test
    void groupsAreKeptAsTheyAre() {
        assertThat(items("<item jid='a@b'><group>B</group><group/><group>A</group> <group> A</group><group>B</group>"
                        + "<group>a<b>c</b><![CDATA[<d>]]></group></item>"))
                .containsExactly(item("a@b", "", "", "B", "", "A", " A", "B", "a<d>"));
    }

    @Test
    void whatIsNoItemIsPassedOver() {
        assertThat(items("x<query/><item xmlns='urn:x' jid='c@d'/><x xmlns='urn:x'><item jid='c@d'"
                        + " xmlns='jabber:iq:roster'/></x><item jid='a@b'/>"))
                .containsExactly(item("a@b", "", ""));
    }

    @Test
    void noVersionIsAnotherThanAnEmptyOne() {
        assertThat(read("<iq type='get' id='1'><query xmlns='jabber:iq:roster'/></iq>")
                        .query())
                .map(RosterQuery::ver)
                .contains(Optional.empty());
        assertThat(read("<iq type='get' id='1'><query xmlns='jabber:iq:roster' ver=''/></iq>")
                        .query())
                .map(RosterQuery::ver)
                .contains(Optional.of(""));
        assertThat(read("<iq type='get' id='1'><query xmlns='jabber:iq:roster' ver=' é&#10;'/></iq>")
                        .query())
                .map(RosterQuery::ver)
                .contains(Optional.of(" é\n"));
    }

    @Test
    void thePrefixesAreWhatTheyAreForXml() {
        assertThat(read("<s:iq xmlns:s='jabber:server' xmlns:r='jabber:iq:roster' type='set' id='1'>"
                                + "<r:query><r:item jid='a@b'><r:group>g</r:group></r:item></r:query></s:iq>")
                        .query())
                .contains(new RosterQuery(Optional.empty(), List.of(item("a@b", "", "", "g"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", textBlock = """
            <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>  | auth | forbidden | ""
            <error type='modify' by='a@b'><bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>no &amp; no</text></error> | modify | bad-request | no & no
            <error type='cancel'><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no</text><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>xmpp:a@b</gone><x xmlns='urn:x'/></error> | cancel | gone | no
            <error type='wait'><ö xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error> | wait | undefined-condition | ""
            <error code='404'/>                     | cancel | undefined-condition | ""
            <error code='404'>Not Found</error>     | cancel | undefined-condition | ""
            <error type='fatal'><x xmlns='urn:x'/></error> | cancel | undefined-condition | ""
            ""                                      | cancel | undefined-condition | ""
            """)
    void errors(String error, String type, String condition, String text) {
        for (String query : List.of("", "<query xmlns='jabber:iq:roster'><item jid='a@b'/></query>")) {
            for (String content : List.of(query + error, error + query)) {
                Iq iq = read("<iq type='error' id='1' from='example.com'>" + content + "</iq>");

                assertThat(iq.error()).contains(new StanzaError(type, condition, text));
                assertThat(iq.query().isPresent()).isEqualTo(!query.isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                "<iq type='set' id='1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='result' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                "<iq type='result' id='1'><query/></iq>",
                "<iq type='result' id='1'><error/></iq>",
                "<iq type='error' id='1'><ping xmlns='urn:xmpp:ping'/><error type='cancel'/></iq>",
                "<iq type='error' id='1'><error type='cancel'/><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='1'><x xmlns='urn:x'/><query xmlns='jabber:iq:roster'/></iq>",
                "<iq type='get' id='1'/>",
                "<iq type='set' id='1'/>",
                "<iq type='push' id='1'/>",
                "<iq id='1'/>",
                "<iq type='get' id='1' from='@'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'>",
            })
    void whatIsNoneOfOurs(String xml) {
        assertThat(CODEC.read(xml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq id='1'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type=''><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type='push'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type='Set'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type='set'><query xmlns='jabber:iq:roster'/><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type='set'><query xmlns='jabber:iq:roster'/><x xmlns='urn:x'/></iq>",
                "<iq id='1' type='set'><query xmlns='jabber:iq:roster'/><error type='cancel'/></iq>",
                "<iq id='1' type='result'><query xmlns='jabber:iq:roster'/><x xmlns='urn:x'/></iq>",
                "<iq id='1' type='error'><query xmlns='jabber:iq:roster'/><error/><error/></iq>",
                "<iq id='1' type='set' from='@'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq id='1' type='result' to=''/>",
                "<iq id='1' type='set'><query xmlns='jabber:iq:roster'/></iq><iq/>",
            })
    void whatIsBroken(String xml) {
        assertThatExceptionOfType(MalformedStanzaException.class).isThrownBy(() -> CODEC.read(xml));
    }
}
