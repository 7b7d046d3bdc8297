package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Walks over the keys of contacts, server by server. A mark is a slot of the server, and the cursor that it gave. */
final class OwnerScan {

    private static final Pattern MARK = Pattern.compile("([0-9]{1,5}):([0-9]{1,20})");

    /** Keys that are looked at for one page, about: few of them may be owners. */
    private static final int FEWEST = 100;

    private static final int MOST = 1_000;

    private final Redis redis;
    private final Keyspace keyspace;
    private final Deadline deadline;

    OwnerScan(Redis redis, Keyspace keyspace, Deadline deadline) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.deadline = deadline;
    }

    Catalog.Page page(Optional<String> mark, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size);
        }
        Matcher parts = MARK.matcher(mark.orElse("0:0"));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a mark of this catalog: " + mark.orElseThrow());
        }
        int slot = Integer.parseInt(parts.group(1));
        CommandArguments scan = new CommandArguments(Command.SCAN)
                .add(parts.group(2))
                .add("MATCH")
                .add(keyspace.pattern())
                .add("COUNT")
                .add(Math.min(MOST, Math.max(FEWEST, size)))
                .add("TYPE")
                .add("hash"); // others may have put something else in the place of one
        List<?> reply = (List<?>) redis.ask(slot, deadline, scan).get(0);
        String cursor = new String((byte[]) reply.get(0), UTF_8);
        List<BareJid> owners = existing(slot, Replies.list(reply.get(1)));
        return new Catalog.Page(
                owners,
                cursor.equals("0")
                        ? redis.slots(deadline).stream()
                                .filter(other -> other > slot)
                                .findFirst()
                                .map(other -> other + ":0")
                        : Optional.of(slot + ":" + cursor));
    }

    /** Those that are no marks of erased ones. */
    private List<BareJid> existing(int slot, List<byte[]> keys) {
        List<OwnerKeys> found = new ArrayList<>();
        keys.forEach(key -> keyspace.owner(key).ifPresent(owner -> found.add(new OwnerKeys(keyspace, owner))));
        if (found.isEmpty()) {
            return List.of();
        }
        List<Object> heads =
                redis.ask(slot, deadline, found.stream().map(OwnerKeys::head).toArray(CommandArguments[]::new));
        List<BareJid> existing = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            BareJid owner = found.get(i).owner();
            byte[] head = Replies.octets(heads.get(i));
            if (head != null && !isErased(owner, head)) {
                existing.add(owner);
            }
        }
        return existing;
    }

    /** One whose head cannot be read is there; whoever reads it is told what is wrong. */
    private static boolean isErased(BareJid owner, byte[] head) {
        try {
            return StoredHead.read(owner, head).erased();
        } catch (StoredDataException e) {
            return false;
        }
    }
}
