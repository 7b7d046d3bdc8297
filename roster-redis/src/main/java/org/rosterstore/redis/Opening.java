package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What is looked at when a store is opened; nothing of it depends on how much is stored. */
final class Opening {

    private final Redis redis;
    private final Keyspace keyspace;
    private final Replicas replicas;
    private final Deadline deadline;

    Opening(Redis redis, Keyspace keyspace, Replicas replicas, Deadline deadline) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.replicas = replicas;
        this.deadline = deadline;
    }

    void check() {
        for (int slot : redis.slots(deadline)) {
            checkUser(slot);
        }
        checkFormat();
    }

    private void checkUser(int slot) {
        byte[][] keys = {redis.beatKey(keyspace, slot, deadline)};
        byte[] awaited = String.valueOf(replicas.count()).getBytes(UTF_8);
        Object reply =
                redis.ask(slot, deadline, Script.CHECK, keys, keyspace.channel().getBytes(UTF_8), awaited);
        if (reply == null) {
            throw new StoreConfigurationException(
                    "%s is older than Redis 7.0".formatted(redis.servers().name()));
        }
        List<byte[]> refused = Replies.list(reply);
        if (!refused.isEmpty()) {
            throw new StoreConfigurationException("%s does not let the user do %s with keys and channels named %s*"
                    .formatted(
                            redis.servers().name(),
                            refused.stream()
                                    .map(name -> new String(name, UTF_8))
                                    .collect(Collectors.joining(", ")),
                            keyspace.prefix()));
        }
    }

    /** Where nothing is written yet, it is written now. */
    private void checkFormat() {
        int slot = keyspace.formatSlot();
        CommandArguments set = new CommandArguments(Command.SET)
                .add(keyspace.format())
                .add(StoredForm.FORMAT)
                .add("NX");
        CommandArguments get = new CommandArguments(Command.GET).add(keyspace.format());
        String format = new String((byte[]) redis.ask(slot, deadline, set, get).get(1), UTF_8);
        if (!format.equals(String.valueOf(StoredForm.FORMAT))) {
            throw new StoredDataException("what is stored under %s* in %s is of format %s, and this version knows %d"
                    .formatted(keyspace.prefix(), redis.servers().name(), format, StoredForm.FORMAT));
        }
    }
}
