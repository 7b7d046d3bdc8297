/** Rosters in Redis and what speaks its protocol. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.redis {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires transitive redis.clients.jedis;
    requires org.apache.commons.pool2;

    exports org.rosterstore.redis;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.redis.RedisRosterStoreProvider;
}
