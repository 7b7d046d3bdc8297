package org.rosterstore.redis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Supplier;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;

/** Opens a store in Redis. Not safe for use by several threads. */
public final class RedisBuilder {

    /** Where nothing else is said, all names of keys begin so. */
    static final String PREFIX = "roster:";

    /** A commit is signalled within this time, or the feed says that it was interrupted. */
    private static final Duration LATENCY = Duration.ofSeconds(3);

    private static final int MOST_REPLICAS = 100;

    /** Commits that are under way to one server at a time; each may be many callers'. */
    private static final int WAYS = 2;

    private final Supplier<Servers> servers;
    private Duration deadline = Deadline.USUAL;
    private Keyspace keyspace = new Keyspace(PREFIX);
    private Replicas replicas = new Replicas(0);
    private int ways = WAYS;

    RedisBuilder(Supplier<Servers> servers) {
        this.servers = servers;
    }

    static RedisBuilder over(RedisClient client) {
        return new RedisBuilder(
                () -> new SingleServer("the Redis server", () -> (ConnectionPool) client.getPool(), () -> {}));
    }

    static RedisBuilder over(RedisSentinelClient client) {
        return new RedisBuilder(() -> new SingleServer("the Redis master", () -> master(client), () -> {}));
    }

    static RedisBuilder over(RedisClusterClient client) {
        return new RedisBuilder(() -> new ClusterServers("the Redis cluster", client, () -> {}));
    }

    /** The one that Sentinel has appointed last. */
    static ConnectionPool master(RedisSentinelClient client) {
        return (ConnectionPool)
                client.getPrimaryNodesConnectionMap().values().iterator().next();
    }

    /**
     * How long a call may take. Within it what fails is tried again, through a fail-over too.
     *
     * @param time from 1 ms to a day; 5 seconds unless this is called
     * @return this
     * @throws StoreConfigurationException if it is shorter or longer
     */
    public RedisBuilder deadline(Duration time) {
        requireNonNull(time, "time");
        this.deadline = Deadline.checked(time);
        return this;
    }

    /**
     * What the names of all keys, and of the channel, begin with. Stores of different prefixes know nothing of each other.
     *
     * @param text not empty, and without <code>{</code>; {@code roster:} unless this is called
     * @return this
     * @throws StoreConfigurationException if it is another
     */
    public RedisBuilder prefix(String text) {
        this.keyspace = new Keyspace(requireNonNull(text, "text"));
        return this;
    }

    /**
     * How many replicas must have confirmed a commit before it is acknowledged ({@code WAIT}). The master has it all the
     * same, so that a commit that they do not confirm in time has an unknown outcome. With fewer, or none, a fail-over may
     * lose the last commits that were acknowledged, since Redis copies them afterwards; with them it may only if the
     * replica that is promoted is none of those that confirmed.
     *
     * @param count from 0 to 100; 0 unless this is called
     * @return this
     * @throws StoreConfigurationException if it is another
     */
    public RedisBuilder replicas(int count) {
        if (count < 0 || count > MOST_REPLICAS) {
            throw new StoreConfigurationException(
                    "from 0 to %d replicas can be waited for, not %d".formatted(MOST_REPLICAS, count));
        }
        this.replicas = new Replicas(count);
        return this;
    }

    RedisBuilder ways(int number) {
        this.ways = number;
        return this;
    }

    /**
     * Opens the store. It looks whether the servers are Redis 7 or later, and whether the user may do all that commits do.
     *
     * @return a handle
     * @throws StoreConfigurationException if they are not, or if they refuse the user, or show a certificate that is not
     *     trusted
     * @throws org.rosterstore.StoredDataException if what is stored was written by a newer version
     * @throws org.rosterstore.StoreUnavailableException if they do not answer
     */
    public RedisRosterStore open() {
        Servers reached;
        try {
            reached = servers.get();
        } catch (RosterStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Trouble.of("Redis", e).failure();
        }
        Redis redis = new Redis(reached, deadline, ways);
        try {
            redis.call(left -> {
                new Opening(redis, keyspace, replicas, left).check();
                return true;
            });
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
        return new RedisRosterStore(redis, keyspace, replicas, LATENCY);
    }
}
