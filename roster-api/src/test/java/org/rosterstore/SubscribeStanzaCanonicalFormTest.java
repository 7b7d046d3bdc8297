package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;

/** Random stanzas: reading a canonical form gives itself, and to another parser it says what the stanza said. */
class SubscribeStanzaCanonicalFormTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsAFixedPointAndSaysTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        DocumentBuilder parser = parser();
        for (int i = 0; i < 200; i++) {
            String stanza = new RandomStanza(random).toString();
            SubscriptionRequest request = SubscriptionRequest.of(ROMEO, stanza, Instant.EPOCH);

            assertThat(SubscriptionRequest.of(ROMEO, request.stanza(), Instant.EPOCH))
                    .as(stanza)
                    .isEqualTo(request);
            assertThat(meaning(parser, request.stanza())).as(stanza).isEqualTo(meaning(parser, stanza));
        }
    }

    private static DocumentBuilder parser() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        factory.setIgnoringComments(true);
        return factory.newDocumentBuilder();
    }

    private static String meaning(DocumentBuilder parser, String xml) throws Exception {
        Element root = parser.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        root.setAttribute("from", ROMEO.toString());
        return meaning(root).toString();
    }

    private static List<Object> meaning(Element element) {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                attributes.put(attribute.getName(), attribute.getValue());
            }
        }
        List<Object> meaning =
                new ArrayList<>(List.of("{" + namespace(element) + "}" + element.getLocalName(), attributes));
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Text) {
                text.append(child.getNodeValue());
            } else {
                meaning.add(text.toString());
                text.setLength(0);
                meaning.add(meaning((Element) child));
            }
        }
        meaning.add(text.toString());
        return meaning;
    }

    private static String namespace(Element element) {
        String namespace = element.getNamespaceURI();
        return namespace == null || namespace.startsWith("jabber:") ? "jabber:client" : namespace;
    }
}
