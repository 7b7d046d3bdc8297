package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;

/** Whose answers a client believes. */
class ClientAnswersTest {

    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    private boolean answer(Optional<Jid> from, Optional<Jid> to, String id) {
        return client.receive(new Iq(
                Iq.Type.RESULT,
                from,
                to,
                id,
                Optional.of(TestClient.query("666", client.item("Somebody", "both"))),
                Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mallory@evil.example", "mallory@evil.example/x", "c@y.example", "example.com"})
    @Scenario("C19")
    void anAnswerBySomebodyWhoWasNotAskedIsNone(String from) {
        CompletionStage<Void> start = client.start();
        String id = client.sentIq().id();

        assertThat(answer(Optional.of(Jid.of(from)), Optional.of(client.self), id))
                .isFalse();
        assertThat(answer(Optional.of(new Jid(client.account, "another")), Optional.of(client.self), id))
                .isFalse();

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.events).isEmpty();
        assertThat(start).as("still open").isNotDone();
        client.resultOf("1", client.item("User", "both"));
        assertThat(start).isCompleted();
        assertThat(client.item().orElseThrow().name()).isEqualTo("User");
    }

    @Test
    @Scenario("C19")
    void anErrorBySomebodyWhoWasNotAskedEndsNothing() {
        CompletionStage<Void> start = client.start();

        boolean isTaken = client.receive(client.sentIq()
                .refused(new StanzaError(
                        "cancel", "item-not-found", ""))); // a request without "to" comes back from nobody
        assertThat(isTaken).isTrue();
        assertThat(start).isCompletedExceptionally();

        CompletionStage<Void> refresh = client.roster.refresh();
        client.receive(new Iq(
                Iq.Type.ERROR,
                Optional.of(Jid.of("mallory@evil.example")),
                Optional.of(client.self),
                client.sentIq().id(),
                Optional.empty(),
                Optional.of(new StanzaError("cancel", "item-not-found", ""))));
        assertThat(refresh).isNotDone();
    }

    @Test
    @Scenario("C19")
    void anAnswerToNoQuestionIsNone() {
        client.start();
        String id = client.sentIq().id();

        assertThat(answer(Optional.empty(), Optional.of(client.self), "another"))
                .isFalse();
        assertThat(answer(Optional.empty(), Optional.of(Jid.of("somebody@example.com/r")), id))
                .isFalse();
        client.resultOf("1");
        assertThat(answer(Optional.empty(), Optional.of(client.self), id))
                .as("a second one")
                .isFalse();

        assertThat(client.stored().contacts()).isEmpty();
        assertThat(client.stored().ver()).contains("1");
    }

    @Test
    void anAnswerByNobodyByTheAccountOrByTheClientItselfIsOne() {
        client.start();
        assertThat(answer(Optional.empty(), Optional.empty(), client.sentIq().id()))
                .isTrue();
        client.roster.refresh();
        assertThat(answer(
                        Optional.of(Jid.of(client.account)),
                        Optional.of(client.self),
                        client.sentIq().id()))
                .isTrue();
        client.roster.refresh();
        assertThat(answer(
                        Optional.of(client.self),
                        Optional.of(Jid.of(client.account)),
                        client.sentIq().id()))
                .isTrue();
    }

    @Test
    void noTwoQuestionsHaveOneId() {
        client.startWith("1");
        client.roster.refresh();
        String first = client.sentIq().id();
        client.roster.refresh();

        assertThat(client.sentIq().id()).isNotEqualTo(first);
        try (TestClient another = new TestClient(BareJid.of("another@example.com"), settings -> settings)) {
            another.start();
            another.roster.refresh();
            another.roster.refresh();
            assertThat(client.sentIqs())
                    .extracting(Iq::id)
                    .doesNotContainAnyElementsOf(
                            another.sentIqs().stream().map(Iq::id).toList());
        }
    }
}
