package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;

/** Two clients of one account, each with a stream of its own, over one store. */
class TwoClientsTest {

    private static final BareJid OTHER = BareJid.of("other@y.example");

    private final BareJid account = Stores.owner("o");
    private final TestClient first = new TestClient(account, settings -> settings);
    private final TestClient second = new TestClient(account, settings -> settings);

    @BeforeEach
    void start() {
        first.startWith("42");
        second.start();
        second.unchanged();
        first.forget();
        second.forget();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void whatOneHasStoredTheOtherDoesNotStoreAgain() {
        first.push("43", first.item("User", "both"));
        second.push("43", second.item("User", "both"));

        assertThat(second.told(RosterEvent.ItemChanged.class)).hasSize(1);
        second.push("44", TestClient.item(OTHER, "Other", "to"));
        first.push("44", TestClient.item(OTHER, "Other", "to"));

        assertThat(first.stored().ver()).contains("44");
        assertThat(first.stored().contacts()).containsOnlyKeys(first.contact, OTHER);
        assertThat(first.told(RosterEvent.ItemChanged.class)).hasSize(2);
        assertThat(second.told(RosterEvent.ItemChanged.class)).hasSize(2);
        assertThat(first.timer.size() + second.timer.size()).isZero();
    }

    @Test
    void aServerThatPutsOneVersionToSeveralPushesHasThemAllKept() {
        first.push("44", first.item("User", "both"));

        second.push("44", second.item("User", "both"));
        second.push("44", TestClient.item(OTHER, "Other", "to"));

        assertThat(second.stored().contacts()).containsOnlyKeys(second.contact, OTHER);
        assertThat(second.stored().ver()).contains("44");
    }

    @Test
    void theOneThatIsBehindDoesNotPutTheOldBack() {
        first.push("43", first.item("Old", "both"));
        first.push("44", first.item("New", "both"));
        first.push("45", TestClient.item(OTHER, "Other", "to"));

        second.push("43", second.item("Old", "both"));
        assertThat(second.item().orElseThrow().name()).isEqualTo("New");
        assertThat(second.stored().ver()).contains("45");
        second.push("44", second.item("New", "both"));
        second.push("45", TestClient.item(OTHER, "Other", "to"));
        second.push("46", second.item("Newest", "both"));

        assertThat(second.stored().ver()).contains("46");
        assertThat(second.item().orElseThrow().name()).isEqualTo("Newest");
        assertThat(second.timer.size()).as("it has come up by itself").isZero();
        first.push("46", first.item("Newest", "both"));
        assertThat(first.stored().ver()).contains("46");
    }

    @Test
    void theOneThatIsBehindAsksIfTheOtherDoesNotWaitForIt() {
        first.push("43", first.item("Old", "both"));
        first.push("44", first.item("New", "both"));
        second.push("43", second.item("Old", "both"));

        assertThat(second.asksWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(second.sentQuery()).isEqualTo(TestClient.query("44"));
        second.unchanged();
        second.push("44", second.item("New", "both")); // it was on the way
        second.push("45", TestClient.item(OTHER, "Other", "to"));

        assertThat(second.stored().ver()).contains("45");
        assertThat(second.item().orElseThrow().name()).isEqualTo("New");
    }

    @Test
    void aWholeRosterThatIsOldIsMadeGoodByTheOther() {
        first.push("43", first.item("User", "both"));
        first.push("44", TestClient.item(OTHER, "Other", "to"));
        second.roster.refresh();
        second.resultOf("43", second.item("User", "both")); // of a server that is several
        assertThat(second.stored().ver()).contains("43");

        first.push("45", first.item("New", "both"));

        assertThat(first.stored().ver()).as("44 is missing").contains("43");
        assertThat(first.asksWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(first.sentQuery()).isEqualTo(TestClient.query("43"));
        first.unchanged();
        first.push("44", TestClient.item(OTHER, "Other", "to"));
        first.push("45", first.item("New", "both"));
        assertThat(first.stored().ver()).contains("45");
        assertThat(first.stored().contacts()).containsOnlyKeys(first.contact, OTHER);
    }

    @Test
    void aRequestThatOneHasKeptTheOtherAnswers() {
        first.comes(Presence.Type.SUBSCRIBE);

        second.roster.approve(second.contact);

        assertThat(second.said()).containsExactly("subscribed c@y.example");
        second.push("43", second.item("", "from"));
        assertThat(first.state()).isEqualTo(SubscriptionState.FROM);
    }
}
