package org.rosterstore.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.rosterstore.BareJid;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.util.JedisByteHashMap;

/** What the bare driver does on the same server: a hash for each owner, and a script that puts a field and counts. */
final class RawRedis implements AutoCloseable {

    private static final byte[] SCRIPT =
            "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]); return redis.call('HINCRBY', KEYS[2], '', 1)"
                    .getBytes(UTF_8);

    private final RedisClient client;
    private final byte[] sha;

    /** With so many connections at most. */
    RawRedis(String uri, int connections) {
        URI server = URI.create(uri);
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        this.client = RedisClient.builder()
                .hostAndPort(server.getHost(), server.getPort())
                .poolConfig(pool)
                .build();
        this.sha = client.scriptLoad(SCRIPT, new byte[0]);
    }

    private static byte[] key(int owner) {
        return "raw:{%s}".formatted(People.owner(owner)).getBytes(UTF_8);
    }

    private static byte[] stored(int owner) {
        return "roster:{%s}".formatted(People.owner(owner)).getBytes(UTF_8);
    }

    private static byte[] revision(int owner) {
        return "raw:{%s}:revision".formatted(People.owner(owner)).getBytes(UTF_8);
    }

    /** The octets of an owner's hash in the store: the same, but for the head. */
    void copy(int owner) {
        client.del(key(owner));
        JedisByteHashMap some = new JedisByteHashMap();
        for (Map.Entry<byte[], byte[]> entry : client.hgetAll(stored(owner)).entrySet()) {
            if (entry.getKey().length > 0) {
                some.put(entry.getKey(), entry.getValue());
            }
            if (some.size() == 1_000) {
                client.hset(key(owner), some);
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            client.hset(key(owner), some);
        }
    }

    /** What a commit of one contact is without a store. */
    void put(int owner, BareJid contact, byte[] record) {
        client.evalsha(sha, 2, key(owner), revision(owner), contact.toString().getBytes(UTF_8), record);
    }

    /** What a load is without a store: of the same hash, since two of the same content may lie in memory otherwise. */
    int load(int owner) {
        return client.hgetAll(stored(owner)).size();
    }

    /** Many loads in one pipeline. */
    int loadAll(List<Integer> owners) {
        int contacts = 0;
        try (Pipeline pipeline = client.pipelined()) {
            List<Response<Map<byte[], byte[]>>> replies = owners.stream()
                    .map(owner -> pipeline.hgetAll(stored(owner)))
                    .toList();
            pipeline.sync();
            for (Response<Map<byte[], byte[]>> reply : replies) {
                contacts += reply.get().size();
            }
        }
        return contacts;
    }

    /** What an owner takes of the server's memory, in the hash of the bare driver. */
    long octets(int owner) {
        return octets("raw:{%s}".formatted(People.owner(owner)));
    }

    /** What all keys of an owner take that the store has. */
    long octetsStored(int owner) {
        String contacts = "roster:{%s}".formatted(People.owner(owner));
        return octets(contacts) + octets(contacts + ":log");
    }

    private long octets(String key) {
        return client.memoryUsage(key, 0);
    }

    void ping() {
        client.ping();
    }

    void clear() {
        client.flushDB();
    }

    String version() {
        return client.info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .findFirst()
                .orElse("?");
    }

    @Override
    public void close() {
        client.close();
    }
}
