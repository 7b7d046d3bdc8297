package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is read again as it was, from text and from a library's reader, on a stream of any namespace. */
class StanzaRoundTripTest {

    private static final StanzaCodec CODEC = new StanzaCodec();
    private static final String CHARACTERS = "<>&'/=: a1\u0000\uD800";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsReadIsWhatWasWritten(long seed) throws XMLStreamException {
        RandomStanzas stanzas = new RandomStanzas(seed);
        for (int i = 0; i < 500; i++) {
            Stanza stanza = stanzas.stanza();
            String xml = CODEC.write(stanza);

            assertThat(CODEC.read(xml)).as(xml).contains(stanza);
            assertThat(CODEC.write(CODEC.read(xml).orElseThrow())).isEqualTo(xml);
            assertThat(CODEC.read(CODEC.write(stanza, ""))).contains(stanza);
            assertThat(CODEC.read(CODEC.write(stanza, "jabber:component:accept")))
                    .contains(stanza);
            assertThat(fromReader(xml)).contains(stanza);
        }
    }

    /** Whatever becomes of a stanza on its way: it is one that can be written and read again, or it is refused. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasChangedIsRefusedOrUnderstood(long seed) {
        Random random = new Random(seed);
        RandomStanzas stanzas = new RandomStanzas(seed);
        int understood = 0;
        for (int i = 0; i < 1_000; i++) {
            String xml = changed(CODEC.write(stanzas.stanza()), random);
            Optional<Stanza> read;
            try {
                read = CODEC.read(xml);
            } catch (MalformedStanzaException e) {
                continue;
            }
            if (read.isPresent() && hasNothingToLeaveOut(read.get())) {
                understood++;
                assertThat(CODEC.read(CODEC.write(read.get()))).as(xml).isEqualTo(read);
            }
        }
        assertThat(understood).isPositive();
    }

    private static String changed(String xml, Random random) {
        StringBuilder changed = new StringBuilder(xml);
        for (int left = 1 + random.nextInt(3); left > 0 && changed.length() > 1; left--) {
            int place = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(place);
                case 1 -> changed.insert(place, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                default -> changed.setCharAt(place, changed.charAt(random.nextInt(changed.length())));
            }
        }
        return changed.toString();
    }

    /** In requests an item's attributes are; see {@link StanzaCodec}. */
    private static boolean hasNothingToLeaveOut(Stanza stanza) {
        return !(stanza instanceof Iq iq && (iq.type() == Iq.Type.GET || iq.type() == Iq.Type.SET));
    }

    private static Optional<Stanza> fromReader(String xml) throws XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
        reader.nextTag();
        return CODEC.read(reader);
    }
}
