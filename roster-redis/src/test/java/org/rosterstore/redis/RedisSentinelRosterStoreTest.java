package org.rosterstore.redis;

import org.junit.jupiter.api.BeforeAll;

/** On the master that Sentinel has appointed: that of the store URI in the property {@code roster.test.redis.sentinel}. */
class RedisSentinelRosterStoreTest extends RedisKit {

    private static final Topology TOPOLOGY = new Topology("sentinel");

    @BeforeAll
    static void findServers() {
        TOPOLOGY.orSkip();
    }

    @Override
    String uri() {
        return TOPOLOGY.orSkip();
    }
}
