package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A cluster of the tests' own: masters without replicas, which share the slots evenly. */
final class RedisNodes implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RawRedis> admins = new ArrayList<>();

    RedisNodes(int count) throws IOException {
        try {
            for (int i = 0; i < count; i++) {
                servers.add(new RedisServer("cluster-enabled yes", "cluster-node-timeout 60000"));
                admins.add(new RawRedis(servers.get(i).uri("")));
            }
            join();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void join() {
        int count = servers.size();
        for (int i = 0; i < count; i++) {
            ask(i, "CLUSTER", "ADDSLOTSRANGE", "" + SLOTS * i / count, "" + (SLOTS * (i + 1) / count - 1));
            ask(0, "CLUSTER", "MEET", "127.0.0.1", port(i));
        }
        for (int i = 0; i < count; i++) {
            int node = i;
            await().atMost(PATIENCE)
                    .until(() -> text(ask(node, "CLUSTER", "INFO")).contains("cluster_state:ok")
                            && ((List<?>) ask(node, "CLUSTER", "SLOTS")).size() == count);
        }
    }

    List<RedisServer> servers() {
        return servers;
    }

    private String port(int node) {
        return String.valueOf(servers.get(node).address().getPort());
    }

    /** The URI of a store in it, with options. */
    String uri(String options) {
        return servers.stream()
                .map(server -> "127.0.0.1:" + server.address().getPort())
                .collect(Collectors.joining(",", "redis-cluster://", options));
    }

    Object ask(int node, String command, String... arguments) {
        CommandArguments all = new CommandArguments(Command.valueOf(command));
        Arrays.stream(arguments).forEach(all::add);
        return admins.get(node).ask(0, all);
    }

    static String text(Object reply) {
        return new String((byte[]) reply, UTF_8);
    }

    /** Which node has a slot now. */
    int holder(int slot) {
        for (Object entry : (List<?>) ask(0, "CLUSTER", "SLOTS")) {
            List<?> range = (List<?>) entry;
            if ((Long) range.get(0) <= slot && slot <= (Long) range.get(1)) {
                Long port = (Long) ((List<?>) range.get(2)).get(1);
                for (int i = 0; i < servers.size(); i++) {
                    if (servers.get(i).address().getPort() == port) {
                        return i;
                    }
                }
            }
        }
        throw new IllegalStateException("nobody has slot " + slot);
    }

    /** Begins to move a slot: from now on its keys may be with either node. */
    void beginMove(int slot, int from, int to) {
        ask(to, "CLUSTER", "SETSLOT", "" + slot, "IMPORTING", text(ask(from, "CLUSTER", "MYID")));
        ask(from, "CLUSTER", "SETSLOT", "" + slot, "MIGRATING", text(ask(to, "CLUSTER", "MYID")));
    }

    /** Moves one key; that it is not there any more is no trouble. */
    void move(String key, int from, int to) {
        ask(from, "MIGRATE", "127.0.0.1", port(to), key, "0", "5000");
    }

    /** The keys of a slot that one node still has. */
    List<String> keys(int slot, int node) {
        return Replies.list(ask(node, "CLUSTER", "GETKEYSINSLOT", "" + slot, "1000")).stream()
                .map(RedisNodes::text)
                .toList();
    }

    /** Ends the move: all keys are with the new one. */
    void endMove(int slot, int from, int to) {
        String node = text(ask(to, "CLUSTER", "MYID"));
        ask(to, "CLUSTER", "SETSLOT", "" + slot, "NODE", node);
        ask(from, "CLUSTER", "SETSLOT", "" + slot, "NODE", node);
        for (int i = 0; i < servers.size(); i++) {
            if (i != from && i != to) {
                ask(i, "CLUSTER", "SETSLOT", "" + slot, "NODE", node);
            }
        }
    }

    @Override
    public void close() {
        admins.forEach(RawRedis::close);
        servers.forEach(RedisServer::close);
    }
}
