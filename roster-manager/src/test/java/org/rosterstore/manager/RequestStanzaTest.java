package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.SubscriptionRequest;

/** A request survives being stored. RFC 6121, 3.1.3. */
class RequestStanzaTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void allOfItIsKept() {
        Presence subscribe = (Presence) new StanzaCodec()
                .read(
                        "<presence xmlns='jabber:component:accept' from='romeo@example.net/orchard' to='juliet@example.com'"
                                + " id='1' type='subscribe' xml:lang='en'><status>it's me</status><status xml:lang='it'>io</status>"
                                + "<nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick><show>away</show>"
                                + "<x xmlns='urn:x'><y/></x></presence>")
                .orElseThrow();
        SubscriptionRequest kept = RequestStanza.kept(subscribe, NOW);

        assertThat(kept.from()).isEqualTo(ROMEO);
        assertThat(kept.nick()).isEqualTo("Romeo");
        assertThat(kept.status()).isEqualTo("it's me");
        assertThat(kept.receivedAt()).isEqualTo(NOW);
        assertThat(kept.stanza())
                .isEqualTo("<presence xmlns='jabber:client' from='romeo@example.net' id='1' to='juliet@example.com'"
                        + " type='subscribe' xml:lang='en'><status>it's me</status>"
                        + "<nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>"
                        + "<status xml:lang='it'>io</status><show>away</show><x xmlns='urn:x'><y/></x></presence>");
        assertThat(RequestStanza.presence(kept, JULIET)).isEqualTo(subscribe.withFrom(Jid.of(ROMEO)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverItIs(long seed) {
        RandomStanzas stanzas = new RandomStanzas(seed);
        for (int i = 0; i < 500; i++) {
            Presence random = stanzas.presence();
            Presence subscribe = new Presence(
                    Presence.Type.SUBSCRIBE,
                    Optional.of(Jid.of(ROMEO)),
                    Optional.of(Jid.of(JULIET)),
                    random.id(),
                    Show.AVAILABLE,
                    random.status(),
                    0,
                    random.nick(),
                    random.lang(),
                    random.payload());
            SubscriptionRequest kept = RequestStanza.kept(subscribe, NOW);

            assertThat(kept.nick()).isEqualTo(subscribe.nick());
            assertThat(kept.status()).isEqualTo(subscribe.status());
            assertThat(RequestStanza.presence(kept, JULIET)).as(kept.stanza()).isEqualTo(subscribe);
        }
    }

    /** Imported, or stored before there were limits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence type='subscribe' to='@'/>",
                "<presence type='subscribe' to='somebody@else.example/x'/>",
                "<presence type='subscribe' to=''/>",
            })
    void itIsForItsOwnerWhateverItSays(String stanza) {
        assertThat(RequestStanza.presence(SubscriptionRequest.of(ROMEO, stanza, NOW), JULIET))
                .isEqualTo(Presence.between(Presence.Type.SUBSCRIBE, ROMEO, JULIET));
    }

    @Test
    void whatWasStoredOnceIsRead() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 1_000; i < 2_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        for (String payload : new String[] {
            "<a>".repeat(1_999) + "<a/>" + "</a>".repeat(1_999), "<a" + attributes + "/>",
        }) {
            SubscriptionRequest request =
                    SubscriptionRequest.of(ROMEO, "<presence type='subscribe'>" + payload + "</presence>", NOW);

            assertThat(RequestStanza.presence(request, JULIET))
                    .isEqualTo(Presence.between(Presence.Type.SUBSCRIBE, ROMEO, JULIET)
                            .withPayload(payload));
        }
    }

    @Test
    void withoutItsStanzaItIsMadeOfWhatThereIs() {
        SubscriptionRequest request = new SubscriptionRequest(ROMEO, "Romeo", "it's me", "", NOW);

        assertThat(RequestStanza.presence(request, JULIET))
                .isEqualTo(Presence.between(Presence.Type.SUBSCRIBE, ROMEO, JULIET)
                        .withNick("Romeo")
                        .withStatus("it's me"));
    }

    @Test
    void ofARequestThatIsTooLongWhatIsShortIsKept() {
        Presence large = Presence.between(Presence.Type.SUBSCRIBE, ROMEO, JULIET)
                .withNick("Romeo")
                .withStatus("s".repeat(1_000))
                .withPayload("<a>" + "s".repeat(100_000) + "</a>");

        SubscriptionRequest kept = RequestStanza.received(large, NOW);

        assertThat(kept).isEqualTo(new SubscriptionRequest(ROMEO, "Romeo", "s".repeat(1_000), "", NOW));
    }

    @Test
    void whatIsNoRequest() {
        Presence subscribe = Presence.between(Presence.Type.SUBSCRIBE, ROMEO, JULIET);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestStanza.kept(Presence.of(Presence.Type.SUBSCRIBE), NOW))
                .withMessage("a request from nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestStanza.kept(Presence.between(Presence.Type.PROBE, ROMEO, JULIET), NOW));
        for (Presence large : new Presence[] {
            subscribe.withStatus("s".repeat(20_000)), subscribe.withPayload("<a>" + "s".repeat(100_000) + "</a>")
        }) {
            assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> RequestStanza.kept(large, NOW));
        }
    }
}
