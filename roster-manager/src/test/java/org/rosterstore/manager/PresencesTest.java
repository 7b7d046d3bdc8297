package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.manager.RosterEvent.Offline;
import org.rosterstore.manager.RosterEvent.Online;
import org.rosterstore.manager.RosterEvent.PresenceChanged;

/** Who is there, and what is told of it. */
class PresencesTest {

    private static final BareJid OWNER = BareJid.of("o@x.example");
    private static final BareJid CONTACT = BareJid.of("c@y.example");
    private static final Jid R1 = new Jid(CONTACT, "r1");
    private static final Jid R2 = new Jid(CONTACT, "r2");

    private final List<RosterEvent> events = new ArrayList<>();
    private final Set<BareJid> contacts = new HashSet<>(Set.of(CONTACT));
    private final Presences presences = new Presences(OWNER, 3, 2, contacts::contains, events::add);

    private void available(Jid from) {
        presences.receive(Presence.available().withFrom(from));
    }

    private void unavailable(Jid from) {
        presences.receive(Presence.of(Presence.Type.UNAVAILABLE).withFrom(from));
    }

    private <E extends RosterEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    @Scenario("P1")
    void whoWasNotThereDoesNotGo() {
        unavailable(R1);
        unavailable(Jid.of(CONTACT));

        assertThat(events).isEmpty();
        assertThat(presences.online()).isEmpty();
    }

    @Test
    @Scenario("P2")
    void whoComesAndGoesIsToldOnceEach() {
        available(R1);
        assertThat(presences.online()).containsExactly(CONTACT);
        unavailable(R1);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Online", "PresenceChanged", "PresenceChanged", "Offline");
        assertThat(presences.online()).isEmpty();
    }

    @Test
    @Scenario("P3")
    void whatIsSaidTwiceIsToldOnce() {
        available(R1);
        available(R1);
        presences.receive(Presence.available().withFrom(R1).withId("another").withTo(Jid.of(OWNER)));

        assertThat(told(PresenceChanged.class)).hasSize(1);
    }

    @Test
    @Scenario("P4")
    void everyChangeIsToldOnce() {
        Presence available = Presence.available().withFrom(R1);
        Presence text = available.withStatus("Testing");
        List<Presence> said = List.of(
                available,
                available.withShow(Show.AWAY),
                available.withShow(Show.DND),
                available.withShow(Show.CHAT),
                available.withShow(Show.XA),
                Presence.of(Presence.Type.UNAVAILABLE).withFrom(R1),
                available,
                text,
                text.withShow(Show.DND));

        said.forEach(presence -> {
            presences.receive(presence);
            presences.receive(presence);
            if (presence.equals(available)) {
                presences.receive(presence);
            }
        });

        assertThat(told(PresenceChanged.class))
                .extracting(event -> event.current()
                        .map(presence -> presence.show() + presence.status())
                        .orElse("unavailable"))
                .containsExactly(
                        "AVAILABLE",
                        "AWAY",
                        "DND",
                        "CHAT",
                        "XA",
                        "unavailable",
                        "AVAILABLE",
                        "AVAILABLETesting",
                        "DNDTesting");
        assertThat(told(Online.class)).hasSize(2);
        assertThat(told(Offline.class)).hasSize(1);
    }

    @Test
    @Scenario("P5")
    void anotherPriorityIsAChange() {
        available(R1);
        Presence other = Presence.available().withFrom(R1).withPriority(5);
        presences.receive(other);

        assertThat(presences.of(CONTACT)).containsExactly(Map.entry("r1", other));
        assertThat(told(PresenceChanged.class)).hasSize(2);
        assertThat(told(Online.class)).hasSize(1);
    }

    @Test
    @Scenario("P6")
    void whoGoesAltogetherGoesWithAllResources() {
        available(R1);
        available(R2);
        events.clear();

        unavailable(Jid.of(CONTACT));

        assertThat(presences.online()).isEmpty();
        assertThat(told(Offline.class)).hasSize(1);
        assertThat(told(PresenceChanged.class))
                .extracting(PresenceChanged::resource)
                .containsExactly("r1", "r2");
    }

    @Test
    @Scenario("P7")
    void aResourceThatWasNotThereDoesNotGo() {
        available(R1);
        events.clear();

        unavailable(R2);

        assertThat(events).isEmpty();
        assertThat(presences.of(CONTACT)).containsOnlyKeys("r1");
    }

    @Test
    @Scenario("P8")
    void aStrangerIsThereAndIsNoContact() {
        try (TestClient client = new TestClient()) {
            client.startWith("1");

            client.comes(Presence.available().withFrom(new Jid(client.contact, "r")));

            assertThat(client.told(Online.class)).hasSize(1);
            assertThat(client.roster.presences().online()).containsExactly(client.contact);
            assertThat(client.stored().contacts()).isEmpty();
            assertThat(client.store.writes()).isZero();
        }
    }

    @Test
    @Scenario("P9")
    void whenTheStreamEndsNobodyIsThereAndTheRosterStays() {
        try (TestClient client = new TestClient()) {
            client.startWith("1", client.item("User", "both"));
            client.comes(Presence.available().withFrom(new Jid(client.contact, "r")));
            Roster before = client.stored();
            Presences held = client.roster.presences();

            client.roster.stop();

            assertThat(held.online()).isEmpty();
            assertThat(client.told(Offline.class)).hasSize(1);
            assertThat(client.stored()).isEqualTo(before);
            client.startInStep();
            client.comes(Presence.available().withFrom(new Jid(client.contact, "r")));
            assertThat(held.online()).as("the same in the next stream").containsExactly(client.contact);
        }
    }

    @ParameterizedTest
    @CsvSource({"999, 127", "-999, -128", "0, 0", "-128, -128"})
    @Scenario("P10")
    void aPriorityIsWithinItsRange(int said, int taken) {
        presences.receive(Presence.available().withFrom(R1).withPriority(said));

        assertThat(presences.of(CONTACT).get("r1").priority()).isEqualTo(taken);
    }

    @Test
    @Scenario("P10")
    void aPriorityThatIsNotSaidIsZero() {
        available(R1);

        assertThat(presences.of(CONTACT).get("r1").priority()).isZero();
    }

    @Test
    @Scenario("P11")
    void whoIsThereBeforeTheRosterHasComeIsFoundThen() {
        try (TestClient client = new TestClient(settings -> settings.maxStrangers(2))) {
            client.start();
            Presence early =
                    Presence.available().withFrom(new Jid(client.contact, "r")).withStatus("early");
            client.comes(early);

            client.resultOf("1", client.item("User", "both"));

            assertThat(client.roster.presences().of(client.contact)).containsExactly(Map.entry("r", early));
            assertThat(client.told(Online.class)).hasSize(1);
            for (int i = 0; i < 10; i++) {
                client.comes(Presence.available().withFrom(Jid.of("stranger" + i + "@z.example/r")));
            }
            assertThat(client.roster.presences().online())
                    .as("who is a contact by now does not make room for strangers")
                    .hasSize(3)
                    .contains(client.contact);
        }
    }

    @Test
    @Scenario("P12")
    void aPresenceIsThatOfItsResource() {
        BareJid andre = BareJid.of("andré@foo");
        Presence away = Presence.available()
                .withFrom(Jid.of("andré@foo/bar"))
                .withShow(Show.AWAY)
                .withStatus("Testing");

        presences.receive(away);

        assertThat(presences.of(andre)).containsOnlyKeys("bar");
        Presence seen = presences.of(andre).get("bar");
        assertThat(seen.show()).isEqualTo(Show.AWAY);
        assertThat(seen.status()).isEqualTo("Testing");
        assertThat(seen.priority()).isZero();
    }

    @Test
    void theResourceToWriteToIsTheOneThatWantsItMost() {
        assertThat(presences.best(CONTACT)).isEmpty();
        Presence negative = Presence.available().withFrom(R1).withPriority(-1);
        presences.receive(negative);
        assertThat(presences.best(CONTACT)).isEmpty();

        Presence away = Presence.available().withFrom(R1).withShow(Show.AWAY);
        Presence chat = Presence.available().withFrom(R2).withShow(Show.CHAT);
        presences.receive(away);
        presences.receive(chat);
        assertThat(presences.best(CONTACT)).contains(chat);
        presences.receive(away.withPriority(1));
        assertThat(presences.best(CONTACT)).contains(away.withPriority(1));

        presences.receive(chat.withPriority(1).withShow(Show.AWAY));
        assertThat(presences.best(CONTACT))
                .as("who spoke last")
                .contains(chat.withPriority(1).withShow(Show.AWAY));
        presences.receive(away.withPriority(1).withStatus("again"));
        assertThat(presences.best(CONTACT)).contains(away.withPriority(1).withStatus("again"));
    }

    @Test
    void soManyStrangersAreRememberedAndNoMore() {
        for (int i = 0; i < 5; i++) {
            available(Jid.of("stranger" + i + "@z.example/r"));
        }
        available(R1);

        assertThat(presences.online())
                .containsExactlyInAnyOrder(
                        CONTACT,
                        BareJid.of("stranger2@z.example"),
                        BareJid.of("stranger3@z.example"),
                        BareJid.of("stranger4@z.example"));
        assertThat(told(Offline.class))
                .extracting(Offline::contact)
                .containsExactly(BareJid.of("stranger0@z.example"), BareJid.of("stranger1@z.example"));
    }

    @Test
    void soManyResourcesOfOneAreRememberedAndNoMore() {
        for (int i = 0; i < 5; i++) {
            available(new Jid(CONTACT, "r" + i));
        }

        assertThat(presences.of(CONTACT)).containsOnlyKeys("r0", "r1");
        presences.receive(Presence.available().withFrom(new Jid(CONTACT, "r1")).withStatus("known"));
        assertThat(presences.of(CONTACT).get("r1").status()).isEqualTo("known");
    }

    @Test
    void whatWasAnsweredDoesNotChange() {
        available(R1);
        Map<String, Presence> answered = presences.of(CONTACT);
        Set<BareJid> online = presences.online();

        available(R2);
        unavailable(Jid.of(CONTACT));

        assertThat(answered).containsOnlyKeys("r1");
        assertThat(online).containsExactly(CONTACT);
    }

    @Test
    void otherTypesSayNothingOfPresence() {
        available(R1);
        events.clear();
        for (Presence.Type type : Presence.Type.values()) {
            if (type != Presence.Type.AVAILABLE && type != Presence.Type.UNAVAILABLE) {
                presences.receive(Presence.of(type).withFrom(R1));
            }
        }

        assertThat(events).isEmpty();
        assertThat(presences.of(CONTACT)).hasSize(1);
    }

    @Test
    void theAccountsOwnResourcesAreNoStrangers() {
        try (TestClient client = new TestClient(settings -> settings.maxStrangers(1))) {
            client.startWith("1");
            client.comes(Presence.available().withFrom(new Jid(client.account, "orchard")));
            client.comes(Presence.available().withFrom(Jid.of("a@z.example/r")));
            client.comes(Presence.available().withFrom(Jid.of("b@z.example/r")));

            assertThat(client.roster.presences().of(client.account)).containsOnlyKeys("orchard");
            assertThat(client.roster.presences().online()).hasSize(2);
        }
    }
}
