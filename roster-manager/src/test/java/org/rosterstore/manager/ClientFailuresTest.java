package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** A roster is never stored under a version while it lacks something that the server had at that version. */
class ClientFailuresTest {

    private static final BareJid OTHER = BareJid.of("other@y.example");
    private static final BareJid THIRD = BareJid.of("third@y.example");

    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    private void pushOther(String ver) {
        client.push(ver, TestClient.item(OTHER, "Other", "to"));
    }

    @Test
    @Scenario("C15")
    void aPushThatCouldNotBeKeptStopsTheVersion() {
        client.startWith("42");
        client.store.failAfter(0);
        client.push("43", client.item("User", "both"));
        client.store.work();

        pushOther("44");

        assertThat(client.stored().contacts()).containsOnlyKeys(OTHER);
        assertThat(client.stored().ver()).contains("42");
        assertThat(client.told(RosterEvent.Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.contact()).isEqualTo(client.contact));
        assertThat(client.sentIqs()).as("both are acknowledged").hasSize(2);
    }

    @Test
    void oneAnswerOfTheStoreThatIsLostIsNobodysConcern() {
        client.startWith("42");
        client.store.loseNextAnswer();

        client.push("43", client.item("User", "both"));

        assertThat(client.stored().ver()).contains("43");
        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.told(RosterEvent.Failed.class)).isEmpty();
        assertThat(client.told(RosterEvent.ItemChanged.class)).hasSize(1);
        assertThat(client.timer.size()).isZero();
        pushOther("44");
        assertThat(client.stored().ver()).contains("44");
    }

    @Test
    void whatCouldNotBeKeptIsAskedForFromWhereItStopped() {
        client.startWith("42");
        client.store.failAfter(0);
        client.push("43", client.item("User", "both"));
        client.store.work();
        pushOther("44");

        assertThat(client.asksWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
        client.unchanged();
        client.push("43", client.item("User", "both"));
        assertThat(client.stored().ver()).contains("43");
        pushOther("44");

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).contains("44");
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void aWholeRosterMakesGoodWhatWasMissed() {
        client.startWith("42");
        client.store.failAfter(0);
        client.push("43", client.item("User", "both"));
        client.store.work();
        client.asksWithin(Duration.ofSeconds(3));

        client.resultOf("44", client.item("User", "both"), TestClient.item(OTHER, "Other", "to"));

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact, OTHER);
        assertThat(client.stored().ver()).contains("44");
        client.push("45", TestClient.item(THIRD, "", "to"));
        assertThat(client.stored().ver()).contains("45");
        assertThat(client.timer.size()).isZero();
    }

    @Test
    void aNewStreamMakesGoodWhatWasMissed() {
        client.startWith("42");
        client.store.failAfter(0);
        client.push("43", client.item("User", "both"));
        client.store.work();
        client.roster.stop();
        assertThat(client.timer.size()).isZero();

        client.start();

        assertThat(client.sentQuery()).isEqualTo(TestClient.query("42"));
    }

    @Test
    void theServerIsNotAskedForWhatCannotBeKept() {
        client.startWith("42");
        client.store.failAfter(0);
        client.brittle.beUnreadable();
        client.push("43", client.item("User", "both"));
        client.forget();

        assertThat(client.asksWithin(Duration.ofHours(1))).isFalse();
        client.brittle.beReadable();
        client.store.work();

        assertThat(client.asksWithin(Duration.ofMinutes(5))).isTrue();
    }

    @Test
    void aServerWhoseRosterCanNeverBeKeptIsAskedTenTimesAndThenNoMore() {
        client.startWith("42");
        client.store.failAfter(0); // but it can be read
        client.push("43", client.item("User", "both"));
        client.forget();

        int questions = 0;
        while (client.asksWithin(Duration.ofMinutes(10))) {
            questions++;
            client.resultOf("43", client.item("User", "both"));
        }

        assertThat(questions).isEqualTo(10);
        assertThat(client.told(RosterEvent.Failed.class)).hasSize(10);
        client.store.work();
        CompletionStage<Void> refresh = client.roster.refresh();
        client.resultOf("43", client.item("User", "both"));
        assertThat(refresh).isCompleted();
        assertThat(client.stored().ver()).contains("43");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgainLaterAndLater() {
        client.startWith("42");
        client.store.failAfter(0);
        client.push("43", client.item("User", "both"));
        client.store.work();
        client.forget();

        client.timer.pass(Duration.ofHours(2));

        assertThat(client.sentIqs()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    @Scenario("C15")
    void whicheverWriteFailsNothingIsLost(int failing) {
        client.start();
        client.store.failAfter(failing);
        playAll();
        client.store.work();

        assertNothingIsClaimed();
        comesUpWith();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    @Scenario("C15")
    void whicheverAnswerIsLostNothingElseIs(int failing) {
        client.start();
        client.store.loseAnswersAfter(failing);
        playAll();
        client.store.work();

        assertNothingIsClaimed();
        comesUpWith();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    @Scenario("C15")
    void whicheverProgramEndsThereNothingIsLost(int failing) {
        client.start();
        client.store.failAfter(failing);
        playAll();
        client.store.work();

        client.roster.stop();
        try (TestClient another = new TestClient(client.account, settings -> settings)) {
            another.start();
            assertThat(another.sentQuery().ver())
                    .isEqualTo(client.stored().ver().or(() -> Optional.of("")));
        }
        assertNothingIsClaimed();
    }

    /** The server has: at 42 nobody, at 43 the contact, at 44 the other, at 45 the contact no more, at 46 the third. */
    private void playAll() {
        client.resultOf("42");
        client.push("43", client.item("User", "both"));
        pushOther("44");
        client.push("45", client.item("", "remove"));
        client.push("46", TestClient.item(THIRD, "Third", "both"));
    }

    /** What does not change again later would not be sent again. */
    private void assertNothingIsClaimed() {
        Roster stored = client.stored();
        int ver = stored.ver().map(Integer::parseInt).orElse(0);
        if (ver >= 44) {
            assertThat(stored.contacts()).containsKey(OTHER);
        }
        if (ver >= 45) {
            assertThat(stored.contacts()).doesNotContainKey(client.contact);
        }
        if (ver >= 46) {
            assertThat(stored.contacts()).containsKey(THIRD);
        }
    }

    /** The server says again whatever it has had since the version that it is asked from. */
    private void comesUpWith() {
        while (client.asksWithin(Duration.ofMinutes(5))) {
            int ver = client.sentQuery()
                    .ver()
                    .filter(it -> !it.isEmpty())
                    .map(Integer::parseInt)
                    .orElse(0);
            if (ver == 0) {
                client.resultOf("46", TestClient.item(OTHER, "Other", "to"), TestClient.item(THIRD, "Third", "both"));
                continue;
            }
            client.unchanged();
            if (ver < 44) {
                pushOther("44");
            }
            if (ver < 45) {
                client.push("45", client.item("", "remove"));
            }
            if (ver < 46) {
                client.push("46", TestClient.item(THIRD, "Third", "both"));
            }
        }
        assertThat(client.stored().contacts()).containsOnlyKeys(OTHER, THIRD);
        assertThat(client.stored().ver()).contains("46");
    }

    @Test
    void anAnswerThatIsLostIsAskedForOnceMore() {
        client.startWith("42");
        client.store.loseAnswersAfter(0);

        client.push("43", client.item("User", "both"));
        assertThat(client.item()).as("the commit was made").isPresent();
        assertThat(client.told(RosterEvent.Failed.class)).hasSize(1);

        client.store.work();
        pushOther("44");
        assertThat(client.stored().ver())
                .as("at 43 all was there, and at 44 it may not be")
                .contains("43");
        client.asksWithin(Duration.ofSeconds(5));
        assertThat(client.sentQuery()).isEqualTo(TestClient.query("43"));
        client.unchanged();
        pushOther("44");
        assertThat(client.stored().ver()).contains("44");
        assertThat(client.told(RosterEvent.ItemChanged.class))
                .extracting(RosterEvent.ItemChanged::contact)
                .containsExactly(client.contact, OTHER);
    }

    @Test
    void aStoreThatFailsUnexpectedlyIsAFailureAsWell() {
        client.startWith("42");
        client.brittle.before(edit -> {
            throw new IllegalStateException("closed");
        });

        client.push("43", client.item("User", "both"));
        client.brittle.before(edit -> {});

        assertThat(client.told(RosterEvent.Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).hasMessage("closed"));
        assertThat(client.sentIqs()).hasSize(1);
        pushOther("44");
        assertThat(client.stored().ver()).contains("42");
    }

    @Test
    void whatTheApplicationWritesIsNoOtherClient() {
        client.startWith("42");
        client.store.commit(client.account, RosterEdit.extra(client.contact, "note", "x"));
        client.brittle.before(edit -> {
            client.brittle.before(it -> {});
            client.store.commit(client.account, RosterEdit.extra(client.contact, "note", "y"));
        });

        client.push("43", client.item("User", "both"));

        assertThat(client.stored().ver()).contains("43");
        assertThat(client.item())
                .contains(RosterItem.of(client.contact).withName("User").withSubscription(Subscription.BOTH));
        assertThat(client.extras()).containsEntry("note", "y");
        assertThat(client.told(RosterEvent.Failed.class)).isEmpty();
    }
}
