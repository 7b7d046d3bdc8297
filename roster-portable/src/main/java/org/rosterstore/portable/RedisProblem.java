package org.rosterstore.portable;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Says in one line what a Redis would not do, and whether it may do it later. Servers repeat in their errors what they
 * were sent, so nothing that holds the password is passed on.
 */
final class RedisProblem {

    private static final Pattern LATER = Pattern.compile("(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN) .*");
    private static final Pattern LOGIN = Pattern.compile("(WRONGPASS|NOAUTH|ERR invalid password|ERR .*AUTH).*");

    private final RedisAddress address;

    RedisProblem(RedisAddress address) {
        this.address = address;
    }

    static boolean isOfWrongType(JedisDataException e) {
        return String.valueOf(e.getMessage()).startsWith("WRONGTYPE");
    }

    /** What a failure of the client means. */
    RosterStoreException of(RuntimeException e) {
        Optional<JedisDataException> said = cause(e, JedisDataException.class);
        if (said.isPresent()) {
            return said(e, said.get());
        }
        if (cause(e, UnknownHostException.class).isPresent()) {
            return unavailable(e, "there is no host of this name");
        }
        if (cause(e, SSLException.class).isPresent()) {
            return unavailable(
                    e,
                    "no encrypted connection (%s); without TLS it is redis+sleek://"
                            .formatted(ofKind(e, SSLException.class)));
        }
        if (cause(e, SocketTimeoutException.class).isPresent()) {
            return unavailable(
                    e,
                    "no answer within %d ms%s"
                            .formatted(
                                    address.timeout().toMillis(),
                                    address.isEncrypted() ? "; without TLS it is redis+sleek://" : ""));
        }
        if (cause(e, ConnectException.class).isPresent()
                || cause(e, NoRouteToHostException.class).isPresent()) {
            return unavailable(e, "nothing answers there; is the server running?");
        }
        if (isNoRedis(e)) {
            return configuration(
                    e,
                    address.isEncrypted()
                            ? "what answers there is no Redis"
                            : "what answers there is no Redis, or one that wants TLS: rediss+sleek://");
        }
        return unavailable(e, "the connection is lost");
    }

    /** The server's own words. */
    private RosterStoreException said(RuntimeException e, JedisDataException said) {
        String words = String.valueOf(said.getMessage());
        if (LOGIN.matcher(words).matches()) {
            return configuration(
                    e,
                    address.password().isPresent()
                            ? "the server does not accept the password, or not of this user"
                            : "the server wants a password; add passwordEnv=NAME or passwordFile=PATH");
        }
        String shown = isSecret(words) ? "(with the password in its words)" : words;
        if (LATER.matcher(words).matches()) {
            return unavailable(e, "the server says " + shown);
        }
        return said instanceof JedisAccessControlException
                ? configuration(e, "the user may not read: " + shown)
                : configuration(e, "the server says " + shown);
    }

    private static boolean isNoRedis(RuntimeException e) {
        return cause(e, JedisConnectionException.class).isEmpty()
                || all(e).anyMatch(it -> String.valueOf(it.getMessage()).startsWith("Unknown reply"));
    }

    /** Itself and its causes, and those of attempts before the last: a host may have several addresses. */
    private static Stream<Throwable> all(Throwable e) {
        Stream<Throwable> causes = Stream.of(e.getSuppressed()).flatMap(RedisProblem::all);
        @Nullable Throwable cause = e.getCause();
        return Stream.concat(Stream.of(e), cause == null ? causes : Stream.concat(causes, all(cause)));
    }

    private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
        return all(e).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String ofKind(Throwable e, Class<? extends Throwable> type) {
        return cause(e, type).map(Throwable::getMessage).orElse("");
    }

    private boolean isSecret(String words) {
        return address.password().filter(words::contains).isPresent();
    }

    private RosterStoreException unavailable(RuntimeException e, String problem) {
        String message = message(problem);
        return mayBeShown(e) ? new StoreUnavailableException(message, e) : new StoreUnavailableException(message);
    }

    private RosterStoreException configuration(RuntimeException e, String problem) {
        String message = message(problem);
        return mayBeShown(e) ? new StoreConfigurationException(message, e) : new StoreConfigurationException(message);
    }

    private boolean mayBeShown(Throwable e) {
        return all(e).noneMatch(it -> isSecret(String.valueOf(it.getMessage())));
    }

    private String message(String problem) {
        return "'%s': %s".formatted(address, Printable.of(problem));
    }
}
