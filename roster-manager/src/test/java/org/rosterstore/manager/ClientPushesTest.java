package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** What a client does with roster pushes, and with what looks like one. */
class ClientPushesTest {

    private static final BareJid OTHER = BareJid.of("other@y.example");

    private TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @Scenario("C2")
    void aPushIsKeptAcknowledgedAndTold() {
        client.startWith("1");

        String id = client.push("2", client.item("User", "both", "Friends", "Examples"));

        RosterItem item = client.item().orElseThrow();
        assertThat(item.subscription()).isEqualTo(Subscription.BOTH);
        assertThat(item.groups()).containsExactly("Friends", "Examples");
        assertThat(client.stored().ver()).contains("2");
        assertThat(client.stanzas)
                .containsExactly(new Iq(
                        Iq.Type.RESULT,
                        Optional.of(client.self),
                        Optional.empty(),
                        id,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.current()).contains(item));
    }

    @Test
    @Scenario("P12")
    void aContactOfAnyScriptIsOneContact() {
        BareJid andre = BareJid.of("andré@foo");
        client.startWith("1");

        client.push("2", new RosterQuery.Item("andré@foo", "", List.of("Ünïcode"), "both", false, false));
        client.comes(Presence.available()
                .withFrom(Jid.of("andré@foo/bar"))
                .withShow(Show.AWAY)
                .withStatus("Testing"));

        assertThat(client.stored().contacts()).containsOnlyKeys(andre);
        assertThat(client.stored().contact(andre).item().orElseThrow().groups()).containsExactly("Ünïcode");
        Presence bar = client.roster.presences().of(andre).get("bar");
        assertThat(bar.show()).isEqualTo(Show.AWAY);
        assertThat(bar.status()).isEqualTo("Testing");
        assertThat(bar.priority()).isZero();
    }

    @Test
    @Scenario("C3")
    void aContactThatIsRemovedIsGone() {
        client.startWith("1", client.item("User", "both"));
        client.comes(Presence.available().withFrom(new Jid(client.contact, "r")));
        client.forget();

        client.push("2", client.item("", "remove"));

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.stored().ver()).contains("2");
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.current()).isEmpty());
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.current()).isEqualTo(SubscriptionState.NONE));
        assertThat(client.roster.presences().online()).isEmpty();
    }

    @Test
    void somebodyWhoIsNotThereCanBeRemovedAndTheVersionMovesOn() {
        client.startWith("1");

        client.push("2", client.item("", "remove"));

        assertThat(client.stored().ver()).contains("2");
        assertThat(client.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mallory@evil.example", "mallory@evil.example/x", "c@y.example", "example.com"})
    @Scenario("C4")
    void aPushBySomebodyElseIsPassedOverInSilence(String from) {
        client.startWith("1");

        boolean isTaken = client.receive(client.pushFrom(
                Optional.of(Jid.of(from)), "evil", TestClient.query("666", client.item("Friend", "both"))));

        assertThat(isTaken).as("nobody else is to look at it").isTrue();
        assertUntouched();
        assertThat(client.stanzas).isEmpty();
    }

    private void assertUntouched() {
        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.stored().ver()).contains("1");
        assertThat(client.events).isEmpty();
        assertThat(client.store.writes()).isZero();
        assertThat(client.timer.size()).isZero();
    }

    @Test
    @Scenario("C4")
    void aPushBySomebodyElseCanBeAnswered() {
        client.close();
        client = new TestClient(ClientRoster.Builder::answerRefusedPushes);
        client.startWith("1");
        Jid mallory = Jid.of("mallory@evil.example/x");

        client.receive(
                client.pushFrom(Optional.of(mallory), "evil", TestClient.query("666", client.item("Friend", "both"))));

        assertUntouched();
        assertThat(client.stanzas)
                .containsExactly(new Iq(
                        Iq.Type.ERROR,
                        Optional.of(client.self),
                        Optional.of(mallory),
                        "evil",
                        Optional.empty(),
                        Optional.of(new StanzaError("cancel", "service-unavailable", ""))));
    }

    @Test
    @Scenario("C5")
    void aPushByTheServerItselfOrByOwnResourcesIsRefused() {
        client.startWith("1");
        RosterQuery query = TestClient.query("2", client.item("User", "both"));

        client.receive(client.pushFrom(Optional.of(Jid.of(client.account.domainpart())), "1", query));
        client.receive(client.pushFrom(Optional.of(client.self), "2", query));
        client.receive(client.pushFrom(Optional.of(new Jid(client.account, "orchard")), "3", query));

        assertUntouched();
    }

    @Test
    @Scenario("C5")
    void aPushByTheOwnResourceIsTakenWhereThatIsWanted() {
        client.close();
        client = new TestClient(ClientRoster.Builder::takePushesFromOwnResource);
        client.startWith("1");

        client.receive(client.pushFrom(
                Optional.of(new Jid(client.account, "orchard")),
                "1",
                TestClient.query("2", client.item("No", "both"))));
        assertUntouched();

        client.receive(
                client.pushFrom(Optional.of(client.self), "2", TestClient.query("2", client.item("Yes", "both"))));
        assertThat(client.item().orElseThrow().name()).isEqualTo("Yes");
        assertThat(client.sentIq().to()).contains(client.self);
    }

    @Test
    @Scenario("C6")
    void aPushByNobodyOrByTheAccountInAnyCaseIsTaken() {
        client.startWith("1");
        Jid account = Jid.of(client.account.toString().toUpperCase(Locale.ROOT));

        client.push("2", client.item("Nobody", "both"));
        assertThat(client.item().orElseThrow().name()).isEqualTo("Nobody");

        client.receive(
                client.pushFrom(Optional.of(account), "x", TestClient.query("3", client.item("Account", "both"))));
        assertThat(client.item().orElseThrow().name()).isEqualTo("Account");
        assertThat(client.sentIq().to()).contains(Jid.of(client.account));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 100})
    @Scenario("C7")
    void aPushOfNoneOrSeveralIsRefusedAndWhatItMeantIsAskedFor(int size) {
        client.startWith("1");
        List<RosterQuery.Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(TestClient.item(BareJid.of("c" + i + "@y.example"), "", "both"));
        }

        String id = client.push("2", items.toArray(new RosterQuery.Item[0]));

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.stored().ver()).contains("1");
        assertThat(client.sentIq()).satisfies(reply -> {
            assertThat(reply.type()).isEqualTo(Iq.Type.ERROR);
            assertThat(reply.id()).isEqualTo(id);
        });
        assertThat(client.told(RosterEvent.Failed.class)).hasSize(1);
        client.push("3", TestClient.item(OTHER, "", "both"));
        assertThat(client.stored().contacts()).containsOnlyKeys(OTHER);
        assertThat(client.stored().ver()).as("what came with 2 is missing").contains("1");
        assertThat(client.asksWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("1"));
    }

    @Test
    @Scenario("C8")
    void anItemThatDoesNotSayItsSubscriptionHasNone() {
        client.startWith("1", client.item("User", "both"));

        client.push("2", client.item("User", ""));

        assertThat(client.item().orElseThrow().subscription()).isEqualTo(Subscription.NONE);
    }

    @Test
    @Scenario("C9")
    void aSubscriptionThatThereIsNotChangesNothingAndIsAcknowledged() {
        client.startWith("1", client.item("User", "to"));

        String id = client.push("2", client.item("User", "friend"));

        assertThat(client.item().orElseThrow().subscription()).isEqualTo(Subscription.TO);
        assertThat(client.sentIq().type()).isEqualTo(Iq.Type.RESULT);
        assertThat(client.sentIq().id()).isEqualTo(id);
        assertThat(client.told(RosterEvent.Unusable.class)).hasSize(1);
        assertThat(client.stored().ver())
                .as("the server has something at 2 that is not here")
                .contains("1");
    }

    @Test
    @Scenario("C14")
    void theVersionIsThatOfTheLastPush() {
        client.given(Optional.of("42"));
        client.start();
        client.unchanged();

        client.push("43", client.item("User", "to"));
        client.push("44", TestClient.item(OTHER, "Other", "to"));
        client.roster.stop();
        client.start();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query("44"));
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
    }

    @Test
    @Scenario("C15")
    void itemAndVersionAreOneCommit() {
        client.startWith("42");
        List<RosterEdit> edits = new ArrayList<>();
        client.brittle.before(edits::add);

        client.push("43", client.item("User", "to"));
        client.push("44", client.item("", "remove"));

        assertThat(edits)
                .containsExactly(
                        RosterEdit.put(RosterItem.of(client.contact)
                                        .withName("User")
                                        .withSubscription(Subscription.TO))
                                .and(RosterEdit.ver("43")),
                        RosterEdit.remove(client.contact).and(RosterEdit.ver("44")));
    }

    @Test
    void aPushWithoutAVersionLeavesNone() {
        client.startWith("42");

        client.push(new RosterQuery(Optional.empty(), List.of(client.item("User", "to"))));
        assertThat(client.item()).isPresent();
        assertThat(client.stored().ver()).isEmpty();

        client.push("44", TestClient.item(OTHER, "Other", "to"));
        assertThat(client.stored().ver()).as("all before it is there").contains("44");
    }

    @Test
    void aVersionThatCannotBeKeptIsNone() {
        client.startWith("42");

        client.push("v".repeat(Limits.VER_CHARACTERS + 1), client.item("User", "to"));
        assertThat(client.item()).isPresent();
        assertThat(client.stored().ver()).isEmpty();

        client.push("\u0001", client.item("User", "from"));
        client.push("", client.item("User", "both"));
        assertThat(client.item().orElseThrow().subscription()).isEqualTo(Subscription.BOTH);
        assertThat(client.stored().ver()).isEmpty();
    }

    @Test
    void aPushOfWhatIsThereIsTheVersionOnly() {
        client.startWith("42", client.item("User", "to"));

        client.push("43", client.item("User", "to"));
        client.push("43", client.item("User", "to"));

        assertThat(client.stored().ver()).contains("43");
        assertThat(client.store.writes()).isEqualTo(1);
        assertThat(client.events).isEmpty();
    }

    @Test
    void aServerThatPutsOneVersionToSeveralPushesHasThemAllKept() {
        client.startWith("42");

        client.push("44", client.item("User", "to"));
        client.push("44", TestClient.item(OTHER, "Other", "to"));

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).contains("44");
    }

    @Test
    void theOrderOfGroupsIsAChange() {
        client.startWith("42", client.item("User", "to", "A", "B"));

        client.push("43", client.item("User", "to", "B", "A"));

        assertThat(client.item().orElseThrow().groups()).containsExactly("B", "A");
        assertThat(client.told(RosterEvent.ItemChanged.class)).hasSize(1);
    }

    @Test
    void aPushBeforeTheRosterHasComeDoesNotMoveTheVersion() {
        client.given(Optional.of("42"));
        client.start();

        client.push("44", client.item("User", "to"));
        assertThat(client.item()).isPresent();
        assertThat(client.stored().ver()).as("43 may be missing").contains("42");

        client.answer(Iq.Type.ERROR, Optional.empty(), Optional.empty());
        client.push("45", TestClient.item(OTHER, "", "to"));
        assertThat(client.stored().ver()).contains("42");
    }

    @Test
    void whoSeesTheAccountHasBeenAnswered() {
        client.startWith("42");
        client.comes(Presence.Type.SUBSCRIBE);
        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
        client.forget();

        client.push("43", client.item("User", "from"));

        assertThat(client.state()).isEqualTo(SubscriptionState.FROM);
        assertThat(client.store.writes()).isEqualTo(1);
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.old()).isEqualTo(SubscriptionState.NONE_PENDING_IN));
    }

    @Test
    void whoseItemChangesOtherwiseStillWaits() {
        client.startWith("42");
        client.comes(Presence.Type.SUBSCRIBE);

        client.push("43", client.item("User", "to"));

        assertThat(client.state()).isEqualTo(SubscriptionState.TO_PENDING_IN);
    }

    @Test
    void aWholeRosterSettlesToo() {
        client.startWith("42");
        client.given(SubscriptionRequest.of(client.contact, java.time.Instant.EPOCH));
        client.comes(Presence.between(Presence.Type.SUBSCRIBE, OTHER, client.account));
        client.roster.refresh();

        client.resultOf("43", TestClient.item(OTHER, "", "both"));

        assertThat(client.stored().contact(OTHER).request()).isEmpty();
        assertThat(client.stored().contact(client.contact).request()).isPresent();
    }

    @Test
    void anItemThatIsTooLargeIsReportedAndNothingElseIsLost() {
        client.startWith("42", client.item("User", "to"));

        client.push("43", client.item("n".repeat(Limits.NAME_OCTETS + 1), "both"));
        String[] groups = new String[Limits.GROUPS];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = "g".repeat(100) + i;
        }
        client.push("44", client.item("User", "both", groups));

        assertThat(client.told(RosterEvent.Unusable.class)).hasSize(2);
        assertThat(client.item().orElseThrow().subscription()).isEqualTo(Subscription.TO);
        assertThat(client.stored().ver()).contains("42");
        assertThat(client.timer.size()).as("asking again would not help").isZero();
        client.push("45", TestClient.item(OTHER, "", "both"));
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).contains("42");

        client.roster.refresh();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        client.unchanged();
        client.push("46", client.item("User", "both"));
        assertThat(client.stored().ver())
                .as("the server has said all since 42 again")
                .contains("46");
    }

    @Test
    void anItemThatIsTooLargeBesideItsExtrasIsReported() {
        client.startWith("42", client.item("User", "to"));
        for (int i = 0; i < 15; i++) {
            client.store.commit(
                    client.account, RosterEdit.extra(client.contact, "key" + i, "v".repeat(Limits.EXTRA_VALUE_OCTETS)));
        }
        String[] groups = new String[20];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = "g".repeat(1_000) + i;
        }

        client.push("43", client.item("User", "both", groups));

        assertThat(client.told(RosterEvent.Unusable.class)).hasSize(1);
        assertThat(client.stored().ver()).contains("42");
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void anotherIqIsNobodysBusinessHere() {
        client.startWith("42");
        Iq get = new Iq(
                Iq.Type.GET,
                Optional.of(Jid.of("mallory@evil.example")),
                Optional.of(client.self),
                "1",
                Optional.of(new RosterQuery(Optional.empty(), List.of())),
                Optional.empty());
        Iq set = new Iq(
                Iq.Type.SET, Optional.empty(), Optional.of(client.self), "2", Optional.empty(), Optional.empty());
        Iq toAnother = new Iq(
                Iq.Type.SET,
                Optional.empty(),
                Optional.of(Jid.of("somebody@example.com/r")),
                "3",
                Optional.of(TestClient.query("43", client.item("User", "to"))),
                Optional.empty());

        assertThat(client.receive(get)).isFalse();
        assertThat(client.receive(set)).isFalse();
        assertThat(client.receive(toAnother)).isFalse();

        assertThat(client.stanzas).isEmpty();
        assertThat(client.events).isEmpty();
        assertThat(client.store.writes()).isZero();
    }

    @Test
    void aPushThatCannotBeAcknowledgedIsKept() {
        client.startWith("42");
        client.breakLine();

        client.push("43", client.item("User", "to"));

        assertThat(client.stored().ver()).contains("43");
        assertThat(client.told(RosterEvent.Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).hasMessage("no stream"));
    }
}
