package org.rosterstore.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.rosterstore.spi.StoreUri;
import org.rosterstore.testing.Gap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The server that most tests share: the one that the store URI in the property {@code roster.test.redis} leads to, else a
 * container of the image that {@code roster.test.redis.image} names, if there is a Docker engine, else a {@link RedisServer},
 * else none: then that is a printed gap. It ends with the process, unless it was there before.
 */
final class SharedRedis {

    static final String URI_PROPERTY = "roster.test.redis";
    static final String IMAGE_PROPERTY = "roster.test.redis.image";
    private static final int PORT = 6379;

    private static final class Shared {
        private static final Optional<SharedRedis> REDIS = find();
    }

    private final String uri;
    private final String words;
    private final Optional<RedisServer> server;

    private SharedRedis(String uri, String words, Optional<RedisServer> server) {
        this.uri = uri;
        this.words = words;
        this.server = server;
    }

    /** The server; none, which has been told, is a reason to skip the test that asks. */
    static SharedRedis orSkip() {
        Assumptions.assumeTrue(Shared.REDIS.isPresent(), "there is no Redis; that is printed as a gap");
        return Shared.REDIS.orElseThrow();
    }

    private static Optional<SharedRedis> find() {
        String given = System.getProperty(URI_PROPERTY, "");
        return given.isEmpty()
                ? container().or(SharedRedis::ours)
                : Optional.of(new SharedRedis(given, "the one at " + StoreUri.redact(given), Optional.empty()));
    }

    private static Optional<SharedRedis> container() {
        String image = System.getProperty(IMAGE_PROPERTY, "");
        if (image.isEmpty()) {
            return Optional.empty();
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            Gap.report("Redis in a container of %s, since no Docker engine answers".formatted(image));
            return Optional.empty();
        }
        return Optional.of(started(image));
    }

    @SuppressWarnings("resource") // it is removed when the process ends
    private static SharedRedis started(String image) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forLogMessage(".*eady to accept connections.*", 1)); // it may have no shell to ask in
        container.start();
        String uri = "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
        return new SharedRedis(uri, "a container of " + image, Optional.empty());
    }

    private static Optional<SharedRedis> ours() {
        try {
            RedisServer server = new RedisServer(RedisServer.DURABLE);
            return Optional.of(new SharedRedis(server.uri(""), server.toString(), Optional.of(server)));
        } catch (IOException | RuntimeException e) {
            Gap.report("Redis, since none could be started: " + e.toString().replace('\n', ' '));
            return Optional.empty();
        }
    }

    /** The URI of a store in it: as it was given, or scheme, host and port. */
    String uri() {
        return uri;
    }

    /** The same with options. */
    String uri(String options) {
        return uri + (uri.indexOf('?') < 0 ? '?' : '&') + options;
    }

    /** Where it listens, or the first of several does. */
    InetSocketAddress address() {
        StoreUri.Host host = StoreUri.parse(uri).hosts().get(0);
        return new InetSocketAddress(host.name(), host.port().orElse(PORT));
    }

    /** The server itself, if it is the tests' own: it can be killed. */
    Optional<RedisServer> server() {
        return server;
    }

    /** Which it is, for people. */
    @Override
    public String toString() {
        return words;
    }
}
