package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * A commit of many changes: all that is to be there afterwards is gathered beside what is there, in steps so small that
 * others are served in between, and then takes its place in one. What was gathered in vain goes by itself.
 */
final class StagedCommit {

    /** The octets that one step has, about. */
    private static final int STEP = 64 * 1_024;

    /** Longer than any commit takes. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final Redis redis;
    private final Keyspace keyspace;
    private final OwnerKeys keys;
    private final Deadline deadline;
    private byte[] staged = {};
    private byte[] head = {};
    private long commit;
    private int contacts;

    StagedCommit(Redis redis, Keyspace keyspace, OwnerKeys keys, Deadline deadline) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.keys = keys;
        this.deadline = deadline;
    }

    /** Sends all of the outcome. Sending a part twice does no harm. */
    void gather(CommitPlan.Write write, StoredRoster stored) {
        Map<BareJid, byte[]> outcome = new HashMap<>(stored.records());
        write.changes().forEach((jid, after) -> {
            if (after.isPresent()) {
                outcome.put(jid, ContactRecord.write(after.get()));
            } else {
                outcome.remove(jid);
            }
        });
        commit = write.head().revision().commit();
        head = StoredHead.of(write.head()).octets();
        contacts = outcome.size();
        // A name of its own for each try: nothing of one that came late is in another's.
        staged = keyspace.staged(keys.owner(), Revision.newCommitId()).getBytes(UTF_8);
        Iterator<Map.Entry<BareJid, byte[]>> entries = outcome.entrySet().iterator();
        while (entries.hasNext()) {
            redis.ask(keys.slot(), deadline, step(entries), life());
        }
    }

    private CommandArguments step(Iterator<Map.Entry<BareJid, byte[]>> entries) {
        CommandArguments command = new CommandArguments(Command.HSET).add(staged);
        int octets = 0;
        while (entries.hasNext() && octets < STEP) {
            Map.Entry<BareJid, byte[]> entry = entries.next();
            byte[] field = ContactRecord.field(entry.getKey());
            byte[] record = requireNonNull(entry.getValue());
            command.add(field).add(record);
            octets += field.length + record.length;
        }
        return command;
    }

    private CommandArguments life() {
        return new CommandArguments(Command.PEXPIRE).add(staged).add(LIFE.toMillis());
    }

    /** What the script takes that ends it. */
    byte[][] keys() {
        return keys.guarded(staged);
    }

    byte[][] arguments(byte[] channel, Revision base) {
        byte[] order = new Octets().int64(commit).revision(base).int32(contacts).toBytes();
        return new byte[][] {channel, order, head};
    }
}
