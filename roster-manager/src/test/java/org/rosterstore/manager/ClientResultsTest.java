package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rosterstore.manager.StreamFeature.ROSTER_VERSIONING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** What a client does with the whole roster, or with the word that nothing of it has changed. */
class ClientResultsTest {

    private static final BareJid OTHER = BareJid.of("other@y.example");

    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @Scenario("C1")
    void aResultIsKeptAsItIs() {
        CompletionStage<Void> start = client.start();

        client.resultOf(
                "1",
                new RosterQuery.Item(
                        client.contact.toString(), "User", List.of("Friends", "Examples"), "from", true, false));

        assertThat(client.state()).isEqualTo(SubscriptionState.FROM_PENDING_OUT);
        RosterItem item = client.item().orElseThrow();
        assertThat(item.name()).isEqualTo("User");
        assertThat(item.groups()).containsExactly("Friends", "Examples");
        assertThat(client.told(RosterEvent.ItemChanged.class)).singleElement().satisfies(event -> {
            assertThat(event.old()).isEmpty();
            assertThat(event.current()).contains(item);
        });
        assertThat(client.told(RosterEvent.SubscriptionChanged.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.cause()).isEqualTo(RosterEvent.Cause.SERVER);
                    assertThat(event.old()).isEqualTo(SubscriptionState.NONE);
                    assertThat(event.current()).isEqualTo(SubscriptionState.FROM_PENDING_OUT);
                });
        assertThat(start).isCompleted();
    }

    @Test
    @Scenario("C8")
    void anItemThatDoesNotSayItsSubscriptionHasNone() {
        client.start();

        client.resultOf("1", client.item("User", ""));

        assertThat(client.item())
                .contains(RosterItem.of(client.contact).withName("User").withSubscription(Subscription.NONE));
    }

    @Test
    @Scenario("C9")
    void aSubscriptionThatThereIsNotIsPassedOverAndOthersAreKept() {
        client.start();

        client.resultOf("1", client.item("User", "friend"), TestClient.item(OTHER, "Other", "both"));

        assertThat(client.stored().contacts()).containsOnlyKeys(OTHER);
        assertThat(client.told(RosterEvent.Unusable.class))
                .singleElement()
                .satisfies(event -> assertThat(event.problem()).contains("friend"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@y.example", "a b@y.example", "c@y.example/resource", "\ud800@y.example"})
    @Scenario("C10")
    void anItemOfNobodyIsReportedAndTheRestIsKept(String jid) {
        CompletionStage<Void> start = client.start();
        RosterQuery.Item nobody = new RosterQuery.Item(jid, "Nobody", List.of(), "both", false, false);

        client.resultOf("7", nobody, client.item("User", "both"));

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.told(RosterEvent.Unusable.class)).singleElement().satisfies(event -> {
            assertThat(event.item()).isEqualTo(nobody);
            assertThat(event.problem()).isNotBlank();
            assertThat(event.contact()).isEqualTo(client.account);
        });
        assertThat(start).isCompleted();
        // What the server has at version 7 is not all there. So it is not said to be, now or after the next push.
        assertThat(client.stored().ver()).isEmpty();
        client.push("8", TestClient.item(OTHER, "Other", "both"));
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).isEmpty();
        assertThat(client.timer.size()).as("there is nothing to ask for again").isZero();
    }

    @Test
    @Scenario("C10")
    void ofTwoItemsOfOneContactTheLastIsKeptAndTheOtherReported() {
        client.start();

        client.resultOf(
                "7",
                client.item("First", "both"),
                new RosterQuery.Item("C@Y.EXAMPLE", "Last", List.of(), "to", false, false));

        assertThat(client.item().orElseThrow().name()).isEqualTo("Last");
        assertThat(client.told(RosterEvent.Unusable.class))
                .singleElement()
                .satisfies(event -> assertThat(event.item().name()).isEqualTo("First"));
    }

    @Test
    void groupsThatAreEmptyOrComeTwiceMeanNothing() {
        client.start();

        client.resultOf("1", client.item("User", "both", "A", "", "B", "A"));

        assertThat(client.item().orElseThrow().groups()).containsExactly("A", "B");
        assertThat(client.stored().ver()).contains("1");
    }

    @Test
    @Scenario("C11")
    void withoutVersioningNoVersionIsSent() {
        client.given(Optional.of("42"), RosterItem.of(client.contact));

        client.start(new StreamFeature[0]);

        assertThat(client.sentIq().type()).isEqualTo(Iq.Type.GET);
        assertThat(client.sentIq().to()).isEmpty();
        assertThat(client.sentQuery()).isEqualTo(new RosterQuery(Optional.empty(), List.of()));
    }

    @Test
    void withoutVersioningTheRosterHasNoVersion() {
        client.given(Optional.of("42"), RosterItem.of(client.contact));
        client.start(new StreamFeature[0]);

        client.answer(
                Iq.Type.RESULT,
                Optional.of(new RosterQuery(Optional.empty(), List.of(client.item("User", "both")))),
                Optional.empty());

        assertThat(client.item().orElseThrow().name()).isEqualTo("User");
        assertThat(client.stored().ver()).isEmpty();
    }

    @Test
    @Scenario("C12")
    void whereThereIsNoRosterItIsBootstrapped() {
        client.start();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query(""));
    }

    @Test
    @Scenario("C13")
    void whereNothingHasChangedTheRosterIsThatWhichIsStored() {
        RosterItem item = RosterItem.of(client.contact).withName("User").withSubscription(Subscription.BOTH);
        client.given(Optional.of("42"), item);
        Roster before = client.stored();

        CompletionStage<Void> start = client.start();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        client.unchanged();

        assertThat(start).isCompleted();
        assertThat(client.roster.roster()).isEqualTo(before);
        assertThat(client.events).isEmpty();
        assertThat(client.store.writes()).isZero();
        client.push("43", client.item("Other name", "both"));
        assertThat(client.stored().ver()).contains("43");
    }

    @Test
    @Scenario("C16")
    void whatAWholeRosterDoesNotHaveIsGone() {
        client.given(
                Optional.of("42"),
                RosterItem.of(client.contact).withSubscription(Subscription.BOTH),
                RosterItem.of(OTHER).withSubscription(Subscription.TO));
        client.start();
        client.comes(Presence.available().withFrom(new Jid(OTHER, "r")));

        client.resultOf("50", client.item("", "both"));

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.stored().ver()).contains("50");
        assertThat(client.told(RosterEvent.ItemChanged.class)).singleElement().satisfies(event -> {
            assertThat(event.contact()).isEqualTo(OTHER);
            assertThat(event.current()).isEmpty();
        });
        assertThat(client.told(RosterEvent.Offline.class))
                .as("who is not seen any more is not there any more")
                .hasSize(1);
    }

    @Test
    void anEmptyRosterIsAnotherThingThanAnUnchangedOne() {
        client.given(Optional.of("42"), RosterItem.of(client.contact));
        client.start();

        client.resultOf("50");

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.stored().ver()).contains("50");
    }

    @Test
    void aRosterThatIsStoredAlreadyIsNotWrittenAgain() {
        client.given(Optional.empty(), RosterItem.of(client.contact).withSubscription(Subscription.BOTH));
        CompletionStage<Void> start = client.start(new StreamFeature[0]);

        client.answer(
                Iq.Type.RESULT,
                Optional.of(new RosterQuery(Optional.empty(), List.of(client.item("", "both")))),
                Optional.empty());

        assertThat(start).isCompleted();
        assertThat(client.store.writes()).isZero();
        assertThat(client.events).isEmpty();
    }

    @Test
    @Scenario("C17")
    void whereTheStoreCannotBeReadTheRosterIsBootstrappedAndKeptAsSoonAsItCan() {
        client.given(Optional.of("42"), RosterItem.of(OTHER));
        client.brittle.beUnreadable();

        CompletionStage<Void> start = client.start();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query(""));
        assertThat(client.told(RosterEvent.Failed.class)).hasSize(1);
        client.brittle.beReadable();
        client.resultOf("50", client.item("User", "both"));
        assertThat(start).isCompleted();
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.stored().ver()).contains("50");
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .as("nobody could know of the other")
                .extracting(RosterEvent.ItemChanged::contact)
                .containsExactly(client.contact);
    }

    @Test
    @Scenario("C17")
    void whereTheStoreFailsAltogetherTheRosterIsAskedForAgainWhenItWorks() {
        client.given(Optional.of("42"), RosterItem.of(OTHER));
        client.brittle.beUnreadable();
        client.store.failAfter(0);
        CompletionStage<Void> start = client.start();
        client.resultOf("50", client.item("User", "both"));
        assertThat(start).isCompletedExceptionally();
        client.forget();

        assertThat(client.asksWithin(Duration.ofMinutes(10)))
                .as("it could not be kept")
                .isFalse();

        client.brittle.beReadable();
        client.store.work();
        assertThat(client.asksWithin(Duration.ofMinutes(5))).isTrue();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        client.resultOf("50", client.item("User", "both"));
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.stored().ver()).contains("50");
        assertThat(client.timer.size()).isZero();
    }

    @Test
    @Scenario("C17")
    void whereARecordCannotBeReadTheRosterIsBootstrappedAndTheRecordWrittenAnew() {
        client.given(
                Optional.of("42"),
                RosterItem.of(client.contact).withSubscription(Subscription.BOTH),
                RosterItem.of(OTHER).withSubscription(Subscription.TO));
        client.brittle.damage(OTHER);

        client.start();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query(""));
        client.push("43", client.item("User", "both"));
        assertThat(client.stored().ver()).isEmpty();
        client.resultOf("43", client.item("User", "both"), TestClient.item(OTHER, "", "to"));

        assertThat(client.stored().unreadable()).isEmpty();
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).contains("43");
    }

    @Test
    @Scenario("C17")
    void aRecordThatIsDamagedLaterIsNotTakenForARemoval() {
        client.startWith("42", client.item("User", "both"), TestClient.item(OTHER, "", "to"));
        client.brittle.damage(OTHER);
        client.store.commit(client.account, RosterEdit.extra(client.contact, "note", "x"));

        client.push("43", client.item("Other name", "both"));

        assertThat(client.told(RosterEvent.ItemChanged.class)).isEmpty();
        assertThat(client.asksWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query(""));
        client.resultOf("43", client.item("Other name", "both"), TestClient.item(OTHER, "", "to"));
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.contact()).isEqualTo(client.contact));
        assertThat(client.stored().ver()).contains("43");
    }

    @Test
    void whatIsReadLateIsToldThen() {
        client.given(Optional.of("42"), RosterItem.of(OTHER));
        client.brittle.beUnreadable();
        client.start();
        client.unchanged();
        client.brittle.beReadable();

        client.roster.refresh();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.current()).contains(RosterItem.of(OTHER)));
    }

    @Test
    @Scenario("C18")
    void aServerThatDoesNotAnswerIsToldToTheCallerAndChangesNothing() {
        client.given(Optional.of("42"), RosterItem.of(client.contact));
        Roster before = client.stored();
        CompletionStage<Void> start = client.start();

        client.timer.pass(Duration.ofSeconds(30));

        assertThat(TestClient.failure(start)).isInstanceOf(TimeoutException.class);
        assertThat(client.resultOf("50")).as("too late").isFalse();
        assertThat(client.stored()).isEqualTo(before);
        assertThat(client.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"item-not-found", "internal-server-error"})
    @Scenario("C18")
    void aServerThatRefusesIsToldToTheCallerAndChangesNothing(String condition) {
        client.given(Optional.of("42"), RosterItem.of(client.contact));
        Roster before = client.stored();
        CompletionStage<Void> start = client.start();

        client.refused(condition);

        assertThat(TestClient.failure(start))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.error().condition()).isEqualTo(condition));
        assertThat(client.stored()).isEqualTo(before);
        assertThat(client.events).isEmpty();
    }

    @Test
    void anErrorThatSaysNothingIsARefusalAllTheSame() {
        CompletionStage<Void> start = client.start();

        client.answer(Iq.Type.ERROR, Optional.empty(), Optional.empty());

        assertThat(TestClient.failure(start)).isInstanceOf(RefusedException.class);
    }

    @Test
    @Scenario("C28")
    void whatIsLocalStaysWithWhoStays() {
        client.given(
                Optional.of("42"),
                RosterItem.of(client.contact).withSubscription(Subscription.TO),
                RosterItem.of(OTHER));
        client.store.commit(
                client.account,
                RosterEdit.extra(client.contact, "note", "met in Verona").and(RosterEdit.extra(OTHER, "note", "gone")));
        client.start();
        client.roster.trust(client.contact, true);

        client.resultOf("50", client.item("User", "both"));
        client.push("51", client.item("User", "from"));

        assertThat(client.extras()).containsEntry("note", "met in Verona").containsKey(Extra.TRUSTED);
        assertThat(client.stored().contact(OTHER).isAbsent()).isTrue();
    }

    @Test
    @Scenario("C29")
    void theRosterIsThatOfTheJidThatTheServerHasBound() {
        client.startWith("42", client.item("User", "both"));
        BareJid another = Stores.owner("another");

        client.roster.start(new Jid(another, "r"), Set.of(ROSTER_VERSIONING));
        assertThat(client.sentQuery()).isEqualTo(TestClient.query(""));
        client.receive(new Iq(
                Iq.Type.RESULT,
                Optional.of(Jid.of(another)),
                Optional.empty(),
                client.sentIq().id(),
                Optional.of(TestClient.query("7", TestClient.item(OTHER, "Other", "to"))),
                Optional.empty()));

        assertThat(client.roster.roster().owner()).isEqualTo(another);
        assertThat(client.store.load(another).contacts()).containsOnlyKeys(OTHER);
        assertThat(client.store.load(another).ver()).contains("7");
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.stored().ver()).contains("42");
        assertThat(client.events).allSatisfy(event -> assertThat(event.owner()).isEqualTo(another));
        client.push("8", client.item("Somebody", "both")); // to the old account
        assertThat(client.store.load(another).contacts()).containsOnlyKeys(OTHER);
    }

    @Test
    void whatOthersHaveChangedBetweenTwoStreamsIsTold() {
        client.startWith("42", client.item("User", "both"));
        client.roster.stop();
        client.store.commit(client.account, RosterEdit.put(RosterItem.of(OTHER)).and(RosterEdit.ver("43")));
        client.forget();

        client.start();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query("43"));
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.contact()).isEqualTo(OTHER));
    }

    @Test
    void theRosterCanBeAskedForAgain() {
        client.startWith("42", client.item("User", "both"));

        CompletionStage<Void> refresh = client.roster.refresh();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        client.resultOf("43");
        assertThat(refresh).isCompleted();
        assertThat(client.stored().contacts()).isEmpty();
    }

    @Test
    void aPushBetweenQuestionAndAnswerIsNotForgotten() {
        client.startWith("42", client.item("User", "both"));

        client.roster.refresh();
        client.push("43", client.item("Other name", "both"));
        client.unchanged();

        assertThat(client.stored().ver()).contains("43");
        assertThat(client.timer.size()).as("there is nothing to ask for").isZero();
        client.push("44", TestClient.item(OTHER, "", "to"));
        assertThat(client.stored().ver()).contains("44");
        client.push("43", client.item("Other name", "both")); // which a server may say again
        client.push("44", TestClient.item(OTHER, "", "to"));
        assertThat(client.stored().ver()).contains("44");
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
    }

    @Test
    void withoutVersioningAnAnswerWithoutARosterChangesNothing() {
        client.given(Optional.empty(), RosterItem.of(client.contact));
        CompletionStage<Void> start = client.start(new StreamFeature[0]);

        client.unchanged();

        assertThat(start).isCompleted();
        assertThat(client.item()).isPresent();
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void aServerThatSaysThatNothingHasChangedSinceNothingIsNotBelieved() {
        client.start();

        client.unchanged();
        client.push("43", client.item("User", "both"));

        assertThat(client.item()).isPresent();
        assertThat(client.stored().ver())
                .as("what there was before 43 nobody has said")
                .isEmpty();
    }

    @Test
    void withoutAStreamNothingIsAskedAndNothingIsTaken() {
        assertThatThrownBy(client.roster::roster).isInstanceOf(IllegalStateException.class);
        assertThat(client.roster.refresh()).isCompletedExceptionally();
        assertThat(client.receive(
                        client.pushFrom(Optional.empty(), "1", TestClient.query("1", client.item("", "both")))))
                .isFalse();

        CompletionStage<Void> start = client.start();
        client.roster.stop();

        assertThat(TestClient.failure(start)).isInstanceOf(CancellationException.class);
        assertThat(client.resultOf("1", client.item("User", "both"))).isFalse();
        assertThat(client.roster.roster().contacts()).isEmpty();
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void aLineThatIsBrokenIsToldToTheCaller() {
        client.breakLine();

        assertThat(TestClient.failure(client.start())).isInstanceOf(IllegalStateException.class);
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void aStreamIsOfAResource() {
        assertThatThrownBy(() -> client.roster.start(Jid.of(client.account), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
