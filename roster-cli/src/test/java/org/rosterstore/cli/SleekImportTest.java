package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.testing.EmbeddedRedis;

/** {@code roster import redis+sleek://…}. */
class SleekImportTest {

    private static final String PASSWORD = "xyzzy4plgh";

    private static EmbeddedRedis redis;

    @RegisterExtension
    private final Verona verona = new Verona();

    @BeforeAll
    static void start() throws IOException {
        redis = new EmbeddedRedis();
        String item = "roster:" + ROMEO + ":" + JULIET;
        redis.say(
                "SADD roster:owners " + ROMEO,
                "SADD roster:" + ROMEO + ":entries " + JULIET + " " + NURSE,
                "HSET " + item + " name Juliet from True to True whitelisted False pending_in False pending_out False",
                "SADD roster:groups:" + ROMEO + ":" + JULIET + " Capulets");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--format sleekxmpp", "--owner romeo@montague.example"})
    void theUriSaysWhatItIs(String options) {
        String words = "import " + options + " " + uri("");

        assertThat(verona.run(words.trim().split(" +"))).as(verona.err()).isZero();

        assertThat(verona.store().load(ROMEO).items())
                .containsExactly(RosterItem.of(JULIET)
                        .withName("Juliet")
                        .withSubscription(Subscription.BOTH)
                        .withGroups("Capulets"));
        assertThat(verona.err())
                .contains(
                        ROMEO + ": " + NURSE + ": refused: no item, only an entry",
                        "1 owners (1 added, 0 changed, 0 unchanged), 1 contacts");
    }

    @Test
    void whatWasRefusedIsForProgramsToo() {
        assertThat(verona.run("import", "--strict", "--json", uri(""))).isEqualTo(ExitCode.NO);
        assertThat(verona.err()).isEmpty();
        assertThat(verona.out())
                .contains("\"refused\":1", "\"owner\":\"" + ROMEO + "\",\"contact\":\"" + NURSE + "\"")
                .hasLineCount(1);
    }

    @Test
    void aRedisWithoutRostersIsData() {
        assertThat(verona.run("import", uri("") + "/7")).isEqualTo(ExitCode.DATA);
        assertThat(verona.err()).contains("SleekRedis has written nothing").hasLineCount(2);
        assertThat(verona.store().catalog().orElseThrow().owners()).isEmpty();
    }

    @Test
    void whatDoesNotLetOneReadIsSaidInOneLine() throws IOException {
        assertThat(verona.run("import", "redis+sleek://127.0.0.1:" + EmbeddedRedis.freePort()))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(verona.err()).contains("nothing answers there").hasLineCount(1);

        assertThat(verona.run("import", uri("bot:" + PASSWORD + "@"))).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err())
                .contains("the password in FILE is seen by everybody", "the server does not accept the password")
                .doesNotContain(PASSWORD, "ROSTER_STORE")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://bot:xyzzy4plgh@h",
                "--format xep0227 redis+sleek://bot:xyzzy4plgh@h",
                "--format smack --owner a@b redis+sleek://:xyzzy4plgh@h",
                "export.xml redis+sleek://bot:xyzzy4plgh@h",
                "redis+sleek://bot:xyzzy4plgh@h redis+sleek://bot:xyzzy4plgh@h",
                "redis+sleek://bot:xyzzy4plgh@",
                "redis+sleek:bot:xyzzy4plgh@h",
                "--format sleekxmpp export.xml",
            })
    void whatIsNoUriOfARedisIsWrongUsage(String words) {
        assertThat(verona.run(("import " + words).split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err().lines().filter(line -> line.startsWith("roster: ")))
                .as(verona.err())
                .isNotEmpty();
        assertThat(verona.err()).doesNotContain(PASSWORD);
        assertThat(verona.err().lines().count()).isLessThanOrEqualTo(3);
    }

    /** The URI of what is in it, with user and password before the host, and an {@code @}. */
    private static String uri(String user) {
        return "redis+sleek://%s127.0.0.1:%d".formatted(user, redis.port());
    }
}
