package org.rosterstore.redis;

import org.junit.jupiter.api.BeforeAll;

/** In a cluster: that of the store URI in the property {@code roster.test.redis.cluster}. */
class RedisClusterRosterStoreTest extends RedisKit {

    private static final Topology TOPOLOGY = new Topology("cluster");

    @BeforeAll
    static void findServers() {
        TOPOLOGY.orSkip();
    }

    @Override
    String uri() {
        return TOPOLOGY.orSkip();
    }
}
