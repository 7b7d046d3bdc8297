package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoredDataException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Nothing but what has the prefix is read or written, however much a name of something else resembles it. */
class RedisFootprintTest {

    private static final Set<String> WITHOUT_KEYS =
            Set.of("PUBLISH", "SUBSCRIBE", "INFO", "CLIENT", "PING", "WAIT", "SELECT", "AUTH", "HELLO");
    private static final Set<String> WITH_ONE_KEY = Set.of(
            "GET", "SET", "HGET", "HGETALL", "HMGET", "HSCAN", "HSET", "HDEL", "HLEN", "LINDEX", "LLEN", "LPUSH",
            "LRANGE", "LTRIM", "PERSIST", "PEXPIRE", "RPUSH");

    private static RedisServer server;
    private static RawRedis raw;

    @BeforeAll
    static void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer();
        raw = new RawRedis(server.uri(""));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            raw.close();
            server.close();
        }
    }

    @BeforeEach
    void forget() {
        ask("FLUSHALL");
    }

    private static Object ask(String command, String... arguments) {
        CommandArguments all = new CommandArguments(Command.valueOf(command));
        Arrays.stream(arguments).forEach(all::add);
        return raw.ask(0, all);
    }

    /** Names that are not those of a store with a prefix. */
    private static List<String> foreign(String prefix) {
        List<String> names = new ArrayList<>(List.of(
                "roster",
                "rosters:{x}",
                "roster;{x}",
                "Roster:{x}",
                "{roster:}",
                "{roster:{x}}",
                "roster",
                "*",
                "?",
                "[a]",
                "{*}",
                "\\",
                "a\nb",
                "",
                "ro*te",
                "roxter:{romeo@montague.example}",
                "ro{ter:{x}",
                "format",
                "feed"));
        String resembling = prefix.substring(0, prefix.length() - 1);
        names.addAll(List.of(resembling, resembling + "{x}", resembling + ";{x}", "x" + prefix + "{x}"));
        EveryAbility.OWNERS.forEach(owner -> names.add("{" + owner + "}"));
        return names.stream()
                .distinct()
                .filter(name -> !name.startsWith(prefix))
                .toList();
    }

    /** What begins with the prefix and is nothing that a store makes. */
    private static List<String> besides(String prefix) {
        return List.of(
                prefix,
                prefix + "{",
                prefix + "{}",
                prefix + "}{",
                prefix + "{x",
                prefix + "{x}y",
                prefix + "{x}:logs",
                prefix + "formats",
                prefix + "x:{" + EveryAbility.ROMEO + "}",
                prefix + "x:{" + EveryAbility.ROMEO + "}:log");
    }

    /** One of each type, in turn, each of them with a time to live too. */
    private static void fill(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            switch (i % 6) {
                case 0 -> ask("SET", name, "text");
                case 1 -> ask("RPUSH", name, "a", "b");
                case 2 -> ask("SADD", name, "a", "b");
                case 3 -> ask("ZADD", name, "1", "a", "2", "b");
                case 4 -> ask("HSET", name, "", "x", "romeo@montague.example", "y");
                default -> ask("XADD", name, "1-1", "field", "value");
            }
            if (i % 4 == 3) {
                ask("PEXPIREAT", name, "4000000000000");
            }
        }
    }

    private static Map<String, String> dumps(List<String> names) {
        Map<String, String> dumps = new TreeMap<>();
        for (String name : names) {
            byte[] dump = (byte[]) ask("DUMP", name);
            dumps.put(name, HexFormat.of().formatHex(dump) + " until " + ask("PEXPIRETIME", name));
        }
        return dumps;
    }

    private static void use(String prefix) {
        try (RedisClient client =
                        RedisClient.create("127.0.0.1", server.address().getPort());
                RosterStore store = RedisRosterStore.over(client).prefix(prefix).open()) {
            EveryAbility.use(store);
        }
    }

    private static Set<String> keys() {
        return Replies.list(ask("KEYS", "*")).stream()
                .map(key -> new String(key, UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roster:", "ro*ter:", "r", "ro[s]?er\\:", "}", "röster 1:"})
    void whatIsNotOfTheStoreIsLeftAsItIs(String prefix) {
        List<String> names = new ArrayList<>(foreign(prefix));
        for (int turn = 0; turn < 2; turn++) { // so that most names are of two types
            forget();
            fill(names);
            Map<String, String> before = dumps(names);
            use(prefix);
            assertThat(dumps(names)).isEqualTo(before);
            Set<String> made = keys();
            made.removeAll(names);
            assertThat(made).allMatch(key -> key.startsWith(prefix));
            names.addAll(besides(prefix));
            names.add(0, names.remove(names.size() - 1));
        }
    }

    /** Two prefixes of which one begins with the other. */
    @Test
    void storesKnowNothingOfEachOther() {
        for (String prefix : List.of("roster:", "roster:x:", "roster", "roster:}")) {
            use(prefix); // finds none of the owners, and no others afterwards
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"roster:", "ro*ter:"})
    void noCommandNamesAnyOtherKey(String prefix) throws IOException {
        fill(foreign(prefix));
        List<Monitor.Order> orders;
        try (Monitor monitor = new Monitor(server.address())) {
            use(prefix);
            ask("ECHO", "the end");
            await().until(() ->
                    monitor.orders().stream().anyMatch(order -> order.name().equals("ECHO")));
            orders = monitor.orders().stream()
                    .filter(order -> !order.name().equals("ECHO"))
                    .toList();
        }
        String octets = new String(prefix.getBytes(UTF_8), ISO_8859_1);
        for (Monitor.Order order : orders) {
            for (String key : keys(order, prefix)) {
                assertThat(key).as(order.words().get(0)).startsWith(octets);
            }
        }
        assertThat(names(orders, true)).contains("HSET", "HDEL", "RENAME", "UNLINK", "LTRIM", "PERSIST", "PUBLISH");
        assertThat(names(orders, false)).contains("EVALSHA", "HGETALL", "HSCAN", "SCAN", "SUBSCRIBE", "INFO");
    }

    private static Set<String> names(List<Monitor.Order> orders, boolean byScript) {
        return orders.stream()
                .filter(order -> order.byScript() == byScript)
                .map(Monitor.Order::name)
                .collect(Collectors.toSet());
    }

    /** The keys that a command is about. What is not expected here is not allowed. */
    private static List<String> keys(Monitor.Order order, String prefix) {
        List<String> words = order.words();
        String name = order.name();
        if (WITH_ONE_KEY.contains(name)) {
            return words.subList(1, 2);
        }
        if (name.equals("RENAME") || name.equals("UNLINK")) {
            return words.subList(1, words.size());
        }
        if (name.equals("EVAL") || name.equals("EVALSHA")) {
            return words.subList(3, 3 + Integer.parseInt(words.get(2)));
        }
        if (name.equals("SCAN")) {
            assertThat(words.subList(2, 4)).containsExactly("MATCH", new Keyspace(prefix).pattern());
            return List.of();
        }
        if (name.endsWith("SUBSCRIBE") || name.equals("PUBLISH")) {
            assertThat(words.get(1)).isEqualTo(prefix + "feed");
        }
        assertThat(WITHOUT_KEYS).contains(name);
        return List.of();
    }

    @Test
    void aMonitorReadsWhatWasSaid() {
        Monitor.Order order = Monitor.order("+1700000000.000001 [10 lua] \"HSET\" \"a\\\"b\\\\\" \"\\x00\\xff\\n\"");
        assertThat(order.byScript()).isTrue();
        assertThat(order.words()).containsExactly("HSET", "a\"b\\", "\0\u00ff\n");
    }

    /** An owner's key that somebody else has given another type is told, and left as it is. */
    @Test
    void aKeyOfAnotherTypeIsLeftAsItIs() {
        String key = new Keyspace("roster:").contacts(EveryAbility.ROMEO);
        ask("SET", key, "mine");
        try (RosterStore store = RosterStores.open(server.uri(""))) {
            for (Runnable call : List.<Runnable>of(
                    () -> store.load(EveryAbility.ROMEO),
                    () -> store.commit(EveryAbility.ROMEO, RosterEdit.ver("1")),
                    () -> store.erase(EveryAbility.ROMEO))) {
                assertThat(catchThrowable(call::run))
                        .isInstanceOf(StoredDataException.class)
                        .hasMessageContaining("Redis at ");
            }
        }
        assertThat((byte[]) ask("GET", key)).isEqualTo("mine".getBytes(UTF_8));
        assertThat(keys()).containsExactlyInAnyOrder(key, "roster:format");
    }
}
