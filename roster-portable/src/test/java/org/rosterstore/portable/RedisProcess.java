package org.rosterstore.portable;

import java.io.IOException;
import org.rosterstore.testing.EmbeddedRedis;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** A Redis of the tests' own, with a client to write to it. */
final class RedisProcess implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final EmbeddedRedis server;
    private final RedisClient client;

    /** Starts one with these arguments more. */
    RedisProcess(String... arguments) throws IOException {
        server = new EmbeddedRedis(arguments);
        client = RedisClient.builder()
                .hostAndPort("127.0.0.1", server.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis(PATIENCE_MILLIS)
                        .build())
                .build();
    }

    /** Says a line to it, in the protocol's form for people, for commands of administrators. */
    void say(String line) throws IOException {
        String answer = server.say(line).get(0);
        if (!answer.equals("+OK")) {
            throw new IllegalStateException(line + ": " + answer);
        }
    }

    int port() {
        return server.port();
    }

    /** To write with. */
    RedisClient client() {
        return client;
    }

    /** Where the reader finds it. */
    String uri() {
        return uri("");
    }

    /** The same, with user and password before the host, and an {@code @}. */
    String uri(String user) {
        return "redis+sleek://%s127.0.0.1:%d".formatted(user, port());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
