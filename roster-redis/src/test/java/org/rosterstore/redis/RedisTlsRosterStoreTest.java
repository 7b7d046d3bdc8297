package org.rosterstore.redis;

import org.junit.jupiter.api.BeforeAll;

/** Over TLS, as a user whose keys begin with the prefix: that of the store URI in the property {@code roster.test.redis.tls}. */
class RedisTlsRosterStoreTest extends RedisKit {

    private static final Topology TOPOLOGY = new Topology("tls");

    @BeforeAll
    static void findServers() {
        TOPOLOGY.orSkip();
    }

    @Override
    String uri() {
        return TOPOLOGY.orSkip();
    }
}
