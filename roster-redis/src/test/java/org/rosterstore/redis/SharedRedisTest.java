package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The server that the tests share, whichever it is. */
class SharedRedisTest {

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
}
