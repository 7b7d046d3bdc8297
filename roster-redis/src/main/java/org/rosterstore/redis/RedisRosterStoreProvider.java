package org.rosterstore.redis;

import java.util.Set;
import java.util.function.Supplier;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/**
 * Opens {@code redis://user:password@host:port/database}, {@code rediss://…} over TLS,
 * {@code redis-sentinel://host:port,host:port/database?master=name}, and {@code redis-cluster://host:port,host:port}.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code prefix}</td><td>{@link RedisBuilder#prefix}; {@code roster:}</td></tr>
 * <tr><td>{@code timeout}</td><td>{@link RedisBuilder#deadline}; 5s</td></tr>
 * <tr><td>{@code replicas}</td><td>{@link RedisBuilder#replicas}; 0</td></tr>
 * <tr><td>{@code connections}</td><td>how many there are to each server at most; one more listens; 10</td></tr>
 * <tr><td>{@code tls}</td><td>{@code true} or {@code false}; {@code rediss:} stands for true</td></tr>
 * <tr><td>{@code ca}</td><td>a file of PEM certificates to trust, in place of those that Java trusts</td></tr>
 * <tr><td>{@code master}</td><td>for {@code redis-sentinel:}, the name that Sentinel knows the master by</td></tr>
 * </table>
 */
public final class RedisRosterStoreProvider implements RosterStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public RedisRosterStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("redis", "rediss", "redis-sentinel", "redis-cluster");
    }

    @Override
    public RosterStore open(StoreUri uri) {
        StoreUri.Options options = uri.options("prefix", "timeout", "replicas", "connections", "tls", "ca", "master");
        Client client = new Client(uri, options);
        Supplier<Servers> servers = client::connect;
        RedisBuilder builder = new RedisBuilder(servers)
                .prefix(options.text("prefix").orElse(RedisBuilder.PREFIX))
                .deadline(options.duration("timeout").orElse(Deadline.USUAL));
        options.text("replicas").ifPresent(text -> builder.replicas(replicas(text)));
        return builder.open();
    }

    static StoreUri.Options options(StoreUri uri) {
        return uri.options("prefix", "timeout", "replicas", "connections", "tls", "ca", "master");
    }

    private static int replicas(String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new StoreConfigurationException(
                    "replicas is a number, as in replicas=1, and not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
