package org.rosterstore.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.xml.XmlLimits.Document;
import org.rosterstore.xml.XmlWalk.Step;

class XmlWalkTest {

    private static final XmlLimits LIMITS = new XmlLimits(Document.FILE, 3, 2, 10_000, 2_000, 400);

    private static XmlWalk through(String xml) throws MalformedXmlException {
        return XmlWalk.through(new StringReader(xml), LIMITS);
    }

    private static void walkedToTheEnd(String xml) throws MalformedXmlException {
        try (XmlWalk walk = through(xml)) {
            walk.toEnd();
        }
    }

    @Test
    void childrenAreLeftOneByOne() throws MalformedXmlException {
        try (XmlWalk walk =
                through("<a>x<b c='1' xml:lang='it'>y</b><?p?><!-- --><d xmlns='urn:x'>1<e>2</e>3</d></a>")) {
            walk.toRoot();
            assertThat(walk.is("", "a")).isTrue();
            assertThat(walk.depth()).isEqualTo(1);
            assertThat(walk.toChild()).isTrue();
            assertThat(walk.attributes()).containsEntry("c", "1").containsEntry("xml:lang", "it");
            walk.skip();
            assertThat(walk.toChild()).isTrue();
            assertThat(walk.is("urn:x", "d")).isTrue();
            assertThat(walk.text()).isEqualTo("13");
            assertThat(walk.toChild()).isFalse();
            assertThat(walk.depth()).isZero();
            walk.toEnd();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            <a><b><c><d/></c></b></a>        | elements are nested over 3 deep
            <a b='' c='' d=''/>              | an element has over 2 attributes
            <!DOCTYPE a><a/>                 | a document type is declared, which is not allowed here
            <a><b></a>                       | not well-formed XML at column 9
            <a>&b;</a>                       | not well-formed XML at column 7
            <a><b/>                          | the file ends before it is complete
            "                              " | the file ends before it is complete
            """)
    void refusals(String xml, String message) {
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> walkedToTheEnd(xml))
                .withMessage(message)
                .withNoCause();
    }

    @Test
    void tokensTextAndNamesAreBounded() throws MalformedXmlException {
        String text = "x".repeat(390);
        walkedToTheEnd("<a>" + text + "</a>");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> walkedToTheEnd("<a>" + text + "<!--0123456789-->" + "</a>"))
                .withMessage("a file of over 400 characters");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> walkedToTheEnd("<a b='" + text.repeat(50) + "'/>"))
                .withMessage("a tag, comment or CDATA section has over 10,000 characters");
        StringBuilder names = new StringBuilder("<a>");
        for (int i = 0; i < 30; i++) {
            names.append("<b").append(i).append("/>");
        }
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> walkedToTheEnd(names + "</a>"))
                .withMessage("too many different names of elements and attributes");
    }

    @Test
    void whatCannotEvenBeReadIsTold() {
        AtomicBoolean closed = new AtomicBoolean();
        Reader broken = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> XmlWalk.through(broken, LIMITS))
                .satisfies(e -> assertThat(e.unreadable())
                        .get()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("gone"));
        assertThat(closed).isTrue();
    }

    @Test
    void insideOfSomebodyElsesReaderItStaysInTheElement() throws Exception {
        XMLStreamReader reader = reader("<s><a><b>x</b></a><c/></s>");
        reader.next();
        reader.next();
        XmlWalk walk = XmlWalk.inside(reader, LIMITS);
        assertThat(walk.is("", "a")).isTrue();
        assertThat(walk.toChild()).isTrue();
        walk.leave(1);
        walk.close();
        assertThat(reader.getLocalName()).isEqualTo("a");
        assertThat(reader.isEndElement()).isTrue();
        assertThat(reader.nextTag()).isEqualTo(XMLStreamReader.START_ELEMENT);
        assertThat(reader.getLocalName()).isEqualTo("c");
    }

    @Test
    void itsDamageIsPassedOn() throws Exception {
        XMLStreamReader reader = reader("<a><b></a>");
        reader.next();
        XmlWalk walk = XmlWalk.inside(reader, LIMITS);
        assertThat(walk.next()).isEqualTo(Step.START);
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(walk::next)
                .withCauseInstanceOf(XMLStreamException.class);
    }

    @Test
    void itsDocumentTypeIsRefused() throws Exception {
        XMLStreamReader reader = reader("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        while (reader.next() != XMLStreamReader.START_ELEMENT) {
            // the document type
        }
        XmlWalk walk = XmlWalk.inside(reader, LIMITS);
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> walk.leave(1))
                .withMessage("a document type is declared, which is not allowed here");
    }

    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory.createXMLStreamReader(new StringReader(xml));
    }
}
