package org.rosterstore.redis;

import java.time.Duration;
import org.rosterstore.spi.StoreUri;
import redis.clients.jedis.CommandArguments;

/** The servers of a store URI, to be asked anything, past every store. */
final class RawRedis implements AutoCloseable {

    private final Redis redis;

    RawRedis(String uri) {
        StoreUri parsed = StoreUri.parse(uri);
        this.redis = new Redis(
                new Client(parsed, RedisRosterStoreProvider.options(parsed)).connect(), Duration.ofSeconds(10), 1);
    }

    /** What the server that has a slot answers. */
    Object ask(int slot, CommandArguments command) {
        return redis.call(deadline -> redis.ask(slot, deadline, command).get(0));
    }

    @Override
    public void close() {
        redis.close();
    }
}
