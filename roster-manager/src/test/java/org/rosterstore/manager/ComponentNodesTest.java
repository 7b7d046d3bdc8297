package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.Presence.Type.PROBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.SubscriptionState.FROM;
import static org.rosterstore.manager.SubscriptionState.NONE_PENDING_OUT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
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
        component.subscribedElsewhere(Subscription.FROM);
        component.forget();

        component.rosters.tend();

        assertThat(component.said()).containsExactly("available");
        assertThat(component.roster().subscribers()).containsExactly(component.contact);
    }

    @Test
    void withoutAFeedWhoWasLetInByOthersIsToldWhatIsSaidToAll() {
        withoutFeed();
        component.subscribedElsewhere(Subscription.FROM);
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
        component.subscribedElsewhere(Subscription.FROM);

        assertThat(readsForASignal()).isEqualTo(readsOfTheRevision); // the roster was not loaded
        assertThat(component.roster().subscribers()).containsExactly(component.contact);
        assertThat(readsForASignal()).isEqualTo(readsOfTheRevision);
    }

    @Test
    void ownCommitsAreNotReadAgain() {
        Revision before = component.store.revision(component.owner);
        OwnerImage image = new OwnerImage(component.store.load(component.owner));
        component.subscribedElsewhere(Subscription.FROM);
        Contact first = component.stored();
        component.subscribedElsewhere(Subscription.BOTH);

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
    void aClosedComponentFollowsNobody() {
        int before = component.store.listeners();
        ComponentRosters another = component.anotherNode();
        assertThat(component.store.listeners()).isEqualTo(before + 1);

        another.close();

        assertThat(component.store.listeners()).isEqualTo(before);
    }
}
