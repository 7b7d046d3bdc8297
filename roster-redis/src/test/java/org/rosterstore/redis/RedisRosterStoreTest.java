package org.rosterstore.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** On the server that the tests share, which may be killed if it is their own. */
class RedisRosterStoreTest extends RedisKit {

    @BeforeAll
    static void findServer() {
        SharedRedis.orSkip();
    }

    @Override
    String uri() {
        return SharedRedis.orSkip().uri();
    }

    @Override
    public Optional<Killing> killing() {
        return SharedRedis.orSkip().server().map(server -> () -> {
            server.kill();
            try {
                server.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
