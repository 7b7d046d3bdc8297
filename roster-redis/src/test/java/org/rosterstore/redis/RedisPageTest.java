package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** The session in docs/redis.md: each command is answered by what stands there. */
class RedisPageTest {

    private static final String PROMPT = "127.0.0.1:6379> ";
    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final BareJid ROSALINE = BareJid.of("rosaline@capulet.example");
    private static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    private static final BareJid NURSE = BareJid.of("nurse@capulet.example");

    /** What the page is about. */
    private static void fill(RosterStore store) {
        commit(store, ROMEO, 1, RosterEdit.ver("ver12"));
        SubscriptionRequest request =
                new SubscriptionRequest(NURSE, "Angelica", "Here I am.", "", Instant.parse("2026-11-22T12:00:00Z"));
        commit(store, ROMEO, 2, RosterEdit.request(request));
        RosterItem juliet = RosterItem.of(JULIET)
                .withName("Juliet")
                .withGroups("Friends", "Verona")
                .withSubscription(Subscription.BOTH);
        commit(store, ROMEO, 3, RosterEdit.put(juliet).and(RosterEdit.ver("ver14")));
        commit(store, ROSALINE, 4, RosterEdit.put(RosterItem.of(ROMEO)));
        commit(store, ROSALINE, 5, RosterEdit.eraseAll());
    }

    private static void commit(RosterStore store, BareJid owner, int number, RosterEdit edit) {
        long id = ByteBuffer.wrap(("commit-" + number).getBytes(US_ASCII)).getLong(); // which people can read
        store.commit(owner, edit, Condition.none().withCommit(id));
    }

    @Test
    void theSessionIsTrue() throws IOException {
        Program cli = Program.orGap(
                "roster.test.redis-cli",
                "redis-cli",
                List.of("--version"),
                "the session in docs/redis.md, since there is no redis-cli");
        SharedRedis.orSkip();
        try (RedisServer server = new RedisServer()) {
            try (RosterStore store = RosterStores.open(server.uri(""))) {
                fill(store);
            }
            Program person =
                    cli.with("--no-raw", "-p", String.valueOf(server.address().getPort()));
            List<String> lines = Files.readAllLines(Path.of("..", "docs", "redis.md"));
            int checked = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(PROMPT)) {
                    List<String> expected = new ArrayList<>();
                    for (int j = i + 1;
                            !lines.get(j).startsWith(PROMPT) && !lines.get(j).equals("```");
                            j++) {
                        expected.add(lines.get(j));
                    }
                    String command = lines.get(i).substring(PROMPT.length());
                    assertThat(person.says(command + '\n').lines().toList())
                            .as(command)
                            .isEqualTo(expected);
                    checked++;
                }
            }
            assertThat(checked).isPositive();
        }
    }
}
