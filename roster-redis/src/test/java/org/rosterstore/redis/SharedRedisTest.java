package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.rosterstore.testing.ChildJvm;
import org.rosterstore.testing.Gap;

/** The server that the tests share, whichever it is. */
class SharedRedisTest {

    private static final String NOT_THERE = "/not-there/redis-server";

    @Test
    void isOneServerThatSaysWhatItIs() {
        SharedRedis redis = SharedRedis.orSkip();
        System.out.println("Redis: " + redis);
        assertThat(SharedRedis.orSkip()).isSameAs(redis);
        assertThat(redis.uri()).startsWith("redis");
        assertThat(redis.toString()).isNotEmpty();
    }

    @Test
    void theTestsOwnOutlivesItsDeath() throws IOException {
        RedisServer server = SharedRedis.orSkip().server().orElse(null);
        Gap.unless(server != null, "the death of a Redis that is not the tests' own");
        assertThat(Inline.ask(server.address(), "SET fixture:1 kept")).isEqualTo("+OK");
        server.kill();
        server.start();
        assertThat(Inline.ask(server.address(), "DEL fixture:1")).isEqualTo(":1");
    }

    @Test
    void isAGapWhereThereIsNone(@TempDir Path directory) throws IOException {
        Process process = ChildJvm.of(SharedRedisTest.class, List.of())
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = process.inputReader(UTF_8)) {
            List<String> lines = said.lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith("not covered: Redis, since none could be started")
                    .contains(NOT_THERE);
            assertThat(lines.get(1))
                    .isEqualTo("skipped: Assumption failed: there is no Redis; that is printed as a gap");
            assertThat(Files.readAllLines(directory.resolve("target/coverage-gaps.txt")))
                    .singleElement(as(STRING))
                    .isEqualTo(lines.get(0));
        }
    }

    /** A process whose property names a program that is not there. */
    public static void main(String[] args) {
        System.clearProperty(SharedRedis.URI_PROPERTY);
        System.setProperty("roster.test.redis.bin", NOT_THERE);
        try {
            SharedRedis.orSkip();
        } catch (TestAbortedException e) {
            System.out.println("skipped: " + e.getMessage());
        }
    }
}
