package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.ClusterKeyword;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The servers of a cluster. The client knows where they are; who shares a server is asked of one of them. */
final class ClusterServers implements Servers {

    /** Consecutive slots that one server has. */
    private record Range(int first, int last, String server) {}

    private final String name;
    private final RedisClusterClient client;
    private final Runnable closing;
    private volatile @Nullable List<Range> ranges;

    /** Guarded by this. */
    private @Nullable Aside<List<Range>> underWay;

    ClusterServers(String name, RedisClusterClient client, Runnable closing) {
        this.name = name;
        this.client = client;
        this.closing = closing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String at(int slot, Deadline deadline) {
        for (Range range : ranges(deadline)) {
            if (slot <= range.last) {
                return range.server;
            }
        }
        throw new JedisConnectionException("no server of the cluster has slot " + slot);
    }

    @Override
    public List<Integer> slots(Deadline deadline) {
        Map<String, Integer> first = new HashMap<>();
        ranges(deadline).forEach(range -> first.putIfAbsent(range.server, range.first));
        return first.values().stream().sorted().toList();
    }

    private List<Range> ranges(Deadline deadline) {
        List<Range> known = ranges;
        return known == null ? look(this::read, deadline) : known;
    }

    /** For all who want it at a time one looks, who asks a server after the other. */
    private List<Range> look(Supplier<List<Range>> looking, Deadline deadline) {
        Aside<List<Range>> look;
        synchronized (this) {
            if (underWay == null) {
                underWay = Aside.begin("roster looks for " + name, () -> found(looking));
            }
            look = underWay;
        }
        return look.await(deadline);
    }

    private List<Range> found(Supplier<List<Range>> looking) {
        try {
            List<Range> found = looking.get();
            ranges = found;
            return found;
        } finally {
            synchronized (this) {
                underWay = null;
            }
        }
    }

    /** From the first server that answers. */
    private List<Range> read() {
        JedisException failure = new JedisConnectionException("the client knows no server of the cluster");
        for (ConnectionPool pool : client.getClusterNodes().values()) {
            try (Connection connection = pool.getResource()) {
                Object reply =
                        connection.executeCommand(new CommandArguments(Command.CLUSTER).add(ClusterKeyword.SLOTS));
                return ranges((List<?>) reply);
            } catch (JedisException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static List<Range> ranges(List<?> reply) {
        List<Range> ranges = new ArrayList<>();
        for (Object entry : reply) {
            List<?> range = (List<?>) entry;
            List<?> server = (List<?>) range.get(2);
            String address = new String((byte[]) server.get(0), UTF_8) + ':' + server.get(1);
            ranges.add(new Range(number(range.get(0)), number(range.get(1)), address));
        }
        ranges.sort(Comparator.comparingInt(Range::first));
        return List.copyOf(ranges);
    }

    private static int number(Object reply) {
        return Math.toIntExact((Long) reply);
    }

    @Override
    public Connection take(int slot, Deadline deadline) {
        ConnectionPool pool = client.getClusterNodes().get(at(slot, deadline));
        // The client may know a server by another address than its own.
        return pool == null ? client.getConnectionFromSlot(slot) : Servers.borrow(pool, deadline);
    }

    @Override
    public Connection take(HostAndPort server, Deadline deadline) {
        ConnectionPool pool = client.getClusterNodes().get(server.toString());
        if (pool == null) {
            throw new JedisConnectionException("the client does not know " + server + " yet");
        }
        return Servers.borrow(pool, deadline);
    }

    @Override
    public void refresh(Deadline deadline) {
        look(
                () -> {
                    client.refreshClusterTopology();
                    return read();
                },
                deadline);
    }

    @Override
    public void close() {
        closing.run();
    }
}
