package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;

/** Servers that say much, or nonsense, and strangers who say it in their name. */
class HostileServersTest {

    private static final int MANY = 100_000;

    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aHundredThousandContactsAreKeptAndOneOfThemIsPushed() {
        List<RosterQuery.Item> items = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            items.add(TestClient.item(BareJid.of("c" + i + "@y.example"), "Contact " + i, "both", "Friends"));
        }
        CompletionStage<Void> start = client.start();

        client.resultOf("1", items.toArray(new RosterQuery.Item[0]));
        assertThat(start).isCompleted();
        assertThat(client.told(RosterEvent.ItemChanged.class)).hasSize(MANY);
        client.forget();
        client.push("2", TestClient.item(BareJid.of("c5@y.example"), "Changed", "both", "Friends"));

        assertThat(client.store.writes()).isEqualTo(1);
        assertThat(client.store.reads()).as("a push reads nothing").isZero();
        assertThat(client.told(RosterEvent.ItemChanged.class)).hasSize(1);
        assertThat(client.stored().contacts()).hasSize(MANY);
        assertThat(client.stored().ver()).contains("2");
        assertThat(client.stored().contact(BareJid.of("c5@y.example")).item().map(RosterItem::name))
                .contains("Changed");
    }

    @Test
    void aRosterOfNonsenseLeavesWhatMakesSense() {
        List<RosterQuery.Item> items = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            items.add(new RosterQuery.Item("not a jid " + i, "", List.of(), "both", false, false));
        }
        items.add(client.item("User", "both"));
        client.start();

        client.resultOf("1", items.toArray(new RosterQuery.Item[0]));

        assertThat(client.stored().contacts()).containsOnlyKeys(client.contact);
        assertThat(client.told(RosterEvent.Unusable.class)).hasSize(1_000);
    }

    /** Random stanzas, genuine and forged: nothing throws, everything genuine that is asked is answered, nothing forged counts. */
    @Test
    void nonsenseNeitherBreaksNorConvincesAnybody() {
        Random random = new Random(1);
        client.startWith("1");
        List<String> names = List.of("c@y.example", "", "@", "d@y.example/x", "\ud800", "e@y.example", "f@y.example");
        List<String> subscriptions = List.of("", "none", "to", "from", "both", "remove", "friend", "BOTH");
        for (int i = 0; i < 2_000; i++) {
            List<RosterQuery.Item> items = new ArrayList<>();
            int size = random.nextInt(3) == 0 ? random.nextInt(4) : 1;
            for (int j = 0; j < size; j++) {
                items.add(new RosterQuery.Item(
                        pick(random, names),
                        pick(random, List.of("", "n", "\u0001", "n".repeat(2_000), "\ud800")),
                        pick(random, List.of(List.of(), List.of("g"), List.of("", "g", "g"), List.of("\u0000"))),
                        pick(random, subscriptions),
                        random.nextBoolean(),
                        random.nextBoolean()));
            }
            boolean isGenuine = random.nextBoolean();
            Optional<Jid> from = isGenuine
                    ? pick(random, List.of(Optional.empty(), Optional.of(Jid.of(client.account))))
                    : Optional.of(Jid.of("mallory@evil.example"));
            Optional<String> ver = pick(
                    random, List.of(Optional.empty(), Optional.of(""), Optional.of("v" + i), Optional.of("\u0001")));
            var before = client.stored();
            client.forget();

            client.receive(client.pushFrom(from, "push " + i, new RosterQuery(ver, items)));

            if (isGenuine) {
                assertThat(client.sentIq().id()).isEqualTo("push " + i);
            } else {
                assertThat(client.stanzas).isEmpty();
                assertThat(client.events).isEmpty();
                assertThat(client.stored()).isEqualTo(before);
            }
            assertThat(client.stored().items())
                    .allSatisfy(item -> assertThat(item.contact().toString()).endsWith("@y.example"));
        }
    }

    private static <T> T pick(Random random, List<? extends T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void forgedPushesCostNothing() {
        client.startWith("1");
        RosterQuery query = TestClient.query("666", client.item("Friend", "both"));

        for (int i = 0; i < 10_000; i++) {
            client.receive(client.pushFrom(Optional.of(Jid.of("mallory@evil.example")), "evil " + i, query));
        }

        assertThat(client.store.reads() + client.store.writes()).isZero();
        assertThat(client.timer.size()).isZero();
        assertThat(client.events).isEmpty();
        assertThat(client.stanzas).isEmpty();
    }

    @Test
    void aServerThatPushesNonsenseOnAndOnIsNotAskedOnAndOn() {
        client.startWith("1");
        for (int i = 0; i < 1_000; i++) {
            client.push("2", new RosterQuery.Item[0]);
        }
        client.forget();

        client.timer.pass(Duration.ofHours(10));

        assertThat(client.sentIqs()).hasSize(CatchUp.QUESTIONS);
    }
}
