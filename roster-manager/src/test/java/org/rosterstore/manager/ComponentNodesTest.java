package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.Presence.Type.PROBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.SubscriptionState.BOTH;
import static org.rosterstore.manager.SubscriptionState.FROM;
import static org.rosterstore.manager.SubscriptionState.NONE;
import static org.rosterstore.manager.SubscriptionState.NONE_PENDING_OUT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** Nodes that share a store, what one of them learns of the others, and what a lost answer does to it. */
class ComponentNodesTest {

    private TestComponent component = new TestComponent();

    @AfterEach
    void close() {
        component.close();
    }

    private void withoutFeed() {
        component.close();
        component = new TestComponent(settings -> settings, new CountingStore(Stores.open()).withoutFeed());
    }

    private void elsewhere(Subscription subscription) {
        component.store.commit(
                component.owner, RosterEdit.put(RosterItem.of(component.contact).withSubscription(subscription)));
    }

    @Test
    void aNodeThatHasNotStartedKnowsAnOwnerByTheStanzaThatComes() {
        component.given(FROM);
        ComponentRosters another = component.anotherNode();
        component.forget();

        another.receive(Presence.between(PROBE, component.contact, component.owner));

        assertThat(component.said()).containsExactly("available");
    }

    @Test
    void whereTheOwnerCannotBeLookedUpListenersAreTold() {
        BrittleStore broken = new BrittleStore(component.store);
        broken.beUnreadable();
        List<RosterEvent> events = new ArrayList<>();
        try (ComponentRosters another = ComponentRosters.builder(broken, stanza -> {})
                .executor(Runnable::run)
                .build()) {
            another.listen(events::add);
            Presence request = Presence.between(SUBSCRIBE, component.contact, component.owner);
            another.receive(request);

            assertThat(events).singleElement().isInstanceOfSatisfying(RosterEvent.Failed.class, failed -> {
                assertThat(failed.owner()).isEqualTo(component.owner);
                assertThat(failed.contact()).isEqualTo(component.contact);
                assertThat(failed.stanza()).isEqualTo(request);
            });
        }
    }

    @Test
    void withoutAFeedWhatOthersDidIsSeenWhenItIsTimeToTend() {
        withoutFeed();
        component.roster().send(Presence.available());
        elsewhere(Subscription.FROM);
        component.forget();

        component.rosters.tend();

        assertThat(component.said()).containsExactly("available");
        assertThat(component.roster().subscribers()).containsExactly(component.contact);
    }

    @Test
    void withoutAFeedWhoWasLetInByOthersIsToldWhatIsSaidToAll() {
        withoutFeed();
        elsewhere(Subscription.FROM);
        component.forget();

        component.roster().send(Presence.available().withShow(Show.AWAY));

        assertThat(component.said()).isNotEmpty().containsOnly("available");
        assertThat(component.presences().map(Presence::show)).endsWith(Show.AWAY);
    }

    @Test
    void withAFeedNothingIsReadToTendOrToSpeak() {
        component.forget();

        component.rosters.tend();
        component.roster().send(Presence.available());

        assertThat(component.store.reads()).isZero();
    }

    /** What it costs to hear that something may have changed. */
    private int readsForASignal() {
        component.forget();
        component.store.signal(component.owner);
        return component.store.reads();
    }

    @Test
    void whatOthersDidIsReadFromTheHistoryAndOnce() {
        int readsOfTheRevision = readsForASignal();
        elsewhere(Subscription.FROM);

        assertThat(readsForASignal()).isEqualTo(readsOfTheRevision); // the roster was not loaded
        assertThat(component.roster().subscribers()).containsExactly(component.contact);
        assertThat(readsForASignal()).isEqualTo(readsOfTheRevision);
    }

    @Test
    void ownCommitsAreNotReadAgain() {
        Revision before = component.store.revision(component.owner);
        OwnerImage image = new OwnerImage(component.store.load(component.owner));
        elsewhere(Subscription.FROM);
        Contact first = component.stored();
        elsewhere(Subscription.BOTH);

        image.committed(component.stored());
        assertThat(image.revision()).isEqualTo(before); // there was a commit in between that it has not seen
        image.committed(first);
        assertThat(image.revision()).isEqualTo(first.changedIn());
    }

    @Test
    void whatWasLoadedBeforeTheLastChangeIsLoadedAgain() {
        Roster old = component.store.load(component.owner);
        component.roster().subscribe(component.contact);
        component.forget();

        component.roster().start(old);

        assertThat(component.said()).containsExactly("subscribe"); // it has not answered, and it is known
        assertThat(component.state()).isEqualTo(NONE_PENDING_OUT);
    }

    @Test
    void oneAnswerThatIsLostIsNobodysConcern() {
        component.store.loseNextAnswer();

        assertThat(component.roster().subscribe(component.contact)).isEqualTo(NONE_PENDING_OUT);

        assertThat(component.said()).containsExactly("subscribe");
        assertThat(component.told(RosterEvent.SubscriptionChanged.class)).hasSize(1);
        assertThat(component.extras()).isEmpty();
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
    void aClosedComponentFollowsNobody() {
        int before = component.store.listeners();
        ComponentRosters another = component.anotherNode();
        assertThat(component.store.listeners()).isEqualTo(before + 1);

        another.close();

        assertThat(component.store.listeners()).isEqualTo(before);
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
