package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rosterstore.testing.ChildJvm;

/** What the tests run on, tested itself. */
class RedisServerTest {

    @Test
    void isUnreachableWhileItIsDeadAndThenHasWhatItAcknowledged() throws IOException {
        try (RedisServer server = new RedisServer(RedisServer.DURABLE)) {
            for (int i = 0; i < 10; i++) {
                assertThat(Inline.ask(server.address(), "INCR commits")).isEqualTo(":" + (i + 1));
                server.kill();
                assertThatThrownBy(() -> Inline.ask(server.address(), "PING")).isInstanceOf(ConnectException.class);
                server.start();
            }
            assertThat(Inline.ask(server.address(), "INCR commits")).isEqualTo(":11");
        }
    }

    @Test
    void standsStillUntilItGoesOn() throws IOException {
        try (RedisServer server = new RedisServer()) {
            server.pause();
            assertThatThrownBy(() -> Inline.ask(server.address(), "PING")).isInstanceOf(SocketTimeoutException.class);
            server.resume();
            assertThat(Inline.ask(server.address(), "PING")).isEqualTo("+PONG");
            server.pause();
            server.kill();
        }
    }

    @Test
    void isConfigured() throws IOException {
        try (RedisServer server = new RedisServer("requirepass secret")) {
            assertThat(Inline.ask(server.address(), "PING")).startsWith("-NOAUTH");
            assertThat(Inline.ask(server.address(), "AUTH secret")).isEqualTo("+OK");
        }
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> new RedisServer("no-such-option 1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-option");
    }

    @Test
    void leavesNothingBehind() throws IOException {
        RedisServer server = new RedisServer();
        Path directory = server.directory();
        assertThat(directory).isDirectoryContaining("glob:**/redis.conf");
        server.close();
        assertThat(server.process().isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhereItsJvmIsKilled() throws IOException {
        Process jvm = ChildJvm.of(RedisServerTest.class, List.of())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = jvm.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            Path directory = Path.of(said.readLine());
            assertThat(server.isAlive()).isTrue();
            assertThat(directory).isDirectory();
            jvm.destroyForcibly();
            await().until(() -> !server.isAlive());
            await().untilAsserted(() -> assertThat(directory).doesNotExist());
        }
    }

    /** A process that starts a server and waits to be killed. */
    public static void main(String[] args) throws IOException {
        RedisServer server = new RedisServer();
        System.out.println(server.process().pid());
        System.out.println(server.directory());
        System.in.read(); // its end is the parent's
    }
}
