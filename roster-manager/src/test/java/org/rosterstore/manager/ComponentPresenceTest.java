package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rosterstore.manager.Presence.Type.AVAILABLE;
import static org.rosterstore.manager.Presence.Type.PROBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNAVAILABLE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;
import static org.rosterstore.manager.SubscriptionState.BOTH;
import static org.rosterstore.manager.SubscriptionState.FROM;
import static org.rosterstore.manager.SubscriptionState.NONE;
import static org.rosterstore.manager.SubscriptionState.NONE_PENDING_OUT;
import static org.rosterstore.manager.SubscriptionState.TO;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** What a component says about its owners' presence, and to whom; and what it makes of that of others. */
class ComponentPresenceTest {

    private static final Presence AWAY = Presence.available().withShow(Show.AWAY);
    private static final BareJid OTHER = BareJid.of("u2@y.example");

    private TestComponent component = new TestComponent();

    @AfterEach
    void close() {
        component.close();
    }

    private void subscribed(BareJid contact, Subscription subscription) {
        component.store.commit(
                component.owner, RosterEdit.put(RosterItem.of(contact).withSubscription(subscription)));
        component.rosters.start(List.of(component.owner));
        component.forget();
    }

    @Test
    @Scenario("M147")
    void eachIsToldWhatItWasToldLastAndNoStanzaIsReaddressed() {
        component.given(FROM);
        subscribed(OTHER, Subscription.FROM);
        component.roster().send(AWAY);
        component.forget();

        for (int i = 0; i < 2; i++) {
            component.comes(PROBE);
            component.comes(Presence.between(PROBE, OTHER, component.owner));
        }

        assertThat(component.presences().map(it -> it.to().orElseThrow().bare()))
                .containsExactly(component.contact, OTHER, component.contact, OTHER);
        assertThat(component.presences().map(Presence::show)).containsOnly(Show.AWAY);
        component.forget();
        component.roster().send(AWAY);
        assertThat(component.presences().map(it -> it.to().orElseThrow().bare()))
                .containsExactlyInAnyOrder(component.contact, OTHER);
    }

    @Test
    @Scenario("M148")
    void whatIsSaidToAllIsSaidToThoseWhoSeeTheOwnerAndToNoOther() {
        component.given(FROM);
        subscribed(OTHER, Subscription.BOTH);
        subscribed(BareJid.of("to@y.example"), Subscription.TO);
        subscribed(BareJid.of("none@y.example"), Subscription.NONE);
        component.forget();

        component.roster().send(AWAY);

        assertThat(component.presences().map(it -> it.to().orElseThrow()))
                .containsExactlyInAnyOrder(Jid.of(component.contact), Jid.of(OTHER));
        assertThat(component.roster().subscribers()).containsExactlyInAnyOrder(component.contact, OTHER);
        assertThat(component.store.reads() + component.store.writes()).isZero();
    }

    @Test
    @Scenario("M149")
    void whatIsSaidToAllReplacesWhatWasSaidToOne() {
        component.given(FROM);
        component.roster().send(AWAY.withTo(Jid.of(component.contact)));
        component.forget();
        component.comes(PROBE);
        assertThat(component.presences().map(Presence::show)).containsExactly(Show.AWAY);

        component.roster().send(Presence.available().withShow(Show.DND));
        component.forget();
        component.comes(PROBE);
        assertThat(component.presences().map(Presence::show)).containsExactly(Show.DND);
    }

    @Test
    void whoWasToldThatAResourceIsThereIsToldThatItIsGone() {
        component.given(FROM);
        Jid room = Jid.of("room@chat.example/romeo");
        Jid one = new Jid(component.owner, "one");
        component.roster().send(AWAY.withFrom(one).withTo(room));
        component.roster().send(AWAY.withFrom(one));
        component.forget();

        component.roster().send(Presence.of(UNAVAILABLE).withFrom(one).withStatus("bye"));

        assertThat(component.presences().map(it -> it.to().orElseThrow()))
                .containsExactlyInAnyOrder(Jid.of(component.contact), room);
        assertThat(component.presences().map(Presence::status)).containsOnly("bye");
        component.forget();
        component.roster().send(Presence.of(UNAVAILABLE).withFrom(one));
        assertThat(component.presences().map(it -> it.to().orElseThrow())).containsExactly(Jid.of(component.contact));
    }

    @Test
    void whoWasToldApartIsToldApartThatItIsOver() {
        Jid room = Jid.of("room@chat.example/romeo");
        component.roster().send(AWAY.withTo(room));
        component.roster().send(Presence.of(UNAVAILABLE).withTo(room));
        component.forget();

        component.rosters.leave();

        assertThat(component.presences().map(it -> it.to().orElseThrow())).doesNotContain(room);
    }

    @Test
    void leavingTellsEverybodyThatEveryResourceIsGone() {
        component.given(FROM);
        Jid room = Jid.of("room@chat.example/romeo");
        component.roster().send(AWAY.withFrom(new Jid(component.owner, "one")));
        component.roster().send(AWAY.withFrom(new Jid(component.owner, "two")).withTo(room));
        component.forget();

        component.rosters.leave();

        assertThat(component.presences().map(Presence::type)).containsOnly(UNAVAILABLE);
        assertThat(component
                        .presences()
                        .map(it -> it.from().orElseThrow().resource() + " "
                                + it.to().orElseThrow()))
                .containsExactlyInAnyOrder(" " + component.contact, "one " + component.contact, "two " + room);
    }

    @Test
    void anOwnerSpeaksForItselfOnly() {
        assertThatThrownBy(() -> component.roster().send(AWAY.withFrom(Jid.of(OTHER))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(OTHER.toString());
        assertThatThrownBy(() -> component.rosters.send(AWAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> component.roster().send(Presence.of(UNSUBSCRIBED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> component.roster().send(Presence.of(PROBE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(component.stanzas).isEmpty();
    }

    @Test
    void startingTellsThoseWhoSeeTheOwnerAndProbesThoseWhomItSees() {
        component.given(BOTH);
        subscribed(OTHER, Subscription.FROM);
        BareJid seen = BareJid.of("to@y.example");
        subscribed(seen, Subscription.TO);

        component.anotherNode().start(List.of(component.owner));

        assertThat(component.said()).containsExactly("available", "probe");
        assertThat(component.saidTo(OTHER)).containsExactly("available");
        assertThat(component.saidTo(seen)).containsExactly("probe");
        assertThat(component.store.writes()).isZero();
    }

    @Test
    void whatIsSaidAtTheStartIsTheProgramsToSay() {
        TestComponent silent = new TestComponent(settings -> settings.presenceAtStart(owner -> Optional.empty()));
        silent.given(FROM);
        silent.comes(PROBE);
        assertThat(silent.said()).containsExactly("unavailable");
        silent.close();

        TestComponent away = new TestComponent(settings -> settings.presenceAtStart(owner -> Optional.of(AWAY)));
        away.given(FROM);
        away.rosters.start(List.of(away.owner));
        assertThat(away.presences().map(Presence::show)).containsExactly(Show.AWAY);
        away.close();
    }

    @Test
    void presenceOfContactsIsFollowedAndTouchesNoStore() {
        component.given(TO);

        component.comes(Presence.between(AVAILABLE, component.contact, component.owner)
                .withFrom(new Jid(component.contact, "r"))
                .withPriority(5));

        assertThat(component.roster().presences().online()).containsExactly(component.contact);
        assertThat(component
                        .roster()
                        .presences()
                        .best(component.contact)
                        .orElseThrow()
                        .priority())
                .isEqualTo(5);
        assertThat(component.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Online", "PresenceChanged");
        component.comes(Presence.between(UNAVAILABLE, component.contact, component.owner));
        assertThat(component.roster().presences().online()).isEmpty();
        assertThat(component.store.reads() + component.store.writes()).isZero();
        assertThat(component.stanzas).isEmpty();
    }

    @Test
    void presenceEndsWithTheSubscription() {
        component.given(TO);
        component.comes(AVAILABLE);
        component.forget();

        component.comes(UNSUBSCRIBED);

        assertThat(component.roster().presences().online()).isEmpty();
        assertThat(component.told(RosterEvent.Offline.class)).hasSize(1);

        component.given(BOTH);
        component.comes(AVAILABLE);
        component.roster().unsubscribe(component.contact);
        assertThat(component.roster().presences().online()).isEmpty();
    }

    @Test
    void whenTheStreamEndsNobodyIsThere() {
        component.given(TO);
        component.comes(AVAILABLE);
        component.forget();

        component.rosters.disconnected();

        assertThat(component.roster().presences().online()).isEmpty();
        assertThat(component.told(RosterEvent.Offline.class)).hasSize(1);
        assertThat(component.state()).isEqualTo(TO);
    }

    @Test
    void presenceFromWhomTheOwnerDoesNotFollowShowsThatAnUnsubscribeWasLost() {
        component.given(FROM);

        component.comes(AVAILABLE);

        assertThat(component.said()).containsExactly("unsubscribe");
        assertThat(component.state()).isEqualTo(FROM);
        assertThat(component.store.writes()).isZero();
    }

    @Test
    void presenceFromWhomTheOwnerHasAskedShowsThatTheYesWasLost() {
        component.given(NONE_PENDING_OUT);

        component.comes(AVAILABLE);

        assertThat(component.said()).containsExactly("subscribe");
        assertThat(component.state()).isEqualTo(NONE_PENDING_OUT);
    }

    @Test
    void whatIsSaidToOneResourceIsNoSubscription() {
        component.comes(Presence.between(AVAILABLE, component.contact, component.owner)
                .withTo(new Jid(component.owner, "one")));

        assertThat(component.stanzas).isEmpty();
        assertThat(component.roster().presences().online()).containsExactly(component.contact);
        assertThat(component.state()).isEqualTo(NONE);
    }

    @Test
    void whoWasToldApartMayAnswer() {
        component.roster().send(AWAY.withTo(Jid.of(component.contact + "/room")));
        component.forget();

        component.comes(AVAILABLE);

        assertThat(component.stanzas).isEmpty();
    }

    @Test
    void theAnswerToPresenceThatIsNotFollowedIsThatOfTheStore() {
        component.given(FROM);
        component.subscribedElsewhere(Subscription.BOTH);

        component.comes(AVAILABLE);

        assertThat(component.said()).doesNotContain("unsubscribe");
    }

    @Test
    void whoIsLetInByAnotherNodeIsToldWhatWasSaidHere() {
        component.given(NONE);
        component.roster().send(AWAY);
        component.forget();
        component.subscribedElsewhere(Subscription.FROM);

        component.store.signal(component.owner);

        assertThat(component.presences().map(Presence::show)).containsExactly(Show.AWAY);
        assertThat(component.roster().subscribers()).containsExactly(component.contact);
    }

    @Test
    void whoIsNotFollowedAnyMoreByAnotherNodeIsGone() {
        component.given(TO);
        component.comes(AVAILABLE);
        component.forget();
        component.subscribedElsewhere(Subscription.NONE);

        component.store.interrupt();

        assertThat(component.roster().presences().online()).isEmpty();
        assertThat(component.told(RosterEvent.Offline.class)).hasSize(1);
    }

    @Test
    void anOwnerThatAnotherNodeErasesIsForgotten() {
        component.store.erase(component.owner);
        component.store.signal(component.owner);

        assertThat(component.rosters.find(component.owner)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.Type.class,
            names = {"AVAILABLE", "UNAVAILABLE", "ERROR"})
    void presenceToNobodyIsNotLookedUp(Presence.Type type) {
        component.comes(Presence.between(type, component.contact, Stores.owner("nobody")));

        assertThat(component.store.reads()).isZero();
    }

    @Test
    void ownersThatNobodyKnowsAreNotLookedUpWithoutEnd() {
        TestComponent limited = new TestComponent(settings -> settings.strangersPerMinute(3));
        for (int i = 0; i < 10; i++) {
            limited.comes(Presence.between(PROBE, limited.contact, Stores.owner("nobody")));
        }
        assertThat(limited.store.reads()).isEqualTo(3);
        limited.close();
    }

    @Test
    void aListenerThatFailsHarmsNoOther() {
        component.rosters.listen(event -> {
            throw new IllegalStateException("of the test");
        });
        List<RosterEvent> seen = new java.util.ArrayList<>();
        component.rosters.listen(seen::add);
        component.given(TO);

        component.comes(AVAILABLE);
        component.comes(UNAVAILABLE);

        assertThat(seen).hasSizeGreaterThanOrEqualTo(4).containsAll(component.events);
    }

    @Test
    void whoMaySeeTheOwnerAgainIsNotToldWhatItWasToldApartBefore() {
        component.given(BOTH);
        component.roster().send(Presence.available());
        component.roster().send(Presence.available().withShow(Show.DND).withTo(Jid.of(component.contact)));
        component.roster().cancel(component.contact);
        component.forget();

        component.comes(SUBSCRIBE);
        component.goes(SUBSCRIBED);

        assertThat(component.said()).containsExactly("subscribed", "available");
        assertThat(component.presences().map(Presence::show)).doesNotContain(Show.DND);
    }

    @Test
    void whoSeesTheOwnerGoesOnToSeeWhatItWasToldApart() {
        component.given(FROM);
        component.roster().send(Presence.available().withShow(Show.DND).withTo(Jid.of(component.contact)));
        component.roster().edit(component.contact, item -> item.withName("C"));
        component.forget();

        component.comes(PROBE);

        assertThat(component.presences().map(Presence::show)).containsExactly(Show.DND);
    }

    @Test
    void presenceEndsWhenTheContactIsRemoved() {
        component.given(BOTH);
        component.comes(
                Presence.available().withFrom(new Jid(component.contact, "r")).withTo(Jid.of(component.owner)));
        assertThat(component.roster().presences().online()).containsExactly(component.contact);

        component.roster().remove(component.contact);

        assertThat(component.roster().presences().online()).isEmpty();
        assertThat(component.roster().contact(component.contact).isAbsent()).isTrue();
        assertThat(component.state()).isEqualTo(NONE);
    }

    @Test
    void strangersAndResourcesAreRememberedUpToTheirLimits() {
        component.close();
        component = new TestComponent(settings -> settings.maxStrangers(1).maxResources(2));
        component.given(BOTH);
        for (int i = 0; i < 3; i++) {
            Jid to = new Jid(component.owner, "here"); // to one resource: no answer, and no subscription
            component.comes(Presence.available()
                    .withFrom(Jid.of("s" + i + "@z.example/r"))
                    .withTo(to));
            component.comes(Presence.available()
                    .withFrom(new Jid(component.contact, "r" + i))
                    .withTo(to));
        }

        Presences presences = component.roster().presences();
        assertThat(presences.of(component.contact)).hasSize(2);
        assertThat(presences.online()).containsExactlyInAnyOrder(component.contact, BareJid.of("s2@z.example"));
    }
}
