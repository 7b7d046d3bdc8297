package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.rosterstore.testing.Gap;

/** Where an image is named, and no server, the tests run on a container of it: then it may not be anything else. */
class RedisContainerTest {

    @Test
    void isWhatTheTestsRunOn() throws IOException {
        String image = System.getProperty(SharedRedis.IMAGE_PROPERTY, "");
        Gap.unless(
                !image.isEmpty(),
                "Redis in a container, since %s names no image".formatted(SharedRedis.IMAGE_PROPERTY));
        String given = System.getProperty(SharedRedis.URI_PROPERTY, "");
        Gap.unless(
                given.isEmpty(), "Redis in a container, since %s names a server".formatted(SharedRedis.URI_PROPERTY));
        SharedRedis redis = SharedRedis.orSkip();
        assertThat(redis).hasToString("a container of " + image);
        assertThat(Inline.ask(redis.address(), "PING")).isEqualTo("+PONG");
        System.out.println("Redis: " + redis);
    }
}
