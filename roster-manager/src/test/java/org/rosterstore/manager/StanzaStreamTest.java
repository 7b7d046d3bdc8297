package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A library's own reader of a stream: it is left at the end of each stanza, so that the library goes on from there. */
class StanzaStreamTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        return XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
    }

    private static String stream(String namespace, String stanzas) {
        return "<stream:stream xmlns='" + namespace + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
                + stanzas + "</stream:stream>";
    }

    private static XMLStreamReader atFirst(String stanzas) throws XMLStreamException {
        XMLStreamReader reader = reader(stream("jabber:client", stanzas));
        reader.nextTag();
        reader.nextTag();
        return reader;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:client", "jabber:server", "jabber:component:accept", "jabber:component:connect"})
    void stanzaByStanza(String namespace) throws XMLStreamException {
        XMLStreamReader reader = reader(stream(
                namespace,
                "<presence id='1'><c xmlns='urn:x'/><status>hark</status></presence> <message><body><presence/></body></message>"
                        + "\n<iq type='get' id='2'><ping xmlns='urn:xmpp:ping'><a><b/></a></ping></iq>"
                        + "<iq type='set' id='3'><query xmlns='jabber:iq:roster'><item jid='a@b'/></query></iq>"
                        + "<presence xmlns='urn:x'><a/></presence><iq type='result' id='4'/><presence id='5'/>"));
        reader.nextTag();
        List<Optional<String>> ids = new ArrayList<>();
        while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
            String name = reader.getLocalName();
            ids.add(CODEC.read(reader).map(Stanza::id));
            assertThat(reader.isEndElement()).isTrue();
            assertThat(reader.getLocalName()).isEqualTo(name);
        }

        assertThat(ids)
                .containsExactly(
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("3"),
                        Optional.empty(),
                        Optional.of("4"),
                        Optional.of("5"));
        assertThat(reader.getLocalName()).isEqualTo("stream");
    }

    @Test
    void whatIsNoneOfOursIsNotRefused() throws XMLStreamException {
        String deep = "<a>".repeat(80) + "<?a?>" + "</a>".repeat(80);

        assertThat(CODEC.read(atFirst("<message>" + deep + "</message>"))).isEmpty();
        assertThat(CODEC.read(atFirst("<iq type='set'><x xmlns='urn:x'>" + deep + "</x></iq>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence from='@'/>",
                "<presence type='x'/>",
                "<presence><?a?></presence>",
                "<iq type='set'><query xmlns='jabber:iq:roster'/><x/></iq>"
            })
    void whatIsBrokenIsRefused(String stanza) throws XMLStreamException {
        XMLStreamReader reader = atFirst(stanza);

        assertThatExceptionOfType(MalformedStanzaException.class).isThrownBy(() -> CODEC.read(reader));
    }

    @Test
    void itsLengthAndDepthAreBounded() throws XMLStreamException {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i <= 64; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        for (String content : List.of(
                "<a>".repeat(64) + "</a>".repeat(64),
                "<a" + attributes + "/>",
                "<a>" + "x".repeat(65_600) + "</a>",
                "<a b='" + "x".repeat(65_600) + "'/>",
                "<!--" + "x".repeat(65_600) + "-->",
                "<a/>".repeat(65_600),
                "<status>" + "x".repeat(65_600) + "</status>",
                " ".repeat(65_600))) {
            XMLStreamReader reader = atFirst("<presence>" + content + "</presence>");

            assertThatExceptionOfType(MalformedStanzaException.class).isThrownBy(() -> CODEC.read(reader));
        }
    }

    /** The JDK's reader bounds namespaces unless it is told otherwise; others do not. */
    @Test
    void whatIsShortAndAGigabyteInCanonicalForm() throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty("jdk.xml.maxXMLNameLimit", 100_000);
        String presence =
                "<presence xmlns:p='" + "n".repeat(30_000) + "'><a>" + "<p:a/>".repeat(5_000) + "</a></presence>";
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(presence));
        reader.nextTag();

        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> CODEC.read(reader))
                .withMessage("children that are too long in their canonical form");
    }

    @Test
    void whatTheReaderThrowsIsPassedOn() throws XMLStreamException {
        XMLStreamReader reader = atFirst("<presence><a></b></presence>");

        assertThatExceptionOfType(XMLStreamException.class).isThrownBy(() -> CODEC.read(reader));
    }

    @Test
    void aDocumentTypeThatTheReaderSupportsIsRefused() throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(
                new StringReader("<!DOCTYPE p [<!ENTITY hark 'x'>]><presence><status>&hark;</status></presence>"));
        while (!reader.isStartElement()) {
            reader.next();
        }

        assertThatExceptionOfType(MalformedStanzaException.class).isThrownBy(() -> CODEC.read(reader));
    }

    @Test
    void aReaderThatCannotBeUsed() throws XMLStreamException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.read(reader("<presence/>")))
                .withMessageContaining("start of an element");
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader("<presence/>"));
        reader.nextTag();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.read(reader))
                .withMessageContaining("namespaces");
    }
}
