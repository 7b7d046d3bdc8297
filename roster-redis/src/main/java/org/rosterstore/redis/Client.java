package org.rosterstore.redis;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.StoreUri;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** From a store URI to a client of Jedis. */
final class Client {

    private static final int PORT = 6_379;
    private static final int SENTINEL_PORT = 26_379;
    private static final int CONNECTIONS = 10;
    private static final int DATABASES = 10_000;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final StoreUri uri;
    private final StoreUri.Options options;
    private final int database;
    private final boolean isSentinel;
    private final boolean isCluster;

    Client(StoreUri uri, StoreUri.Options options) {
        this.uri = uri;
        this.options = options;
        this.isSentinel = uri.scheme().equals("redis-sentinel");
        this.isCluster = uri.scheme().equals("redis-cluster");
        this.database = database(uri.path().replaceFirst("^/", ""));
        if (uri.hosts().isEmpty() || (uri.hosts().size() > 1 && !isSentinel && !isCluster)) {
            throw wrong(
                    "names one server, as in redis://db.example, or several after redis-sentinel: or redis-cluster:");
        }
        if (options.text("master").isPresent() != isSentinel) {
            throw wrong(
                    "the option master, and only redis-sentinel: with it, names who is looked for, as in redis-sentinel://h1,h2?master=mymaster");
        }
    }

    private int database(String path) {
        if (path.isEmpty()) {
            return 0;
        }
        if (isCluster || !path.matches("[0-9]{1,4}")) {
            throw wrong(
                    "behind the host stands the number of a database, as in redis://db.example/1; a cluster has none");
        }
        return Math.min(DATABASES, Integer.parseInt(path));
    }

    private StoreConfigurationException wrong(String what) {
        return new StoreConfigurationException("store URI '%s': %s".formatted(uri, what));
    }

    /** Looks for the servers, if there are several, until the deadline. */
    Servers connect() {
        try {
            if (!isSentinel && !isCluster) {
                return single();
            }
            Aside<Servers> connecting =
                    Aside.begin("roster looks for " + name(), () -> isSentinel ? sentinel() : cluster());
            try {
                return connecting.await(Deadline.in(options.duration("timeout").orElse(Deadline.USUAL)));
            } catch (JedisConnectionException e) {
                connecting.otherwise(Servers::close);
                throw e;
            }
        } catch (RosterStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Trouble.of(name(), e).failure();
        }
    }

    private String name() {
        String over = Tls.of(uri, options).isPresent() ? ", over TLS" : "";
        if (isSentinel) {
            String master = options.text("master").orElseThrow();
            return "Redis master %s of %s%s".formatted(master, addresses(SENTINEL_PORT), over);
        }
        return isCluster
                ? "Redis cluster of %s%s".formatted(addresses(PORT), over)
                : "Redis at %s%s".formatted(addresses(PORT).iterator().next(), over);
    }

    private Servers single() {
        HostAndPort server = addresses(PORT).iterator().next();
        RedisClient client = RedisClient.builder()
                .hostAndPort(server)
                .clientConfig(config(false))
                .poolConfig(pool())
                .build();
        return new SingleServer(name(), () -> (ConnectionPool) client.getPool(), client::close);
    }

    private Servers sentinel() {
        Set<HostAndPort> sentinels = addresses(SENTINEL_PORT);
        String master = options.text("master").orElseThrow();
        RedisSentinelClient client = RedisSentinelClient.builder()
                .sentinels(sentinels)
                .masterName(master)
                .clientConfig(config(false))
                .sentinelClientConfig(config(true))
                .poolConfig(pool())
                .build();
        return new SingleServer(name(), () -> RedisBuilder.master(client), client::close);
    }

    private Servers cluster() {
        Set<HostAndPort> nodes = addresses(PORT);
        RedisClusterClient client = RedisClusterClient.builder()
                .nodes(nodes)
                .clientConfig(config(false))
                .poolConfig(pool())
                .build();
        return new ClusterServers(name(), client, client::close);
    }

    private Set<HostAndPort> addresses(int usualPort) {
        return uri.hosts().stream()
                .map(host -> new HostAndPort(host.name(), host.port().orElse(usualPort)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private JedisClientConfig config(boolean forSentinel) {
        Duration time = options.duration("timeout").orElse(Deadline.USUAL).dividedBy(4);
        int millis =
                Math.toIntExact(Math.max(1, (time.compareTo(LONGEST_CONNECT) > 0 ? LONGEST_CONNECT : time).toMillis()));
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientName("roster-redis");
        Tls.of(uri, options).ifPresent(tls -> config.sslOptions(tls.options()));
        if (!forSentinel) {
            config.database(database);
            uri.user().ifPresent(config::user);
            uri.password().ifPresent(config::password);
        }
        return config.build();
    }

    private ConnectionPoolConfig pool() {
        int most = options.count("connections", 1, 1_000).orElse(CONNECTIONS) + 1; // one listens
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(most);
        pool.setMaxIdle(most);
        pool.setMaxWait(options.duration("timeout").orElse(Deadline.USUAL));
        pool.setJmxEnabled(false);
        return pool;
    }
}
