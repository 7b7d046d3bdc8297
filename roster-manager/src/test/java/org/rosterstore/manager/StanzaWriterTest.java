package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, what is left out, and what is refused. */
class StanzaWriterTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    private static final RosterQuery.Item FULL =
            new RosterQuery.Item("a@b", "<n>", List.of("g", ""), "both", true, true);
    private static final RosterQuery QUERY = new RosterQuery(Optional.of("v"), List.of(FULL));

    private static Iq iq(Iq.Type type, RosterQuery query) {
        return new Iq(type, Optional.empty(), Optional.empty(), "1", Optional.ofNullable(query), Optional.empty());
    }

    private static Iq error(StanzaError error) {
        return new Iq(
                Iq.Type.ERROR, Optional.empty(), Optional.empty(), "1", Optional.empty(), Optional.ofNullable(error));
    }

    @Test
    void aPresence() {
        Presence presence = new Presence(
                Presence.Type.AVAILABLE,
                Optional.of(Jid.of("romeo@example.net/a'b")),
                Optional.of(Jid.of("juliet@example.com")),
                "<1>",
                Show.XA,
                "a < b\r\n",
                -5,
                "R",
                "en",
                "<c xmlns='urn:x' b=\"2\" a='1'></c><status xml:lang='it'>uno</status>");

        assertThat(CODEC.write(presence))
                .isEqualTo("<presence xmlns='jabber:client' from='romeo@example.net/a&apos;b' id='&lt;1&gt;'"
                        + " to='juliet@example.com' xml:lang='en'><show>xa</show><status>a &lt; b&#13;\n</status>"
                        + "<priority>-5</priority><nick xmlns='http://jabber.org/protocol/nick'>R</nick>"
                        + "<c xmlns='urn:x' a='1' b='2'/><status xml:lang='it'>uno</status></presence>");
        assertThat(CODEC.write(Presence.available())).isEqualTo("<presence xmlns='jabber:client'/>");
        assertThat(CODEC.write(Presence.of(Presence.Type.PROBE)))
                .isEqualTo("<presence xmlns='jabber:client' type='probe'/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jabber:client           | <presence xmlns='jabber:client' id='1'><a/></presence>
            jabber:server           | <presence xmlns='jabber:server' id='1'><a/></presence>
            jabber:component:accept | <presence xmlns='jabber:component:accept' id='1'><a/></presence>
            ''                      | <presence id='1'><a/></presence>
            """)
    void theNamespaceIsThatOfTheStream(String namespace, String xml) {
        assertThat(CODEC.write(Presence.available().withId("1").withPayload("<a/>"), namespace))
                .isEqualTo(xml);
        assertThatIllegalArgumentException().isThrownBy(() -> CODEC.write(Presence.available(), "urn:x"));
    }

    /** RFC 6121, 4.5.1 and 4.7.2. */
    @Test
    void showAndPriorityAreOfAvailablePresencesOnly() {
        assertThat(CODEC.write(Presence.of(Presence.Type.UNAVAILABLE)
                        .withShow(Show.AWAY)
                        .withPriority(5)
                        .withStatus("good night")))
                .isEqualTo("<presence xmlns='jabber:client' type='unavailable'><status>good night</status></presence>");
    }

    @Test
    void whatTheValueSaysIsBeforeWhatThePayloadSays() {
        String payload = "<show>away</show><status>s</status><priority>5</priority>"
                + "<nick xmlns='http://jabber.org/protocol/nick'>N</nick>";
        Presence silent = Presence.available().withPayload(payload);

        assertThat(CODEC.write(silent))
                .isEqualTo("<presence xmlns='jabber:client'><show/><status/><priority/>"
                        + "<nick xmlns='http://jabber.org/protocol/nick'/>" + payload + "</presence>");
        assertThat(CODEC.read(CODEC.write(silent))).contains(silent);
    }

    /** RFC 6121, 2.1.2.1, 2.1.2.2, 2.1.2.5 and 2.1.3. */
    @Test
    void aRequestSaysNoMoreThanItMay() {
        assertThat(CODEC.write(iq(Iq.Type.GET, QUERY)))
                .isEqualTo(
                        "<iq xmlns='jabber:client' id='1' type='get'><query xmlns='jabber:iq:roster' ver='v'/></iq>");
        assertThat(CODEC.write(iq(Iq.Type.GET, new RosterQuery(Optional.of(""), List.of()))))
                .contains("<query xmlns='jabber:iq:roster' ver=''/>");
        assertThat(CODEC.write(iq(Iq.Type.GET, new RosterQuery(Optional.empty(), List.of()))))
                .contains("<query xmlns='jabber:iq:roster'/>");
        assertThat(CODEC.write(iq(Iq.Type.SET, QUERY)))
                .contains("<item jid='a@b' name='&lt;n&gt;'><group>g</group><group/></item>");
        RosterQuery.Item removed = new RosterQuery.Item("a@b", "", List.of(), "remove", true, true);
        assertThat(CODEC.write(iq(Iq.Type.SET, new RosterQuery(Optional.empty(), List.of(removed)))))
                .contains("<item jid='a@b' subscription='remove'/>");
    }

    @Test
    void aResultSaysAll() {
        assertThat(CODEC.write(iq(Iq.Type.RESULT, QUERY)))
                .contains("<item approved='true' ask='subscribe' jid='a@b' name='&lt;n&gt;' subscription='both'>"
                        + "<group>g</group><group/></item>");
        assertThat(CODEC.write(iq(Iq.Type.RESULT, null))).isEqualTo("<iq xmlns='jabber:client' id='1' type='result'/>");
        assertThat(CODEC.write(error(new StanzaError("cancel", "item-not-found", "no & no"))))
                .isEqualTo("<iq xmlns='jabber:client' id='1' type='error'><error type='cancel'>"
                        + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no &amp; no</text></error></iq>");
    }

    static Stream<Stanza> refused() {
        return Stream.of(
                iq(Iq.Type.GET, null),
                iq(Iq.Type.SET, null),
                error(null),
                new Iq(
                        Iq.Type.RESULT,
                        Optional.empty(),
                        Optional.empty(),
                        "1",
                        Optional.empty(),
                        Optional.of(new StanzaError("cancel", "gone", ""))),
                error(new StanzaError("", "gone", "")),
                error(new StanzaError("Cancel", "gone", "")),
                error(new StanzaError("cancel' x='", "gone", "")),
                error(new StanzaError("cancel", "", "")),
                error(new StanzaError("cancel", "text", "")),
                error(new StanzaError("cancel", "gone/><x", "")),
                error(new StanzaError("cancel", "a:b", "")),
                error(new StanzaError("cancel", "Gone", "")),
                error(new StanzaError("cancel", "un\uFFFDfined", "")),
                error(new StanzaError("cancel", "gone", "\u0000")),
                Presence.available().withId("\u0001"),
                Presence.available().withStatus("\uD800"),
                Presence.available().withNick("\uFFFF"),
                Presence.available().withFrom(new Jid(Jid.of("a@b").bare(), "\u0000")),
                Presence.available().withPayload("<a>\uD83D</a>"),
                iq(Iq.Type.SET, new RosterQuery(Optional.of("\u0000"), List.of())),
                iq(
                        Iq.Type.SET,
                        new RosterQuery(
                                Optional.empty(),
                                List.of(new RosterQuery.Item("a@b", "", List.of("\u000B"), "", false, false)))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeSaidIsRefused(Stanza stanza) {
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> CODEC.write(stanza))
                .withMessageMatching("[^\\p{Cntrl}]{1,200}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hark",
                "<a/>hark",
                "&lt;",
                "<a>",
                "</a>",
                "</presence>",
                "</presence><presence>",
                "</presence><message><body/></message><presence>",
                "<a p:b=''/>",
                "<a xmlns:p='urn:p' p:b=''/>",
                "<a><b xmlns:p='urn:p' p:b=''/></a>",
                "<xml:a/>",
                "<?a?>",
                "<!DOCTYPE a><a/>"
            })
    void aPayloadIsChildrenAndNothingElse(String payload) {
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> CODEC.write(Presence.available().withPayload(payload)))
                .withMessageStartingWith("the payload: ");
    }

    @Test
    void aPayloadIsBroughtToItsForm() {
        assertThat(
                        CODEC.write(
                                Presence.available()
                                        .withPayload(
                                                " <p:a xmlns:p='urn:x' b='2' a='1'><!-- --><p:b></p:b></p:a>\n<c xmlns='jabber:client'/>")))
                .isEqualTo("<presence xmlns='jabber:client'><a xmlns='urn:x' a='1' b='2'><b/></a><c/></presence>");
        assertThat(CODEC.write(Presence.available().withPayload("  "))).isEqualTo("<presence xmlns='jabber:client'/>");
    }

    @Test
    void aPayloadIsBounded() {
        String longest = "<a>" + "x".repeat(64 * 1_024 - 7) + "</a>";

        assertThat(CODEC.write(Presence.available().withPayload(longest))).contains(longest);
        for (String payload : List.of(longest + " ", "<a>" + ">".repeat(40_000) + "</a>")) {
            assertThatExceptionOfType(MalformedStanzaException.class)
                    .isThrownBy(() -> CODEC.write(Presence.available().withPayload(payload)));
        }
    }
}
