package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.tck.GoldenFiles;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Owners as each version of the stored form left them, written and read by a store in a server: a line says the format, then
 * each field of the hash and each entry of the list has one, with its octets in hex, and at last a key that expires.
 */
class RedisGoldenTest {

    private static final String PREFIX = "roster:golden:";
    private static final Keyspace KEYSPACE = new Keyspace(PREFIX);
    private static final long MARK_LIFE = 25L * 60 * 60 * 1000;

    private RawRedis redis;

    @BeforeEach
    void connect() {
        redis = new RawRedis(SharedRedis.orSkip().uri());
    }

    @AfterEach
    void disconnect() {
        if (redis != null) {
            forget();
            redis.close();
        }
    }

    @Test
    void whatWasStoredIsRead() {
        GoldenFiles.of("redis", StoredForm.FORMAT)
                .verify(
                        Map.of(
                                "roster", written(GoldenRosters.OWNER, GoldenRosters::writeRoster),
                                "mark", written(GoldenRosters.ERASED, GoldenRosters::writeMark)),
                        this::meaning);
    }

    private static RosterStore open() {
        return RosterStores.open(SharedRedis.orSkip().uri("prefix=" + PREFIX));
    }

    private Object ask(BareJid owner, CommandArguments command) {
        return redis.ask(new OwnerKeys(KEYSPACE, owner).slot(), command);
    }

    private void forget() {
        for (BareJid owner : List.of(GoldenRosters.OWNER, GoldenRosters.ERASED)) {
            OwnerKeys keys = new OwnerKeys(KEYSPACE, owner);
            ask(owner, new CommandArguments(Command.UNLINK).add(keys.both()[0]).add(keys.both()[1]));
        }
        redis.ask(KEYSPACE.formatSlot(), new CommandArguments(Command.UNLINK).add(KEYSPACE.format()));
    }

    private byte[] written(BareJid owner, Consumer<RosterStore> writing) {
        forget();
        try (RosterStore store = open()) {
            writing.accept(store);
        }
        List<String> lines = new ArrayList<>();
        lines.add("format "
                + text((byte[])
                        redis.ask(KEYSPACE.formatSlot(), new CommandArguments(Command.GET).add(KEYSPACE.format()))));
        lines.add("owner " + owner);
        OwnerKeys keys = new OwnerKeys(KEYSPACE, owner);
        List<byte[]> pairs = Replies.pairs(ask(owner, keys.whole()));
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            fields.put(text(pairs.get(i)), hex(pairs.get(i + 1)));
        }
        fields.forEach((field, value) -> lines.add("field " + value + ' ' + field));
        Replies.list(ask(owner, keys.commits())).forEach(entry -> lines.add("commit " + hex(entry)));
        for (byte[] key : keys.both()) {
            long life = (Long) ask(owner, new CommandArguments(Command.PTTL).add(key));
            if (life >= 0) {
                assertThat(life).isBetween(MARK_LIFE - 60_000, MARK_LIFE);
                lines.add("expires " + text(key).substring(PREFIX.length()));
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, UTF_8);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private String meaning(byte[] sample) {
        forget();
        BareJid owner = restored(text(sample).lines().toList());
        try (RosterStore store = open()) {
            String words = GoldenRosters.words(store, owner);
            boolean exists = store.catalog().orElseThrow().owners().anyMatch(other -> other.equals(owner));
            String first = store.history()
                    .orElseThrow()
                    .since(owner, Revision.NONE)
                    .map(Changes::contacts)
                    .map(contacts -> "all that changed: " + contacts.size())
                    .orElse("the log does not reach back");
            String repeated = repeated(store, owner);
            return "%sin the catalog: %s\n%s\nits first commit, repeated, was %s\n"
                    .formatted(words, exists, first, repeated);
        }
    }

    /** The commits are known by their ids: the first one is not made again. */
    private static String repeated(RosterStore store, BareJid owner) {
        long id = owner.equals(GoldenRosters.OWNER) ? 0x1111111111111111L : 0x4444444444444444L;
        Revision before = store.revision(owner);
        Committed again = (Committed)
                store.commit(owner, RosterEdit.nothing(), Condition.none().withCommit(id));
        assertThat(store.revision(owner)).isEqualTo(before);
        return again.revision().toString();
    }

    private BareJid restored(List<String> lines) {
        BareJid owner = BareJid.stored(lines.get(1).substring("owner ".length()));
        OwnerKeys keys = new OwnerKeys(KEYSPACE, owner);
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "format" ->
                    redis.ask(
                            KEYSPACE.formatSlot(),
                            new CommandArguments(Command.SET)
                                    .add(KEYSPACE.format())
                                    .add(words[1]));
                case "field" ->
                    ask(
                            owner,
                            new CommandArguments(Command.HSET)
                                    .add(keys.contacts())
                                    .add(words[2])
                                    .add(HexFormat.of().parseHex(words[1])));
                case "commit" ->
                    ask(
                            owner,
                            new CommandArguments(Command.RPUSH)
                                    .add(keys.both()[1])
                                    .add(HexFormat.of().parseHex(words[1])));
                case "expires" ->
                    ask(
                            owner,
                            new CommandArguments(Command.PEXPIRE)
                                    .add(PREFIX + words[1])
                                    .add(MARK_LIFE));
                default -> assertThat(words[0]).isEqualTo("owner");
            }
        }
        return owner;
    }
}
