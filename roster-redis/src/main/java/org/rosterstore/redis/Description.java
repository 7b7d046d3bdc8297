package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rosterstore.Freshness;
import org.rosterstore.StoreDescription;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What a server says of itself. */
final class Description {

    private final Redis redis;
    private final Replicas replicas;
    private final Deadline deadline;

    Description(Redis redis, Replicas replicas, Deadline deadline) {
        this.redis = redis;
        this.replicas = replicas;
        this.deadline = deadline;
    }

    StoreDescription read() {
        int slot = redis.slots(deadline).get(0);
        List<Object> replies = redis.ask(slot, deadline, info("server"), info("persistence"), info("memory"));
        Map<String, String> said = replies.stream()
                .flatMap(reply -> new String((byte[]) reply, UTF_8).lines())
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1),
                        (first, second) -> first));
        String valkey = said.getOrDefault("valkey_version", "");
        return new StoreDescription(
                valkey.isEmpty() ? "Redis" : "Valkey",
                valkey.isEmpty() ? said.getOrDefault("redis_version", "") : valkey,
                durability(said),
                Freshness.CURRENT);
    }

    private static CommandArguments info(String section) {
        return new CommandArguments(Command.INFO).add(section);
    }

    private String durability(Map<String, String> said) {
        String log = said.getOrDefault("aof_enabled", "0").equals("1")
                ? "what the server's append-only file keeps: by its appendfsync all, or all but the last second"
                : "what the server's last snapshot has: it has no append-only file";
        String copies = replicas.count() == 0
                ? "; a fail-over may lose the last commits, since replicas are not waited for"
                : "; every commit is waited for by %d replicas".formatted(replicas.count());
        String policy = said.getOrDefault("maxmemory_policy", "noeviction");
        String eviction = policy.equals("noeviction") || policy.startsWith("volatile")
                ? ""
                : "; THE SERVER DROPS ROSTERS when it is short of memory (maxmemory-policy %s)".formatted(policy);
        return log + copies + eviction;
    }
}
