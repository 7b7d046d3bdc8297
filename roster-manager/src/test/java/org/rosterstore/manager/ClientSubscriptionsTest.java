package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;
import static org.rosterstore.manager.StreamFeature.PRE_APPROVAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.RosterEvent.Cause;

/** What a client says about subscriptions, and what it does about those who ask. Its server does the rest. */
class ClientSubscriptionsTest {

    private static final BareJid STRANGER = BareJid.of("stranger@z.example");

    private TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    private void set(UnaryOperator<ClientRoster.Builder> settings) {
        client.close();
        client = new TestClient(settings);
    }

    private void policy(SubscriptionPolicy policy) {
        set(settings -> settings.policy(policy));
    }

    private static void assertDone(CompletionStage<Void> stage) {
        assertThat(stage).isCompleted();
    }

    @Test
    void whatIsSaidGoesToABareJidAndChangesNothing() {
        client.startWith("1", client.item("User", "both"));
        Roster before = client.stored();

        assertDone(client.roster.subscribe(client.contact));
        assertDone(client.roster.unsubscribe(client.contact));
        assertDone(client.roster.approve(client.contact));
        assertDone(client.roster.cancel(client.contact));

        assertThat(client.said())
                .containsExactly(
                        "subscribe c@y.example",
                        "unsubscribe c@y.example",
                        "subscribed c@y.example",
                        "unsubscribed c@y.example");
        assertThat(client.stanzas).allSatisfy(stanza -> {
            assertThat(stanza.from()).isEmpty();
            assertThat(stanza.id()).isNotEmpty();
        });
        assertThat(client.stanzas).extracting(Stanza::id).doesNotHaveDuplicates();
        assertThat(client.stored()).isEqualTo(before);
    }

    @Test
    void whoeverAsksMaySayWhoTheyAre() {
        client.startWith("1");

        client.roster.subscribe(client.contact, "Romeo", "It is the east");

        assertThat(client.stanzas).singleElement().isInstanceOfSatisfying(Presence.class, presence -> {
            assertThat(presence.nick()).isEqualTo("Romeo");
            assertThat(presence.status()).isEqualTo("It is the east");
        });
    }

    @Test
    void whoIsNotToBeSeenIsGoneAtOnce() {
        client.startWith("1", client.item("User", "both"));
        client.comes(Presence.available().withFrom(new Jid(client.contact, "r")));

        client.roster.unsubscribe(client.contact);

        assertThat(client.roster.presences().online()).isEmpty();
        assertThat(client.told(RosterEvent.Offline.class)).hasSize(1);
    }

    @Test
    void nobodyAsksThemselves() {
        client.startWith("1");

        assertThat(TestClient.failure(client.roster.subscribe(client.account)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(client.stanzas).isEmpty();
    }

    @Test
    @Scenario("C25")
    void whoHasNotAskedIsNotApprovedWhereTheServerDoesNotOfferIt() {
        client.startWith("1", client.item("User", "to"));

        CompletionStage<Void> approval = client.roster.approve(client.contact);

        assertThat(TestClient.failure(approval))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("c@y.example");
        assertThat(client.stanzas).isEmpty();
    }

    @Test
    @Scenario("C26")
    void whoHasNotAskedIsApprovedWhereTheServerOffersIt() {
        client.startInStep(PRE_APPROVAL);

        assertDone(client.roster.approve(client.contact));
        assertThat(client.said()).containsExactly("subscribed c@y.example");
        assertThat(client.stored().contacts()).isEmpty();
        client.push("2", new RosterQuery.Item(client.contact.toString(), "", List.of(), "none", false, true));

        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_APPROVED);
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.current()).isEqualTo(SubscriptionState.NONE_APPROVED));
        client.roster.stop();
        client.start();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("2"));
        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_APPROVED);
    }

    @Test
    @Scenario("C30")
    void aYesAndThePushOfItAreOneChange() {
        client.startWith("1", new RosterQuery.Item(client.contact.toString(), "", List.of(), "none", true, false));
        Roster before = client.stored();

        assertThat(client.comes(SUBSCRIBED)).isTrue();
        assertThat(client.stored()).as("the server says what becomes of it").isEqualTo(before);
        client.push("2", client.item("", "to"));

        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.cause()).isEqualTo(Cause.SERVER);
                    assertThat(event.old()).isEqualTo(SubscriptionState.NONE_PENDING_OUT);
                    assertThat(event.current()).isEqualTo(SubscriptionState.TO);
                });
        assertThat(client.told(RosterEvent.ItemChanged.class)).hasSize(1);
        assertThat(client.sentIqs()).hasSize(1); // the push is acknowledged; the yes is not answered
        assertThat(client.said()).isEmpty();
    }

    @Test
    void aNoAndThePushOfItAreOneChange() {
        client.startWith("1", client.item("", "both"));

        client.comes(UNSUBSCRIBED);
        client.push("2", client.item("", "from"));

        assertThat(client.told(RosterEvent.SubscriptionChanged.class)).hasSize(1);
        assertThat(client.said()).isEmpty();
    }

    // Those who ask.

    private static Presence asks(TestClient client, BareJid who) {
        return Presence.between(SUBSCRIBE, who, client.account);
    }

    @Test
    void aPersonIsAskedOnceAndTheRequestIsKept() {
        client.startWith("1");
        Presence request = asks(client, client.contact)
                .withFrom(new Jid(client.contact, "phone"))
                .withNick("Romeo")
                .withStatus("It is the east");

        client.comes(request);
        client.comes(request);

        SubscriptionRequest kept =
                client.stored().contact(client.contact).request().orElseThrow();
        assertThat(kept.nick()).isEqualTo("Romeo");
        assertThat(kept.status()).isEqualTo("It is the east");
        assertThat(client.item()).isEmpty();
        assertThat(client.told(RosterEvent.Requested.class))
                .singleElement()
                .satisfies(event -> assertThat(event.request()).isEqualTo(kept));
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.cause()).isEqualTo(Cause.REQUESTED));
        assertThat(client.store.writes()).isEqualTo(1);
        assertThat(client.stanzas).isEmpty();
    }

    @Test
    void aPersonSaysYesAndTheServerSaysWhatBecomesOfIt() {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        client.forget();

        assertDone(client.roster.approve(client.contact));

        assertThat(client.said()).containsExactly("subscribed c@y.example");
        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
        client.push("2", client.item("", "from"));
        assertThat(client.state()).isEqualTo(SubscriptionState.FROM);
    }

    @Test
    void aPersonSaysNo() {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        client.forget();

        assertDone(client.roster.cancel(client.contact));

        assertThat(client.said()).containsExactly("unsubscribed c@y.example");
        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.cause()).isEqualTo(Cause.DENIED));
        client.forget();
        client.comes(SUBSCRIBE);
        assertThat(client.told(RosterEvent.Requested.class)).as("asked anew").hasSize(1);
    }

    @Test
    void aPersonSaysYesNamesAndFilesAndAsksInReturn() {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        client.forget();

        CompletionStage<Void> answer = client.roster.answer(
                client.contact, Decision.acceptAndReciprocate().named("Romeo").in("Friends"));

        assertThat(client.said()).containsExactly("subscribed c@y.example", "subscribe c@y.example");
        assertThat(client.sentItem())
                .isEqualTo(
                        new RosterQuery.Item(client.contact.toString(), "Romeo", List.of("Friends"), "", false, false));
        assertThat(answer).isNotDone();
        client.done();
        assertThat(answer).isCompleted();
        client.forget();
        client.push("2", client.item("Romeo", "from", "Friends"));
        assertDone(client.roster.answer(client.contact, Decision.deny()));
        assertThat(client.said()).as("it does not wait any more").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Decision.Answer.class,
            names = {"ASK", "DEFER", "PASS"})
    void anAnswerThatIsNoneChangesNothing(Decision.Answer answer) {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        Roster before = client.stored();
        client.forget();

        assertDone(client.roster.answer(client.contact, new Decision(answer, "", java.util.Set.of())));

        assertThat(client.stanzas).isEmpty();
        assertThat(client.stored()).isEqualTo(before);
    }

    @Test
    void aPolicySaysYes() {
        policy(SubscriptionPolicy.accept());
        client.startWith("1");

        client.comes(SUBSCRIBE);

        assertThat(client.said()).containsExactly("subscribed c@y.example");
        assertThat(client.sentIqs()).isEmpty();
        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.events).isEmpty();
        assertThat(client.store.writes()).isZero();
    }

    @Test
    void aPolicySaysYesAndAsksInReturnOnce() {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        client.startWith("1");

        client.comes(SUBSCRIBE);
        client.comes(SUBSCRIBE);

        assertThat(client.said())
                .containsExactly("subscribed c@y.example", "subscribe c@y.example", "subscribed c@y.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsSeenOrWasAskedIsNotAskedInReturn(boolean wasAsked) {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        client.startWith(
                "1",
                new RosterQuery.Item(
                        client.contact.toString(), "", List.of(), wasAsked ? "none" : "to", wasAsked, false));

        client.comes(SUBSCRIBE);

        assertThat(client.said()).containsExactly("subscribed c@y.example");
    }

    @Test
    void twoProgramsThatAlwaysSayYesComeToAnEnd() {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        client.startWith("1");

        client.comes(SUBSCRIBE);
        client.push("2", client.item("", "from"));
        client.push("3", new RosterQuery.Item(client.contact.toString(), "", List.of(), "from", true, false));
        client.comes(SUBSCRIBED);
        client.push("4", client.item("", "both"));
        client.comes(SUBSCRIBE); // the other one asks in return, although it need not

        assertThat(client.said())
                .containsExactly("subscribed c@y.example", "subscribe c@y.example", "subscribed c@y.example");
        assertThat(client.state()).isEqualTo(SubscriptionState.BOTH);
    }

    @Test
    void aPolicySaysNo() {
        policy(SubscriptionPolicy.deny());
        client.startWith("1");

        client.comes(SUBSCRIBE);

        assertThat(client.said()).containsExactly("unsubscribed c@y.example");
        assertThat(client.store.writes()).isZero();
        assertThat(client.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "both"})
    void whoSeesTheAccountIsNotDroppedByAPolicyThatSaysNo(String subscription) {
        policy(SubscriptionPolicy.deny());
        client.startWith("1", client.item("", subscription));

        client.comes(SUBSCRIBE);

        assertThat(client.said()).containsExactly("subscribed c@y.example");
        assertThat(client.events).isEmpty();
    }

    @Test
    void whoWasApprovedIsToldSoWhateverThePolicy() {
        policy(SubscriptionPolicy.deny());
        client.startWith("1", new RosterQuery.Item(client.contact.toString(), "", List.of(), "none", false, true));

        client.comes(SUBSCRIBE);

        assertThat(client.said()).containsExactly("subscribed c@y.example");
    }

    @Test
    void aPolicyMayTakeItsTime() {
        policy(applicant -> Decision.defer());
        client.startWith("1");

        client.comes(SUBSCRIBE);

        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
        assertThat(client.told(RosterEvent.Requested.class)).isEmpty();
        client.roster.answer(client.contact, Decision.accept());
        assertThat(client.said()).containsExactly("subscribed c@y.example");
    }

    @Test
    void whereAPolicyFailsAPersonIsAsked() {
        policy(applicant -> {
            throw new IllegalStateException("no idea");
        });
        client.startWith("1");

        client.comes(SUBSCRIBE);

        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
        assertThat(client.said()).isEmpty();
    }

    @Test
    void whoIsTrustedIsLetInWhateverThePolicy() {
        policy(SubscriptionPolicy.deny());
        client.startWith("1");
        assertDone(client.roster.trust(client.contact, true));

        client.comes(SUBSCRIBE);
        client.comes(asks(client, STRANGER));

        assertThat(client.said())
                .containsExactly("subscribed c@y.example", "subscribe c@y.example", "unsubscribed stranger@z.example");
        client.forget();
        assertDone(client.roster.trust(client.contact, false));
        client.comes(SUBSCRIBE);
        assertThat(client.said()).containsExactly("unsubscribed c@y.example");
    }

    @Test
    void whoWasAnsweredBecauseItSeesTheAccountDoesNotWait() {
        client.startWith("1", client.item("User", "from"));
        client.comes(SUBSCRIBE);
        client.forget();

        assertDone(client.roster.answer(client.contact, Decision.deny()));

        assertThat(client.stanzas).isEmpty();
    }

    @Test
    void theAccountsOwnRequestIsNone() {
        policy(SubscriptionPolicy.accept());
        client.startWith("1");

        client.comes(asks(client, client.account).withFrom(new Jid(client.account, "orchard")));

        assertThat(client.stanzas).isEmpty();
        assertThat(client.stored().contacts()).isEmpty();
    }

    @Test
    void whoDoesNotAskAnyMoreDoesNotWait() {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        client.forget();

        client.comes(UNSUBSCRIBE);

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.cause()).isEqualTo(Cause.WITHDRAWN));
        assertThat(client.said()).as("the server answers").isEmpty();
        client.forget();
        client.comes(UNSUBSCRIBE);
        assertThat(client.store.writes()).isZero();
    }

    @Test
    void aRequestThatSaysSomethingNewIsKeptAndNobodyIsAskedAgain() {
        client.startWith("1");
        client.comes(asks(client, client.contact).withStatus("please"));
        client.comes(asks(client, client.contact).withStatus("pretty please"));

        assertThat(client.stored()
                        .contact(client.contact)
                        .request()
                        .orElseThrow()
                        .status())
                .isEqualTo("pretty please");
        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
    }

    @Test
    void aRequestOfAnyLengthIsKeptAsFarAsItCanBe() {
        client.startWith("1");

        client.comes(
                asks(client, client.contact).withNick("n".repeat(100_000)).withStatus("\ud83d\ude00".repeat(100_000)));

        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
    }

    @Test
    void requestsOfEarlierStreamsAreThoseThatTheServerDeliversAgain() {
        client.given(SubscriptionRequest.of(client.contact, Instant.EPOCH));
        client.given(SubscriptionRequest.of(STRANGER, Instant.EPOCH));
        client.startInStep();
        assertThat(client.stored().requests()).isEmpty();

        client.comes(SUBSCRIBE);

        assertThat(client.stored().requests())
                .extracting(SubscriptionRequest::from)
                .containsExactly(client.contact);
        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
    }

    @Test
    void aRequestOfAnEarlierStreamCanBeAnsweredBeforeItIsDeliveredAgain() {
        client.given(SubscriptionRequest.of(client.contact, Instant.EPOCH));
        client.startInStep();

        assertDone(client.roster.approve(client.contact));

        assertThat(client.said()).containsExactly("subscribed c@y.example");
    }

    @Test
    void aPersonIsAskedOnceInEachStream() {
        client.startInStep();
        client.comes(SUBSCRIBE);
        client.roster.stop();
        client.startInStep();

        client.comes(SUBSCRIBE);

        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
    }

    @Test
    void strangersAreDealtWithAsLongAsThereAreNotTooMany() {
        set(settings -> settings.strangersPerMinute(3));
        client.startWith("1", client.item("", "to"));

        for (int i = 0; i < 10; i++) {
            client.comes(asks(client, BareJid.of("stranger" + i + "@z.example")));
        }
        client.comes(SUBSCRIBE);

        assertThat(client.stored().requests()).hasSize(4);
        assertThat(client.state()).as("no stranger").isEqualTo(SubscriptionState.TO_PENDING_IN);
        assertThat(client.told(RosterEvent.Dropped.class)).hasSize(1);
    }

    @Test
    void anAnswerToEveryAnswerIsNoEndlessLoop() {
        set(settings -> settings.answersPerMinute(3));
        client.startWith("1", client.item("", "from"));

        for (int i = 0; i < 10; i++) {
            client.comes(SUBSCRIBE);
        }

        assertThat(client.said()).hasSize(3);
        assertThat(client.told(RosterEvent.Dropped.class)).hasSize(1);
    }

    @Test
    void soManyMayWaitAndNoMore() {
        set(settings -> settings.maxRequests(2));
        client.startWith("1");

        for (int i = 0; i < 10; i++) {
            client.comes(asks(client, BareJid.of("stranger" + i + "@z.example")));
        }

        assertThat(client.stored().requests()).hasSize(2);
        assertThat(client.told(RosterEvent.Dropped.class)).hasSize(1);
    }

    @Test
    void whereTheStoreFailsNobodyIsAnsweredAndTheNextRequestIsTheFirst() {
        client.startWith("1");
        client.store.failAfter(0);

        client.comes(SUBSCRIBE);
        assertThat(client.told(RosterEvent.Requested.class)).isEmpty();
        assertThat(client.told(RosterEvent.Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.contact()).isEqualTo(client.contact));
        assertThat(client.stanzas).isEmpty();

        client.store.work();
        client.comes(SUBSCRIBE);
        assertThat(client.told(RosterEvent.Requested.class)).hasSize(1);
        assertThat(client.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
    }

    @Test
    void whereTheStoreFailsNothingIsRefused() {
        client.startWith("1");
        client.comes(SUBSCRIBE);
        client.forget();
        client.store.failAfter(0);

        CompletionStage<Void> refusal = client.roster.cancel(client.contact);

        assertThat(refusal).isCompletedExceptionally();
        assertThat(client.stanzas).isEmpty();
        assertThat(client.events).isEmpty();
        client.store.work();
        assertDone(client.roster.cancel(client.contact));
        assertThat(client.said()).containsExactly("unsubscribed c@y.example");
    }

    @Test
    void anAnswerThatCannotBeSentIsToldAndTheServerKeepsTheRequest() {
        policy(SubscriptionPolicy.accept());
        client.startWith("1");
        client.breakLine();

        client.comes(SUBSCRIBE);

        assertThat(client.told(RosterEvent.Failed.class)).hasSize(1);
        client.mendLine();
        client.comes(SUBSCRIBE);
        assertThat(client.said()).containsExactly("subscribed c@y.example");
    }

    @Test
    void aNameThatTheServerRefusesIsTold() {
        policy(applicant -> Decision.accept().named("Romeo"));
        client.startWith("1");

        client.comes(SUBSCRIBE);
        client.refused("not-acceptable");

        assertThat(client.told(RosterEvent.Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).hasRootCauseInstanceOf(RefusedException.class));
    }

    @Test
    void aNameThatTheOwnerHasGivenStays() {
        policy(applicant -> Decision.accept().named("Romeo").in("Strangers"));
        client.startWith("1", client.item("My Romeo", "to", "Friends"));

        client.comes(SUBSCRIBE);

        assertThat(client.sentIqs()).isEmpty();
    }

    @Test
    void aPolicyIsShownWhatIsKnown() {
        RosterItem item = RosterItem.of(client.contact).withName("User").withSubscription(Subscription.TO);
        policy(applicant -> {
            assertThat(applicant.owner()).isEqualTo(client.account);
            assertThat(applicant.jid()).isEqualTo(client.contact);
            assertThat(applicant.contact().item()).contains(item);
            assertThat(applicant.request().nick()).isEqualTo("Romeo");
            return Decision.deny();
        });
        client.startWith("1", client.item("User", "to"));

        client.comes(asks(client, client.contact).withNick("Romeo"));

        assertThat(client.said()).containsExactly("unsubscribed c@y.example");
    }

    @Test
    void otherPresencesAreNobodysBusinessHere() {
        client.startWith("1");

        assertThat(client.comes(Presence.Type.PROBE)).isFalse();
        assertThat(client.comes(Presence.Type.ERROR)).isFalse();
        assertThat(client.comes(Presence.available())).as("from nobody").isFalse();
        assertThat(client.comes(Presence.between(SUBSCRIBE, client.contact, BareJid.of("somebody@example.com"))))
                .isFalse();
        assertThat(Optional.of(client.stanzas)).contains(List.of());
        assertThat(client.stored().contacts()).isEmpty();
    }
}
