package org.rosterstore.portable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.StoreUri;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * Where a Redis is, and who is to log in there. It shows itself without secrets.
 *
 * @param uri the whole
 * @param host the only host
 * @param database its number
 * @param timeout for connecting, and for each answer
 * @param password the password, if there is one
 */
record RedisAddress(StoreUri uri, StoreUri.Host host, int database, Duration timeout, Optional<String> password) {

    private static final String PLAIN = "redis+sleek";
    private static final String ENCRYPTED = "rediss+sleek";
    private static final String TIMEOUT = "timeout";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern DATABASE = Pattern.compile("/[0-9]{1,9}");

    /**
     * Reads a URI; variables and files that it names for the password are read too.
     *
     * @throws StoreConfigurationException if it is none of a Redis
     */
    static RedisAddress parse(String text) {
        StoreUri uri = StoreUri.parse(text);
        StoreUri.Options options = uri.options(TIMEOUT);
        if (!List.of(PLAIN, ENCRYPTED).contains(uri.scheme())) {
            throw wrong(uri, "what SleekXMPP keeps in a Redis is read by %s and %s only".formatted(PLAIN, ENCRYPTED));
        }
        if (uri.hosts().size() != 1) {
            throw wrong(
                    uri,
                    "it names %d hosts; name the one that has the rosters"
                            .formatted(uri.hosts().size()));
        }
        Optional<String> password = uri.password();
        if (uri.user().isPresent() && password.isEmpty()) {
            throw wrong(uri, "it names a user and no password; add passwordEnv=NAME or passwordFile=PATH");
        }
        Duration timeout = options.duration(TIMEOUT).orElse(DEFAULT_TIMEOUT);
        if (timeout.toMillis() > Integer.MAX_VALUE) {
            throw wrong(uri, "option timeout is longer than 24 days");
        }
        return new RedisAddress(uri, uri.hosts().get(0), database(uri), timeout, password);
    }

    private static int database(StoreUri uri) {
        if (uri.path().isEmpty() || uri.path().equals("/")) {
            return 0;
        }
        if (!DATABASE.matcher(uri.path()).matches()) {
            throw wrong(uri, "what follows the host is not the number of a database; write for example /0");
        }
        return Integer.parseInt(uri.path().substring(1));
    }

    private static StoreConfigurationException wrong(StoreUri uri, String problem) {
        return new StoreConfigurationException("'%s': %s".formatted(uri, problem));
    }

    /** Connects, and sees that a Redis is there and lets one in. */
    void check() {
        try (Connection connection = new Connection(hostAndPort(), configuration())) {
            connection.ping();
        }
    }

    /** A client of what was checked: by itself it tries twice, and keeps the first failure to itself. */
    RedisClient client() {
        return RedisClient.builder()
                .hostAndPort(hostAndPort())
                .clientConfig(configuration())
                .build();
    }

    private HostAndPort hostAndPort() {
        return new HostAndPort(host.name(), host.port().orElse(Protocol.DEFAULT_PORT));
    }

    /** In the protocol that old servers speak too, and without a word about the client. */
    private DefaultJedisClientConfig configuration() {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .timeoutMillis((int) timeout.toMillis())
                .database(database)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        uri.user().ifPresent(builder::user);
        password.ifPresent(builder::password);
        if (isEncrypted()) {
            builder.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return builder.build();
    }

    boolean isEncrypted() {
        return uri.scheme().equals(ENCRYPTED);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
