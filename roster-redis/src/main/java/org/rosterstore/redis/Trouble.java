package org.rosterstore.redis;

import java.security.cert.CertificateException;
import java.util.NoSuchElementException;
import java.util.Set;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * What a failure means: whether another try may fare better before the deadline, whether the servers are to be looked for
 * anew first, and what the caller is told in the end.
 */
record Trouble(boolean passes, boolean moves, RosterStoreException failure) {

    /** Replies by which a server says that it will not do now what it, or another one, will do soon. */
    private static final Set<String> PASSING =
            Set.of("LOADING", "BUSY", "TRYAGAIN", "NOREPLICAS", "MASTERDOWN", "UNBLOCKED");

    private static final Set<String> MOVING = Set.of("READONLY", "MOVED", "CLUSTERDOWN");

    /** What a failure means that came from some servers. */
    static Trouble of(String servers, RuntimeException e) {
        if (e instanceof JedisAccessControlException) {
            return lasting(
                    new StoreConfigurationException("%s refuses the user: %s".formatted(servers, e.getMessage()), e));
        }
        if (e instanceof JedisRedirectionException) {
            return new Trouble(true, true, unavailable(servers, e, "the cluster is being changed"));
        }
        if (e instanceof JedisDataException) {
            return ofReply(servers, e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return lasting(new StoreConfigurationException(
                        "%s shows a certificate that is not trusted: %s".formatted(servers, cause.getMessage()), e));
            }
            if (cause instanceof JedisDataException reply) {
                return of(servers, reply);
            }
        }
        for (Throwable node : e.getSuppressed()) { // what a cluster's nodes have answered, one by one
            if (node instanceof RuntimeException reason && !of(servers, reason).passes) {
                return of(servers, reason);
            }
        }
        String said = String.valueOf(e.getMessage());
        if (said.startsWith("Unknown reply")
                || said.contains("Unrecognized SSL message")
                || said.contains("unrecognized SSL message")) {
            return lasting(new StoreConfigurationException(
                    "%s does not speak Redis' protocol, or not with TLS as asked: %s".formatted(servers, said), e));
        }
        if (e instanceof NoSuchElementException) {
            return new Trouble(false, false, unavailable(servers, e, "all connections are in use"));
        }
        boolean isKnown = e instanceof JedisConnectionException
                || e instanceof JedisClusterOperationException
                || e instanceof IllegalStateException; // a pool that has just been closed since the master has changed
        return new Trouble(isKnown, true, unavailable(servers, e, said(e)));
    }

    private static Trouble ofReply(String servers, RuntimeException e) {
        String said = String.valueOf(e.getMessage());
        String code = said.split(" ", 2)[0];
        if (PASSING.contains(code) || MOVING.contains(code)) {
            return new Trouble(true, MOVING.contains(code), unavailable(servers, e, said));
        }
        return lasting(
                switch (code) {
                    case "ROSTERHEAD", "WRONGTYPE" -> new StoredDataException("%s: %s".formatted(servers, said), e);
                    case "NOAUTH", "WRONGPASS", "NOPERM" ->
                        new StoreConfigurationException("%s refuses the user: %s".formatted(servers, said), e);
                    case "OOM", "MISCONF" -> unavailable(servers, e, said);
                    default -> otherwise(servers, said, e);
                });
    }

    private static RosterStoreException otherwise(String servers, String said, RuntimeException e) {
        if (said.startsWith("ERR unknown command") || said.endsWith("does not support HELLO")) {
            return new StoreConfigurationException("%s is no Redis 7.0 or later: %s".formatted(servers, said), e);
        }
        return said.matches("ERR (invalid|DB index).*")
                ? new StoreConfigurationException("%s: %s".formatted(servers, said), e)
                : unavailable(servers, e, said);
    }

    private static Trouble lasting(RosterStoreException failure) {
        return new Trouble(false, false, failure);
    }

    private static StoreUnavailableException unavailable(String servers, RuntimeException e, String why) {
        return new StoreUnavailableException("%s: %s".formatted(servers, why), e);
    }

    /** The innermost reason says most. */
    private static String said(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null || cause.getSuppressed().length > 0) {
            cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
        }
        return cause == e ? String.valueOf(e.getMessage()) : "%s (%s)".formatted(e.getMessage(), cause.getMessage());
    }
}
