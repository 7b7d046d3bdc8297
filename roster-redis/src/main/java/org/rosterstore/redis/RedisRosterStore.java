package org.rosterstore.redis;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.FeedDispatcher;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;

/**
 * A store in Redis 7 or later, or Valkey: one server, a group that Sentinel watches, or a cluster. A commit of up to 1,000
 * changes is one script, in one round trip, whatever the size of the roster. Safe for use by many threads, and by several
 * processes on the same servers.
 *
 * <p>The stored form, format 1, of an owner, with the prefix {@code roster:}
 *
 * <pre>
 * roster:{juliet@capulet.example}       hash   ""                     head: revision, ver, pending requests
 *                                              "romeo@montague.net"   record: item, request, extras, changedIn
 *                                              …
 * roster:{juliet@capulet.example}:log   list   the last commits, the newest first: id, and the contacts that it touched
 * roster:format                         string "1"
 * roster:feed                           channel, told the key of the contacts at every commit
 * </pre>
 *
 * In the braces, which keep an owner's keys on one server of a cluster, {@code % { }} are written as {@code %25 %7B %7D}.
 * Heads and records are compact octets; {@code docs/redis.md} has them all, and a session in redis-cli. While a large commit
 * is gathered there is {@code roster:{…}:staged:…} as well. The hash and the list of an owner who was erased are a mark that
 * goes by itself after 25 hours. Nothing else is read or written.
 *
 * <p>How durable an acknowledged commit is depends on how the servers write and copy what they have; {@link #describe()}
 * says what they say of it, and {@link RedisBuilder#replicas} makes a commit wait for replicas.
 */
public final class RedisRosterStore implements RosterStore {

    private final Redis redis;
    private final Keyspace keyspace;
    private final Replicas replicas;
    private final KnownRevisions known = new KnownRevisions();
    private final FeedDispatcher feed;
    private final Duration latency;

    private volatile boolean closed;

    /** Once somebody listens. Guarded by this. */
    private @Nullable Listening listening;

    RedisRosterStore(Redis redis, Keyspace keyspace, Replicas replicas, Duration latency) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.replicas = replicas;
        this.latency = latency;
        this.feed = new FeedDispatcher(latency, this::revision);
    }

    /**
     * A store on one server.
     *
     * @param client what reaches it; not closed with the store
     * @return what opens the store
     */
    public static RedisBuilder over(RedisClient client) {
        return RedisBuilder.over(requireNonNull(client, "client"));
    }

    /**
     * A store on the master that Sentinel has appointed.
     *
     * @param client what reaches it; not closed with the store
     * @return what opens the store
     */
    public static RedisBuilder over(RedisSentinelClient client) {
        return RedisBuilder.over(requireNonNull(client, "client"));
    }

    /**
     * A store in a cluster.
     *
     * @param client what reaches it; not closed with the store
     * @return what opens the store
     */
    public static RedisBuilder over(RedisClusterClient client) {
        return RedisBuilder.over(requireNonNull(client, "client"));
    }

    @Override
    public Roster load(BareJid owner) {
        OwnerKeys keys = keys(owner);
        Roster roster = redis.call(deadline -> new RosterReader()
                .read(owner, redis.ask(keys.slot(), deadline, keys.whole()).get(0)));
        known.see(owner, roster.revision());
        return roster;
    }

    private OwnerKeys keys(BareJid owner) {
        return new OwnerKeys(keyspace, requireNonNull(owner, "owner"));
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        Map<BareJid, Roster> rosters = redis.call(deadline -> new ManyRosters(redis, keyspace, deadline).load(owners));
        return unmodifiableMap(rosters);
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        OwnerKeys keys = keys(owner);
        byte[] field = ContactRecord.field(requireNonNull(contact, "contact"));
        return redis.call(deadline -> StoredRoster.of(
                        owner,
                        List.of(contact),
                        Replies.list(redis.ask(keys.slot(), deadline, keys.some(field))
                                .get(0)),
                        List.of())
                .find(contact));
    }

    @Override
    public Revision revision(BareJid owner) {
        OwnerKeys keys = keys(owner);
        return redis.call(deadline -> StoredHead.read(
                        owner,
                        Replies.octets(
                                redis.ask(keys.slot(), deadline, keys.head()).get(0)))
                .revision());
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        requireNonNull(owner, "owner");
        requireNonNull(edit, "edit");
        requireNonNull(condition, "condition");
        CommitResult result = redis.call(deadline ->
                new CommitCall(redis, keyspace, owner, edit, condition, known.of(owner), replicas, deadline).run());
        known.see(owner, revision(result));
        return result;
    }

    private static Revision revision(CommitResult result) {
        return result instanceof Committed committed ? committed.revision() : ((Conflict) result).actual();
    }

    @Override
    public StoreDescription describe() {
        return redis.call(deadline -> new Description(redis, replicas, deadline).read());
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return Optional.of(this::since);
    }

    private Optional<Changes> since(BareJid owner, Revision revision) {
        OwnerKeys keys = keys(owner);
        byte[] since = new Octets().revision(revision).toBytes();
        return redis.call(deadline ->
                ChangesReading.of(owner, revision, redis.ask(keys.slot(), deadline, Script.SINCE, keys.both(), since)));
    }

    /** Nothing is watched, and no thread runs, before somebody listens. */
    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return Optional.of(new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                requireNonNull(listener, "listener");
                listen();
                return feed.subscribe(listener);
            }

            @Override
            public Duration latency() {
                return latency;
            }
        });
    }

    private synchronized void listen() {
        checkOpen();
        if (listening == null) {
            listening = Listening.begin(redis, keyspace, latency, feed);
        }
    }

    @Override
    public Optional<Catalog> catalog() {
        checkOpen();
        return Optional.of(
                (mark, size) -> redis.call(deadline -> new OwnerScan(redis, keyspace, deadline).page(mark, size)));
    }

    @Override
    public void close() {
        Listening ending;
        synchronized (this) {
            ending = listening;
            listening = null;
            closed = true;
        }
        if (ending != null) {
            ending.close();
        }
        feed.close();
        redis.close();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
