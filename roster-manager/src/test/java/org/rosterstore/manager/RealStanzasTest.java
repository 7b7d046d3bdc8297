package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Prosody 0.12.3 and ejabberd 23.01 have sent to two clients and a component, in two sessions with the same steps; a
 * line each.
 */
class RealStanzasTest {

    private static final StanzaCodec CODEC = new StanzaCodec();

    private static final RosterQuery.Item JULIET = new RosterQuery.Item(
            "juliet@localhost", "Juliet & \"co\" <3 ❤", List.of("Capulets", "Friends, close"), "to", false, false);

    private static List<String> lines(String server) {
        try (InputStream octets = RealStanzasTest.class.getResourceAsStream(server + ".stanzas")) {
            return new String(octets.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Stanza> stanzas(String server) {
        return lines(server).stream()
                .map(line -> CODEC.read(line).orElseThrow())
                .toList();
    }

    private static List<Iq> iqs(String server, String id) {
        return stanzas(server).stream()
                .filter(stanza -> stanza.id().equals(id))
                .map(Iq.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosody", "ejabberd"})
    void allAreReadAndWhatIsWrittenOfThemIsTheSame(String server) {
        assertThat(stanzas(server)).hasSizeGreaterThan(30).allSatisfy(stanza -> {
            boolean isPush = stanza instanceof Iq iq && iq.type() == Iq.Type.SET;
            if (!isPush) {
                assertThat(CODEC.read(CODEC.write(stanza))).contains(stanza);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosody", "ejabberd"})
    void aPresenceWithAllThatItCanHave(String server) {
        assertThat(stanzas(server))
                .filteredOn(stanza -> stanza instanceof Presence presence
                        && presence.show() == Show.DND
                        && presence.to().isPresent())
                .last()
                .satisfies(stanza -> assertThat(((Presence) stanza).withTo(Jid.of("romeo@localhost")))
                        .isEqualTo(new Presence(
                                Presence.Type.AVAILABLE,
                                Optional.of(Jid.of("juliet@localhost/r-juliet")),
                                Optional.of(Jid.of("romeo@localhost")),
                                "",
                                Show.DND,
                                "Wooing <Romeo>",
                                5,
                                "",
                                "en",
                                payload(server))));
    }

    /** ejabberd puts children in another order than they came in. */
    private static String payload(String server) {
        String caps = "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://psi-im.org'"
                + " ver='q07IKJEyjvHSyhy//CH0CxmKi8w='/>";
        String czech = "<status xml:lang='cs'>Ja dvořím Romea</status>";
        return server.equals("prosody") ? czech + caps : caps + czech;
    }

    @Test
    void rosters() {
        assertThat(iqs("prosody", "r1"))
                .map(Iq::query)
                .contains(Optional.of(new RosterQuery(Optional.of("1"), List.of())));
        assertThat(iqs("ejabberd", "j1"))
                .map(Iq::query)
                .contains(Optional.of(new RosterQuery(Optional.empty(), List.of())));
        RosterQuery.Item bot = new RosterQuery.Item("bot@gateway.localhost", "", List.of(), "from", true, false);
        assertThat(iqs("ejabberd", "r5"))
                .map(Iq::query)
                .containsExactly(Optional.of(new RosterQuery(Optional.empty(), List.of(JULIET, bot))));
        // Prosody does not keep the order of groups.
        RosterQuery.Item turned = new RosterQuery.Item(
                JULIET.jid(), JULIET.name(), List.of("Friends, close", "Capulets"), "to", false, false);
        assertThat(iqs("prosody", "r5"))
                .map(Iq::query)
                .containsExactly(Optional.of(new RosterQuery(Optional.of("6"), List.of(turned, bot))));
    }

    @Test
    void errors() {
        assertThat(iqs("prosody", "r3"))
                .map(Iq::error)
                .containsExactly(Optional.of(new StanzaError("modify", "bad-request", "")));
        assertThat(iqs("prosody", "r4"))
                .map(Iq::error)
                .containsExactly(Optional.of(new StanzaError("modify", "item-not-found", "")));
        Iq forbidden = iqs("ejabberd", "g3").get(0);
        assertThat(forbidden.query()).contains(new RosterQuery(Optional.empty(), List.of()));
        assertThat(forbidden.error())
                .contains(new StanzaError("auth", "forbidden", "Query to another users is forbidden"));
        assertThat(iqs("ejabberd", "r3").get(0).query().orElseThrow().items()).hasSize(2);
    }

    /** RFC 6121, 3 wants bare JIDs; whoever reads these has to strip them. */
    @Test
    void aSubscriptionMayComeFromOrGoToAFullJid() {
        assertThat(stanzas("prosody"))
                .contains(Presence.of(Presence.Type.UNSUBSCRIBED)
                        .withFrom(Jid.of("romeo@localhost/r-romeo"))
                        .withTo(Jid.of("bot@gateway.localhost")));
        assertThat(stanzas("ejabberd"))
                .contains(Presence.of(Presence.Type.SUBSCRIBE)
                        .withFrom(Jid.of("bot@gateway.localhost"))
                        .withTo(Jid.of("romeo@localhost/r-romeo"))
                        .withId("g1")
                        .withStatus("hello"));
    }
}
