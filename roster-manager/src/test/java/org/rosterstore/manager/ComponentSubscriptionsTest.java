package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rosterstore.manager.Presence.Type.AVAILABLE;
import static org.rosterstore.manager.Presence.Type.PROBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNAVAILABLE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;
import static org.rosterstore.manager.SubscriptionState.BOTH;
import static org.rosterstore.manager.SubscriptionState.FROM;
import static org.rosterstore.manager.SubscriptionState.FROM_PENDING_OUT;
import static org.rosterstore.manager.SubscriptionState.NONE;
import static org.rosterstore.manager.SubscriptionState.NONE_APPROVED;
import static org.rosterstore.manager.SubscriptionState.NONE_PENDING_IN;
import static org.rosterstore.manager.SubscriptionState.NONE_PENDING_OUT;
import static org.rosterstore.manager.SubscriptionState.TO;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.Subscription;
import org.rosterstore.manager.RosterEvent.Cause;

/** What a component does about subscriptions, beyond the tables. */
class ComponentSubscriptionsTest {

    private TestComponent component = new TestComponent();

    @AfterEach
    void close() {
        component.close();
    }

    private void policy(SubscriptionPolicy policy) {
        component.close();
        component = new TestComponent(settings -> settings.policy(policy));
    }

    @Test
    @Scenario("M121")
    void acceptsAndReciprocates() {
        policy(SubscriptionPolicy.acceptAndReciprocate());

        component.comes(SUBSCRIBE);

        assertThat(component.said()).containsExactly("subscribed", "available", "subscribe");
        assertThat(component.state()).isEqualTo(FROM_PENDING_OUT);
        assertThat(component.told(RosterEvent.Requested.class)).isEmpty();
    }

    @Test
    @Scenario("M122")
    void acceptsOnly() {
        policy(SubscriptionPolicy.accept());

        component.comes(SUBSCRIBE);

        assertThat(component.said()).containsExactly("subscribed", "available");
        assertThat(component.state()).isEqualTo(FROM);
    }

    @Test
    @Scenario("M123")
    void refusesAndKeepsNothing() {
        policy(SubscriptionPolicy.deny());

        component.comes(SUBSCRIBE);

        assertThat(component.said()).containsExactly("unsubscribed"); // no "unavailable", which would tell something
        assertThat(component.stored().isAbsent()).isTrue();
        assertThat(component.store.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = SubscriptionState.class,
            names = {"FROM", "FROM_PENDING_OUT", "BOTH"})
    @Scenario("M124")
    void whoSeesTheOwnerIsNotDroppedByAPolicyThatRefuses(SubscriptionState state) {
        policy(SubscriptionPolicy.deny());
        component.given(state);

        component.comes(SUBSCRIBE);

        assertThat(component.said()).containsExactly("subscribed");
        assertThat(component.state()).isEqualTo(state);
        assertThat(component.events).isEmpty();
    }

    @Test
    @Scenario("M125")
    void asksAPersonOnce() {
        component.comes(SUBSCRIBE);
        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThat(component.item()).isEmpty();
        assertThat(component.told(RosterEvent.Requested.class)).hasSize(1);
        assertThat(component.told(RosterEvent.SubscriptionChanged.class))
                .extracting(RosterEvent.SubscriptionChanged::cause)
                .containsExactly(Cause.REQUESTED);
        assertThat(component.said()).isEmpty();
        assertThat(component.store.writes()).isEqualTo(1);
    }

    @Test
    @Scenario("M126")
    void aRequestThatWaitsIsOfferedAgainAfterARestart() {
        component.comes(SUBSCRIBE);
        component.forget();

        component.anotherNode().start(List.of(component.owner));

        assertThat(component.told(RosterEvent.Requested.class)).hasSize(1);
        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);

        component.roster().usePolicy(Optional.of("accept"));
        component.forget();
        component.anotherNode().start(List.of(component.owner));

        assertThat(component.state()).isEqualTo(FROM);
        assertThat(component.said()).containsExactly("subscribed", "available");
    }

    @Test
    @Scenario("M126")
    void aRequestThatIsRepeatedIsDecidedByThePolicyOfToday() {
        component.comes(SUBSCRIBE);
        component.roster().usePolicy(Optional.of("accept"));
        component.forget();

        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(FROM);
        assertThat(component.said()).containsExactly("subscribed", "available");
    }

    @ParameterizedTest
    @EnumSource(
            value = Decision.Answer.class,
            names = {"DENY", "ASK", "DEFER"})
    @Scenario("M127")
    void whomTheOwnerTrustsIsAccepted(Decision.Answer answer) {
        policy(applicant -> new Decision(answer, "", java.util.Set.of()));
        component.roster().trust(component.contact, true);
        component.forget();

        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(FROM_PENDING_OUT);
        assertThat(component.said()).containsExactly("subscribed", "available", "subscribe");
    }

    @Test
    @Scenario("M127")
    void trustEndsWhenItIsTakenAwayOrTheItemGoes() {
        component.roster().trust(component.contact, true);
        component.roster().trust(component.contact, false);
        component.comes(SUBSCRIBE);
        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);

        component.roster().trust(component.contact, true);
        component.roster().approve(component.contact);
        component.roster().remove(component.contact);
        assertThat(component.stored().isAbsent()).isTrue();
    }

    @Test
    @Scenario("M128")
    void thePolicySurvivesLoading() {
        ComponentRosters another = component.anotherNode();
        another.start(List.of(component.owner));
        component.forget();

        another.receive(Presence.between(SUBSCRIBE, component.contact, component.owner));

        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThat(component.said()).isEmpty();
    }

    @Test
    @Scenario("M129")
    void theOwnersPolicyComesBeforeThatOfAll() {
        policy(SubscriptionPolicy.deny());
        component.roster().usePolicy(Optional.of("accept"));
        BareJid later = Stores.owner("later");
        component.rosters.create(later);
        component.forget();

        component.comes(SUBSCRIBE);
        component.comes(Presence.between(SUBSCRIBE, component.contact, later));
        assertThat(component.said()).containsExactly("subscribed", "available", "unsubscribed");

        component.roster().usePolicy(Optional.empty());
        component.roster().remove(component.contact);
        component.forget();
        component.comes(SUBSCRIBE);
        assertThat(component.said()).containsExactly("unsubscribed");
    }

    @Test
    @Scenario("M129")
    void aPolicyThatThisNodeDoesNotKnowAsksAPerson() {
        component.rosters.close();
        ComponentRosters other = ComponentRosters.builder(component.store, stanza -> {})
                .policy("friends", SubscriptionPolicy.accept())
                .build();
        other.find(component.owner).orElseThrow().usePolicy(Optional.of("friends"));
        policyOfOwnerIsSeen();

        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThatThrownBy(() -> component.roster().usePolicy(Optional.of("friends")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("friends")
                .hasMessageContaining("accept-and-reciprocate");
        other.close();
    }

    private void policyOfOwnerIsSeen() {
        component.rosters.start(List.of(component.owner));
        component.forget();
    }

    @Test
    @Scenario("M130")
    void doesNotAskWhomItSeesAlready() {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        component.given(TO);

        component.comes(SUBSCRIBE);

        assertThat(component.said()).containsExactly("subscribed", "available");
        assertThat(component.state()).isEqualTo(BOTH);
        assertThat(component.item().orElseThrow().ask()).isFalse();
    }

    @Test
    @Scenario("M132")
    void anUnsolicitedYesIsIgnored() {
        component.comes(SUBSCRIBED);

        assertThat(component.stored().isAbsent()).isTrue();
        assertThat(component.events).isEmpty();
        assertThat(component.stanzas).isEmpty();
        assertThat(component.store.writes()).isZero();
    }

    @Test
    @Scenario("M133")
    void aRefusalIsTold() {
        component.given(NONE_PENDING_OUT);

        component.comes(UNSUBSCRIBED);

        assertThat(component.state()).isEqualTo(NONE);
        assertThat(component.told(RosterEvent.SubscriptionChanged.class))
                .extracting(RosterEvent.SubscriptionChanged::cause)
                .containsExactly(Cause.REFUSED);
    }

    @Test
    @Scenario("M134")
    void whoLeavesIsToldThatAllResourcesAreGone() {
        component.given(FROM);
        component.roster().send(Presence.available().withFrom(new Jid(component.owner, "one")));
        component.forget();

        component.comes(UNSUBSCRIBE);

        assertThat(component.state()).isEqualTo(NONE);
        assertThat(component.said()).containsExactly("unsubscribed", "unavailable", "unavailable");
        assertThat(component
                        .presences()
                        .map(presence -> presence.from().orElseThrow().resource()))
                .containsExactly("", "", "one");
        assertThat(component.told(RosterEvent.SubscriptionChanged.class))
                .extracting(RosterEvent.SubscriptionChanged::cause)
                .containsExactly(Cause.LEFT);
    }

    @Test
    @Scenario("M135")
    void whoIsNotToSeeAnyMoreIsToldFirstThatAllResourcesAreGone() {
        component.given(FROM);

        component.roster().cancel(component.contact);

        assertThat(component.said()).containsExactly("unavailable", "unsubscribed");
        assertThat(component.told(RosterEvent.ItemChanged.class)).hasSize(1);
        assertThat(component.told(RosterEvent.SubscriptionChanged.class))
                .extracting(RosterEvent.SubscriptionChanged::cause)
                .containsExactly(Cause.DENIED);
    }

    @Test
    @Scenario("M136")
    void removesAContact() {
        component.given(BOTH);

        component.roster().remove(component.contact);

        assertThat(component.said()).containsExactly("unavailable", "unsubscribed", "unsubscribe");
        assertThat(component.stored().isAbsent()).isTrue();
        assertThat(component.told(RosterEvent.ItemChanged.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.old().orElseThrow().subscription()).isEqualTo(Subscription.BOTH);
                    assertThat(event.current()).isEmpty();
                });
    }

    @Test
    @Scenario("M137")
    void removingWithdrawsARequest() {
        component.given(NONE_PENDING_OUT);

        component.roster().remove(component.contact);

        assertThat(component.said()).containsExactly("unsubscribe");
        assertThat(component.stored().isAbsent()).isTrue();
    }

    @Test
    void removingLeavesTheContactsRequest() {
        component.given(SubscriptionState.TO_PENDING_IN);

        component.roster().remove(component.contact);

        assertThat(component.said()).containsExactly("unsubscribe");
        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThat(component.item()).isEmpty();
    }

    @Test
    void removingCancelsAnApproval() {
        component.given(NONE_APPROVED);

        component.roster().remove(component.contact);

        assertThat(component.said()).isEmpty();
        assertThat(component.stored().isAbsent()).isTrue();
        assertThat(component.told(RosterEvent.ItemChanged.class)).hasSize(1);
    }

    @Test
    void removingWhomTheRosterDoesNotHaveDoesNothing() {
        component.roster().remove(component.contact);

        assertThat(component.store.writes()).isZero();
        assertThat(component.events).isEmpty();
    }

    @Test
    @Scenario("M138")
    void asksTheBareJid() {
        component.roster().send(Presence.of(SUBSCRIBE).withTo(new Jid(component.contact, "balcony")));

        assertThat(component.presences().map(it -> it.to().orElseThrow())).containsExactly(Jid.of(component.contact));
        assertThat(component.presences().map(it -> it.from().orElseThrow())).containsExactly(Jid.of(component.owner));
        assertThat(component.roster().roster().items().map(RosterItem::contact)).containsExactly(component.contact);
    }

    @Test
    @Scenario("M139")
    void isAskedBetweenBareJids() {
        policy(SubscriptionPolicy.accept());

        component.comes(Presence.of(SUBSCRIBE)
                .withFrom(new Jid(component.contact, "balcony"))
                .withTo(new Jid(component.owner, "orchard")));

        assertThat(component.state()).isEqualTo(FROM);
        Presence subscribed = component.presences().findFirst().orElseThrow();
        assertThat(subscribed.from()).contains(Jid.of(component.owner));
        assertThat(subscribed.to()).contains(Jid.of(component.contact));
    }

    @ParameterizedTest
    @EnumSource(Presence.Type.class)
    @Scenario("M140")
    void takesNoNoticeOfItself(Presence.Type type) {
        policy(SubscriptionPolicy.acceptAndReciprocate());

        component.comes(Presence.between(type, component.owner, component.owner));

        assertThat(component.stanzas).isEmpty();
        assertThat(component.events).isEmpty();
        assertThat(component.store.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Presence.Type.class)
    @Scenario("M141")
    void whatComesMakesNoOwner(Presence.Type type) {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        BareJid nobody = Stores.owner("nobody");

        component.comes(Presence.between(type, component.contact, nobody));

        assertThat(component.stanzas).isEmpty();
        assertThat(component.store.writes()).isZero();
        assertThat(component.owners()).doesNotContain(nobody);
        assertThat(component.rosters.find(nobody)).isEmpty();
        assertThatThrownBy(() -> component.rosters.send(Presence.between(type, nobody, component.contact)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    @Scenario("M142")
    void answersAProbeByWhatEachResourceSaidLast() {
        component.given(FROM);
        Jid one = new Jid(component.owner, "one");
        component.roster().send(Presence.available().withFrom(one).withShow(Show.AWAY));
        component.forget();

        component.comes(PROBE);
        assertThat(component.presences().map(Presence::show)).containsExactly(Show.AVAILABLE, Show.AWAY);

        component.rosters.leave();
        component.forget();
        component.comes(PROBE);
        assertThat(component.said()).containsExactly("unavailable");
        assertThat(component.store.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = SubscriptionState.class,
            names = {"NONE", "NONE_PENDING_OUT", "NONE_PENDING_IN", "TO", "NONE_APPROVED", "TO_APPROVED"})
    @Scenario("M142")
    void refusesAProbeOfWhoDoesNotSeeTheOwner(SubscriptionState state) {
        component.given(state);

        component.comes(PROBE);

        assertThat(component.said()).containsExactly("unsubscribed");
        assertThat(component.state()).isEqualTo(state); // an approval is not cancelled
        assertThat(component.store.writes()).isZero();
    }

    @Test
    @Scenario("M143")
    void aStanzaThatIsSentPastTheMethodsIsSeen() {
        component.rosters.send(Presence.between(SUBSCRIBE, component.owner, component.contact));
        assertThat(component.state()).isEqualTo(NONE_PENDING_OUT);

        component.comes(SUBSCRIBED);
        assertThat(component.state()).isEqualTo(TO);
    }

    @Test
    @Scenario("M144")
    void ifTheStoreFailsNothingHasHappened() {
        policy(SubscriptionPolicy.acceptAndReciprocate());
        component.store.failAfter(0);

        component.comes(SUBSCRIBE);

        assertThat(component.stanzas).isEmpty();
        assertThat(component.told(RosterEvent.Failed.class)).singleElement().satisfies(event -> {
            assertThat(event.contact()).isEqualTo(component.contact);
            assertThat(event.failure()).isInstanceOf(RosterStoreException.class);
        });
        assertThat(component.events).hasSize(1);

        component.store.work();
        assertThat(component.stored().isAbsent()).isTrue();
        component.comes(SUBSCRIBE);
        assertThat(component.said()).containsExactly("subscribed", "available", "subscribe");
    }

    @Test
    void ifTheStoreFailsTheCallerIsToldAndNothingHasHappened() {
        component.store.failAfter(0);

        assertThatThrownBy(() -> component.roster().subscribe(component.contact))
                .isInstanceOf(RosterStoreException.class);

        assertThat(component.stanzas).isEmpty();
        assertThat(component.events).isEmpty();
        component.store.work();
        assertThat(component.stored().isAbsent()).isTrue();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsMadeOnceAndItsStanzasAreSent() {
        component.store.loseAnswersAfter(0);

        assertThatThrownBy(() -> component.roster().subscribe(component.contact))
                .isInstanceOf(RosterStoreException.class);
        assertThat(component.stanzas).isEmpty();

        component.store.work();
        component.rosters.tend();
        assertThat(component.said()).containsExactly("subscribe");
        assertThat(component.state()).isEqualTo(NONE_PENDING_OUT);
        assertThat(component.extras()).isEmpty();
    }

    @Test
    @Scenario("M145")
    void asksAgainWhoDoesNotAnswerButNotForEver() {
        component.roster().subscribe(component.contact);
        component.forget();

        for (int day = 0; day < 30; day++) {
            component.pass(Duration.ofDays(1));
            component.rosters.tend();
        }
        assertThat(component.said()).containsExactly("subscribe", "subscribe", "subscribe");
        assertThat(component.store.writes()).isZero();

        component.forget();
        component.anotherNode().start(List.of(component.owner));
        assertThat(component.said()).containsExactly("subscribe");
    }

    @Test
    void whoHasAnsweredIsNotAskedAgain() {
        component.roster().subscribe(component.contact);
        component.comes(SUBSCRIBED);
        component.forget();

        component.pass(Duration.ofDays(9));
        component.rosters.tend();

        assertThat(component.said()).isEmpty();
    }

    @Test
    @Scenario("M146")
    void thePolicySeesWhatTheContactSays() {
        policy(applicant -> applicant.request().status().equals("it is I")
                ? Decision.accept().named(applicant.request().nick()).in("Friends", "Capulets")
                : Decision.deny());

        component.comes(Presence.between(SUBSCRIBE, component.contact, component.owner)
                .withNick("Juliet")
                .withStatus("it is I"));

        RosterItem item = component.item().orElseThrow();
        assertThat(item.name()).isEqualTo("Juliet");
        assertThat(item.groups()).containsExactly("Friends", "Capulets");
    }

    @Test
    @Scenario("M146")
    void aNameThatTheOwnerHasGivenStays() {
        policy(applicant -> Decision.accept().named("Juliet").in("Friends"));
        component.roster().edit(component.contact, item -> item.withName("J.").withGroups("Mine"));

        component.comes(SUBSCRIBE);

        assertThat(component.item().orElseThrow().name()).isEqualTo("J.");
        assertThat(component.item().orElseThrow().groups()).containsExactly("Mine");
    }

    @Test
    @Scenario("M150")
    void whatChangesNothingWritesNothing() {
        component.given(TO);
        component.comes(SUBSCRIBED);
        component.comes(UNSUBSCRIBE);
        component.given(FROM);
        component.comes(SUBSCRIBE);
        component.comes(UNSUBSCRIBED);
        component.comes(AVAILABLE);
        component.comes(UNAVAILABLE);

        assertThat(component.store.writes()).isZero();
    }

    @Test
    void aPolicyThatFailsAsksAPerson() {
        policy(applicant -> {
            throw new IllegalStateException("of the test");
        });

        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThat(component.told(RosterEvent.Requested.class)).hasSize(1);
    }

    @Test
    void aPersonAnswersTomorrowOnAnotherNode() {
        component.comes(SUBSCRIBE);
        component.forget();
        component.pass(Duration.ofDays(1));

        OwnerRoster elsewhere = component.anotherNode().find(component.owner).orElseThrow();
        SubscriptionState state = elsewhere.answer(component.contact, Decision.acceptAndReciprocate());

        assertThat(state).isEqualTo(FROM_PENDING_OUT);
        assertThat(component.said()).containsExactly("subscribed", "available", "subscribe");
        assertThat(elsewhere.answer(component.contact, Decision.deny())).isEqualTo(FROM_PENDING_OUT);
    }

    @Test
    void aRequestThatWasAnsweredElsewhereIsNotOfferedAgain() {
        component.comes(SUBSCRIBE);
        Roster loaded = component.store.load(component.owner);
        component.anotherNode().find(component.owner).orElseThrow().answer(component.contact, Decision.accept());
        component.forget();

        component.roster().start(loaded);

        assertThat(component.events).isEmpty();
        assertThat(component.state()).isEqualTo(FROM);
    }

    @Test
    void decidesLater() {
        policy(applicant -> Decision.defer());

        component.comes(SUBSCRIBE);

        assertThat(component.state()).isEqualTo(NONE_PENDING_IN);
        assertThat(component.told(RosterEvent.Requested.class)).isEmpty();
        component.roster().answer(component.contact, Decision.deny());
        assertThat(component.said()).containsExactly("unsubscribed");
        assertThat(component.stored().isAbsent()).isTrue();
    }

    @Test
    void offersANick() {
        component.roster().subscribe(component.contact, "Romeo", "from the orchard");

        assertThat(component.presences().findFirst().orElseThrow().nick()).isEqualTo("Romeo");
        assertThat(component.presences().findFirst().orElseThrow().status()).isEqualTo("from the orchard");
        assertThatThrownBy(() -> component.roster().subscribe(component.contact, "a\nb", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCouldNotBeSentIsSentAfterARestart() {
        component.breakLine();
        component.roster().subscribe(component.contact, "Romeo", "from\nthe orchard");
        assertThat(component.told(RosterEvent.Failed.class)).hasSize(1);
        assertThat(component.extras()).containsKey(Extra.UNSENT);

        component.mendLine();
        component.forget();
        component.anotherNode().start(List.of(component.owner));

        assertThat(component.said()).containsExactly("subscribe");
        assertThat(component.presences().findFirst().orElseThrow().nick()).isEqualTo("Romeo");
        assertThat(component.presences().findFirst().orElseThrow().status()).isEqualTo("from\nthe orchard");
        assertThat(component.extras()).isEmpty();
    }

    @Test
    void whoIsLetInLateIsToldWhoIsThere() {
        component.comes(SUBSCRIBE);
        component.breakLine();
        component.roster().approve(component.contact);

        component.mendLine();
        component.rosters.tend();

        assertThat(component.said()).containsExactly("subscribed", "available");
    }

    @Test
    void whatCouldNotBeSentIsSentWhenTheLineIsBack() {
        component.given(BOTH);
        component.breakLine();
        component.roster().remove(component.contact);
        assertThat(component.item().orElseThrow().subscription()).isEqualTo(Subscription.NONE);

        component.mendLine();
        component.rosters.tend();

        assertThat(component.said()).containsExactly("unsubscribed", "unsubscribe");
        assertThat(component.stored().isAbsent()).isTrue();
    }

    @Test
    void ofWhatCouldNotBeSentOnlyTheLastWordCounts() {
        component.given(TO);
        component.breakLine();
        component.roster().unsubscribe(component.contact);
        component.roster().subscribe(component.contact);
        component.roster().unsubscribe(component.contact);
        component.forget();

        component.mendLine();
        component.rosters.tend();

        assertThat(component.said()).containsExactly("unsubscribe");
        assertThat(component.extras()).isEmpty();
    }

    @Test
    void aWordThatIsNotTrueAnyMoreIsNotSent() {
        component.breakLine();
        component.roster().subscribe(component.contact);
        component.comes(UNSUBSCRIBED);
        assertThat(component.extras()).isEmpty();
        component.forget();

        component.mendLine();
        component.rosters.tend();

        assertThat(component.said()).isEmpty();
    }

    @Test
    void anItemThatIsMadeAgainBeforeItWentStays() {
        component.given(BOTH);
        component.breakLine();
        component.roster().remove(component.contact);
        component.roster().edit(component.contact, item -> item.withName("again"));

        component.mendLine();
        component.rosters.tend();

        assertThat(component.item().orElseThrow().name()).isEqualTo("again");
        assertThat(component.extras()).isEmpty();
    }

    @Test
    void anAnswerToEveryAnswerIsNoEndlessLoop() {
        component.given(FROM);

        for (int i = 0; i < 1_000; i++) {
            component.comes(SUBSCRIBE);
            component.comes(PROBE);
        }
        assertThat(component.stanzas).hasSize(60);

        component.pass(Duration.ofMinutes(1));
        component.forget();
        component.comes(SUBSCRIBE);
        assertThat(component.said()).containsExactly("subscribed");
    }

    @Test
    void prunesWhatSaysNothing() {
        component.roster().edit(component.contact, item -> item.withName("nobody"));
        BareJid friend = BareJid.of("friend@y.example");
        component.roster().subscribe(friend);
        BareJid noted = BareJid.of("noted@y.example");
        component.roster().edit(noted, item -> item);
        component.store.commit(component.owner, org.rosterstore.RosterEdit.extra(noted, "note", "n"));

        assertThat(component.roster().prune()).isEqualTo(1);

        assertThat(component.roster().roster().items().map(RosterItem::contact))
                .containsExactlyInAnyOrder(friend, noted);
    }

    @Test
    void anOwnerThatWasErasedIsNotMadeAgainByWhatComes() {
        component.rosters.erase(component.owner);
        component.forget();

        component.comes(SUBSCRIBE);

        assertThat(component.stanzas).isEmpty();
        assertThat(component.owners()).doesNotContain(component.owner);
    }

    @Test
    void anOwnerThatAnotherNodeHasErasedIsNotMadeAgainByWhatComes() {
        OwnerRoster kept = component.roster();
        component.store.erase(component.owner);
        component.forget();

        component.comes(SUBSCRIBE);

        assertThat(component.stanzas).isEmpty();
        assertThat(component.owners()).doesNotContain(component.owner);
        assertThatThrownBy(() -> kept.subscribe(component.contact)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOwnerThatWasErasedElsewhereCanBeMadeAgain() {
        component.store.erase(component.owner);

        component.rosters.create(component.owner).subscribe(component.contact);

        assertThat(component.state()).isEqualTo(NONE_PENDING_OUT);
    }

    @Test
    void anOwnerIsNoContactOfItsOwn() {
        assertThatThrownBy(() -> component.roster().subscribe(component.owner))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> component.roster().remove(component.owner))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(component.rosters.find(component.owner)).isPresent();
    }

    @Test
    void whatIsToldHasBeenSent() {
        List<String> saidBefore = new java.util.ArrayList<>();
        component.rosters.listen(event -> saidBefore.addAll(component.said()));

        component.roster().subscribe(component.contact);

        assertThat(saidBefore).isNotEmpty().containsOnly("subscribe");
    }

    @Test
    void whatIsStoredButNotLegalIsPutRightByTheNextChange() {
        component.given(TO);
        component.store.commit(
                component.owner,
                org.rosterstore.RosterEdit.put(
                        new RosterItem(component.contact, "C", java.util.Set.of("g"), Subscription.BOTH, true, false)));

        component.comes(UNSUBSCRIBED);

        RosterItem item = component.item().orElseThrow();
        assertThat(item.subscription()).isEqualTo(Subscription.FROM);
        assertThat(item.ask()).isFalse();
        assertThat(item.name()).isEqualTo("C");
    }

    @Test
    void strangersAreLimited() {
        component.close();
        component = new TestComponent(settings -> settings.strangersPerMinute(3));

        for (int i = 0; i < 10; i++) {
            component.comes(Presence.between(SUBSCRIBE, BareJid.of("s" + i + "@z.example"), component.owner));
        }
        assertThat(component.roster().roster().requests()).hasSize(3);
        assertThat(component.told(RosterEvent.Dropped.class)).hasSize(1);

        component.pass(Duration.ofMinutes(1));
        component.comes(SUBSCRIBE);
        assertThat(component.roster().roster().requests()).hasSize(4);
    }

    @Test
    void requestsThatWaitAreLimited() {
        component.close();
        component = new TestComponent(settings -> settings.maxRequests(2));

        for (int i = 0; i < 5; i++) {
            component.comes(Presence.between(SUBSCRIBE, BareJid.of("s" + i + "@z.example"), component.owner));
        }

        assertThat(component.roster().roster().requests()).hasSize(2);
    }

    @Test
    void aStrangerWhoSaysTooMuchIsCutShort() {
        component.comes(Presence.between(SUBSCRIBE, component.contact, component.owner)
                .withNick("n".repeat(100_000))
                .withStatus("x".repeat(999) + "😀".repeat(100_000)));

        assertThat(component.stored().request().orElseThrow().nick()).hasSize(1_000);
        assertThat(component.stored().request().orElseThrow().status()).isEqualTo("x".repeat(999));
    }

    @Test
    void theSameContactOfTwoOwnersIsTwo() {
        BareJid other = Stores.owner("other");
        component.rosters.create(other);

        component.roster().subscribe(component.contact);

        Contact twin = component.store.find(other, component.contact);
        assertThat(twin.isAbsent()).isTrue();
        assertThat(component.store.revision(other)).isNotEqualTo(Revision.NONE);
        assertThat(Map.of(component.owner, 1)).doesNotContainKey(other);
    }
}
