package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The keys of one owner, and what is commonly asked about them. */
final class OwnerKeys {

    private final BareJid owner;
    private final Keyspace keyspace;
    private final byte[] contacts;

    OwnerKeys(Keyspace keyspace, BareJid owner) {
        this.owner = owner;
        this.keyspace = keyspace;
        this.contacts = keyspace.contacts(owner).getBytes(UTF_8);
    }

    BareJid owner() {
        return owner;
    }

    /** Where in a cluster they are. */
    int slot() {
        return JedisClusterCRC16.getSlot(contacts);
    }

    byte[] contacts() {
        return contacts;
    }

    private byte[] log() {
        return keyspace.log(owner).getBytes(UTF_8);
    }

    /** As scripts take them. */
    byte[][] both() {
        return new byte[][] {contacts, log()};
    }

    /** The same for scripts that take keys away and make them again, with others before the {@link Keyspace#guard}. */
    byte[][] guarded(byte[]... others) {
        byte[] guard = keyspace.guard(owner).getBytes(UTF_8);
        return Stream.of(both(), others, new byte[][] {guard})
                .flatMap(Arrays::stream)
                .toArray(byte[][]::new);
    }

    CommandArguments whole() {
        return new CommandArguments(Command.HGETALL).add(contacts);
    }

    CommandArguments size() {
        return new CommandArguments(Command.HLEN).add(contacts);
    }

    CommandArguments head() {
        return new CommandArguments(Command.HGET).add(contacts).add(StoredHead.FIELD);
    }

    /** The head, and some records. */
    CommandArguments some(byte[]... fields) {
        CommandArguments command =
                new CommandArguments(Command.HMGET).add(contacts).add(StoredHead.FIELD);
        Arrays.stream(fields).forEach(command::add);
        return command;
    }

    /** About so many contacts from a cursor on. */
    CommandArguments page(byte[] cursor, int count) {
        return new CommandArguments(Command.HSCAN)
                .add(contacts)
                .add(cursor)
                .add("COUNT")
                .add(count);
    }

    CommandArguments commits() {
        return new CommandArguments(Command.LRANGE).add(log()).add(0).add(-1);
    }
}
