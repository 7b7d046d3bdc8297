package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** How a client changes and removes items: it asks its server, and changes nothing. */
class ClientUpdatesTest {

    private static final BareJid OTHER = BareJid.of("other@y.example");

    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    private CompletionStage<Void> update(UnaryOperator<RosterItem> change) {
        return client.roster.update(client.contact, change);
    }

    private void assertSet(String name, String... groups) {
        assertThat(client.sentIq().type()).isEqualTo(Iq.Type.SET);
        assertThat(client.sentIq().to()).isEmpty();
        assertThat(client.sentQuery())
                .isEqualTo(new RosterQuery(
                        Optional.empty(),
                        List.of(new RosterQuery.Item(
                                client.contact.toString(), name, List.of(groups), "", false, false))));
    }

    @Test
    @Scenario("C20")
    void whatIsNotChangedIsSetAsItIs() {
        client.startWith(
                "1", new RosterQuery.Item(client.contact.toString(), "User", List.of("B", "A"), "both", true, true));

        update(item -> item.withName("Other name"));
        assertSet("Other name", "B", "A");
        client.done();

        client.push("2", client.item("Other name", "both", "B", "A"));
        update(item -> item.withGroups("C"));
        assertSet("Other name", "C");
        client.done();

        client.push("3", client.item("Other name", "both", "C"));
        update(item -> item.withGroups(Set.of()));
        assertSet("Other name");
        client.done();

        client.push("4", client.item("Other name", "both"));
        update(item -> item.withName(""));
        assertSet("");
    }

    @Test
    void nothingChangesBeforeTheServerSaysSo() {
        client.startWith("1", client.item("User", "both", "A"));
        Roster before = client.stored();

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        assertThat(update).isNotDone();
        client.done();

        assertThat(update).isCompleted();
        assertThat(client.stored()).isEqualTo(before);
        assertThat(client.events).isEmpty();
        assertThat(client.store.writes()).isZero();
    }

    @Test
    @Scenario("C21")
    void anUpdateThatIsRefusedChangesNothing() {
        client.startWith("1", client.item("User", "both", "A"));
        Roster before = client.stored();

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        client.refused("not-acceptable");

        assertThat(TestClient.failure(update))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.error().condition()).isEqualTo("not-acceptable"))
                .hasMessageContaining("not-acceptable");
        assertThat(client.stored()).isEqualTo(before);
        update(item -> item.withGroups("B"));
        assertSet("User", "B");
    }

    @Test
    void anUpdateThatIsNotAnsweredIsToldToTheCaller() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        client.timer.pass(Duration.ofSeconds(30));

        assertThat(TestClient.failure(update)).isInstanceOf(TimeoutException.class);
        assertThat(client.item().orElseThrow().name()).isEqualTo("User");
    }

    @Test
    @Scenario("C22")
    void aNewContactIsThereWhenTheServerSaysSo() {
        client.startWith("1");

        update(item -> item.withName("User").withGroups("A"));
        assertSet("User", "A");
        assertThat(client.stored().contacts()).isEmpty();
        client.done();
        assertThat(client.stored().contacts()).isEmpty();

        client.push("2", client.item("User", "none", "A"));
        assertThat(client.item()).isPresent();
    }

    @Test
    @Scenario("C23")
    void aContactThatIsRemovedIsThereUntilTheServerSaysOtherwise() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> removal = client.roster.remove(client.contact);

        assertThat(client.stanzas).hasSize(1);
        assertThat(client.sentItem())
                .isEqualTo(new RosterQuery.Item(client.contact.toString(), "", List.of(), "remove", false, false));
        client.done();
        assertThat(removal).isCompleted();
        assertThat(client.item()).isPresent();
        client.push("2", client.item("", "remove"));
        assertThat(client.item()).isEmpty();
    }

    @Test
    @Scenario("C24")
    void whoIsNotThereCannotBeRemoved() {
        client.startWith("1");

        CompletionStage<Void> removal = client.roster.remove(client.contact);
        client.refused("item-not-found");

        assertThat(TestClient.failure(removal))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.error().condition()).isEqualTo("item-not-found"));
        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.events).isEmpty();
    }

    @Test
    @Scenario("C27")
    void aGroupThatAnotherClientSetsMeanwhileIsNotLost() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        client.push("2", client.item("User", "both", "A", "B")); // what the other client has set before
        assertThat(client.item().orElseThrow().groups()).containsExactly("A", "B");
        client.push("3", client.item("Other name", "both", "A")); // what this one has set after it
        client.done();
        assertThat(update).as("B is missing").isNotDone();
        assertSet("Other name", "A", "B");
        client.done();

        assertThat(update).isCompleted();
    }

    @Test
    @Scenario("C27")
    void aPushThatComesAfterOursHasTheLastWord() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        client.push("2", client.item("Other name", "both", "A"));
        client.push("3", client.item("User", "both", "B"));
        client.done();

        assertThat(update).isCompleted();
        assertThat(client.item().orElseThrow().name()).isEqualTo("User");
        assertThat(client.item().orElseThrow().groups()).containsExactly("B");
    }

    @Test
    @Scenario("C27")
    void aPushOfSomethingElseChangesNothingAboutTheUpdate() {
        client.startWith("1", client.item("User", "to", "A"));

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        client.push("2", client.item("User", "both", "A"));
        client.push("3", client.item("Other name", "both", "A"));
        client.done();

        assertThat(update).isCompleted();
        assertThat(client.sentIqs()).filteredOn(iq -> iq.type() == Iq.Type.SET).hasSize(1);
    }

    @Test
    void twoClientsThatFightDoNotDoSoForEver() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> update = update(item -> item.withName("Other name"));
        for (int i = 0; i < 3; i++) {
            assertThat(update).isNotDone();
            client.push("other " + i, client.item("User", "both", "group " + i));
            client.done();
        }

        assertThat(update).isCompleted();
    }

    @Test
    void ofTwoUpdatesTheSecondHasWhatTheFirstHasChanged() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> first = update(item -> item.withName("Other name"));
        CompletionStage<Void> second = update(item -> item.withGroups("B"));
        assertThat(client.stanzas).as("one after the other").hasSize(1);
        client.done(); // this server pushes after it has answered
        assertThat(first).isCompleted();
        assertSet("Other name", "B");
        client.push("2", client.item("Other name", "both", "A"));
        client.push("3", client.item("Other name", "both", "B"));
        client.done();

        assertThat(second).isCompleted();
        assertThat(client.sentIqs()).filteredOn(iq -> iq.type() == Iq.Type.SET).hasSize(2);
        update(item -> item.withName(item.name() + "!"));
        assertSet("Other name!", "B");
    }

    @Test
    void anUpdateAfterARefusedOneDoesNotHaveWhatWasRefused() {
        client.startWith("1", client.item("User", "both", "A"));

        CompletionStage<Void> first = update(item -> item.withName("Other name"));
        update(item -> item.withGroups("B"));
        client.refused("not-acceptable");

        assertThat(first).isCompletedExceptionally();
        assertSet("User", "B");
    }

    @Test
    void whoIsAddedAfterARemovalIsNew() {
        client.startWith("1", client.item("User", "both", "A"));

        client.roster.remove(client.contact);
        update(item -> item.withName("Again"));
        client.done();

        assertSet("Again");
    }

    @Test
    void updatesOfDifferentContactsDoNotWaitForEachOther() {
        client.startWith("1");

        update(item -> item.withName("User"));
        client.roster.update(OTHER, item -> item.withName("Other"));

        assertThat(client.sentIqs()).hasSize(2);
    }

    @Test
    void anUpdateIsMadeToWhatTheServerHasEvenIfThatCouldNotBeKept() {
        client.startWith("1", client.item("User", "both", "A"));
        client.store.failAfter(0);
        client.push("2", client.item("User", "both", "A", "B"));
        client.store.work();

        update(item -> item.withName("Other name"));

        assertSet("Other name", "A", "B");
    }

    @Test
    void aWholeRosterSaysWhatTheServerHas() {
        client.startWith("1", client.item("User", "both", "A"));
        update(item -> item.withName("Other name"));
        client.done();
        client.roster.refresh();
        client.resultOf("5", client.item("User", "both", "C"));

        update(item -> item.withName("Another name"));

        assertSet("Another name", "C");
    }

    @Test
    void aSubscriptionIsNotSetByAnUpdate() {
        client.startWith("1", client.item("User", "none"));

        CompletionStage<Void> update = update(item -> item.withSubscription(Subscription.BOTH));

        assertThat(TestClient.failure(update))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subscribe, unsubscribe, approve and cancel");
        assertThat(TestClient.failure(update(item -> item.withAsk(true)))).isInstanceOf(IllegalArgumentException.class);
        assertThat(TestClient.failure(update(item -> item.withApproved(true))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TestClient.failure(update(item -> RosterItem.of(OTHER))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(client.stanzas).isEmpty();
        update(item -> item.withName("Other name"));
        assertSet("Other name");
    }

    @Test
    void aChangeThatFailsIsToldToTheCaller() {
        client.startWith("1");

        CompletionStage<Void> update = update(item -> {
            throw new UnsupportedOperationException("no idea");
        });

        assertThat(TestClient.failure(update)).hasMessage("no idea");
        assertThat(client.stanzas).isEmpty();
    }

    @Test
    void updatesEndWithTheStream() {
        client.startWith("1", client.item("User", "both", "A"));
        List<CompletionStage<Void>> updates = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String name = "name " + i;
            updates.add(update(item -> item.withName(name)));
        }

        client.roster.stop();

        assertThat(client.stanzas).hasSize(1);
        assertThat(updates).allMatch(update -> update.toCompletableFuture().isCompletedExceptionally());
        assertThat(TestClient.failure(updates.get(9_999))).isInstanceOf(CancellationException.class);
    }

    @Test
    void theRemovalOfAContactEndsItsExtrasWhenTheServerSaysSo() {
        client.startWith("1", client.item("User", "both"));
        client.store.commit(client.account, RosterEdit.extra(client.contact, "note", "x"));

        client.roster.remove(client.contact);
        client.done();
        assertThat(client.extras()).isNotEmpty();
        client.push("2", client.item("", "remove"));

        assertThat(client.extras()).isEmpty();
    }
}
