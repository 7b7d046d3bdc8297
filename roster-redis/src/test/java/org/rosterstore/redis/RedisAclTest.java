package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Outcome;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The rights that docs/redis.md says a user needs: they suffice, and each of them is needed. */
class RedisAclTest {

    /** What Jedis sends, and bears to be refused. */
    private static final Set<String> BORNE = Set.of("client|setname", "client|setinfo", "ping");

    private static RedisServer server;
    private static RedisServer replica;
    private static RawRedis admin;

    @BeforeAll
    static void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer("repl-diskless-sync-delay 0");
        replica = new RedisServer("replicaof 127.0.0.1 " + server.address().getPort());
        admin = new RawRedis(server.uri(""));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            admin.close();
            replica.close();
            server.close();
        }
    }

    @BeforeEach
    void forget() {
        ask("SCRIPT", "FLUSH");
        ask("FLUSHALL");
        ask("ACL", "LOG", "RESET");
    }

    private static Object ask(String command, String... arguments) {
        CommandArguments all = new CommandArguments(Command.valueOf(command));
        Arrays.stream(arguments).forEach(all::add);
        return admin.ask(0, all);
    }

    /** As in docs/redis.md: the words behind the user's name. */
    static List<String> documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "redis.md"));
        Matcher block = Pattern.compile("```acl\nACL SETUSER bot (.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return List.of(block.group(1).strip().split("\\s+"));
    }

    private static List<String> documentedWithout(String word) throws IOException {
        List<String> rest = new ArrayList<>(documented());
        assertThat(rest.remove(word)).isTrue();
        return rest;
    }

    private static void allow(List<String> words) {
        List<String> arguments = new ArrayList<>(List.of("SETUSER", "bot"));
        arguments.addAll(words);
        ask("ACL", arguments.toArray(String[]::new));
    }

    private static void useAll() {
        try (RosterStore store = open("?replicas=1")) {
            EveryAbility.use(store);
        }
    }

    private static RosterStore open(String options) {
        return RosterStores.open(server.uri(options).replace("redis://", "redis://bot:secret@"));
    }

    /** Commands and their first words that the server has refused. */
    private static Set<String> refused() {
        return ((List<?>) ask("ACL", "LOG"))
                .stream()
                        .map(entry -> Replies.list(entry))
                        .map(entry -> new String(entry.get(7), UTF_8))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each owner that there is must be as a commit has left it. */
    private static void isWhole() {
        try (RosterStore store = RosterStores.open(server.uri(""))) {
            for (BareJid owner : store.catalog().orElseThrow().owners().toList()) {
                assertThat(store.load(owner).unreadable()).isEmpty();
                OwnerKeys keys = new OwnerKeys(new Keyspace(RedisBuilder.PREFIX), owner);
                byte[] last = (byte[]) admin.ask(
                        0,
                        new CommandArguments(Command.LINDEX).add(keys.both()[1]).add(0));
                assertThat(LogEntry.read(last).commit())
                        .isEqualTo(store.revision(owner).commit());
            }
        }
    }

    @Test
    void theDocumentedRightsSuffice() throws IOException {
        allow(documented());
        useAll();
        isWhole();
        assertThat(BORNE).containsAll(refused());
    }

    @Test
    void withoutAnyOfThemSomethingIsRefusedByName() throws IOException {
        for (String missing : documented()) {
            if (missing.startsWith("+")) {
                forget();
                allow(documentedWithout(missing));
                assertThat(catchThrowable(RedisAclTest::useAll))
                        .as("without " + missing)
                        .isInstanceOf(StoreConfigurationException.class)
                        .hasMessageContaining("Redis at ")
                        .extracting(refusal -> refusal.getMessage().toLowerCase(Locale.ROOT))
                        .asString()
                        .contains(missing.substring(1));
                isWhole();
            }
        }
    }

    @Test
    void withoutTheKeysItDoesNotOpen() throws IOException {
        allow(documentedWithout("~roster:*"));
        assertThatThrownBy(() -> open(""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("key");
    }

    @Test
    void withKeysThatMayOnlyBeReadItDoesNotOpen() throws IOException {
        List<String> words = documentedWithout("~roster:*");
        words.add("%R~roster:*");
        allow(words);
        assertThatThrownBy(() -> open("")).isInstanceOf(StoreConfigurationException.class);
    }

    @Test
    void withoutTheChannelItDoesNotOpen() throws IOException {
        allow(documentedWithout("&roster:feed"));
        assertThatThrownBy(() -> open(""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("PUBLISH")
                .hasMessageContaining("channels named roster:*");
    }

    @Test
    void withoutReplicasNobodyNeedsToWait() throws IOException {
        allow(documentedWithout("+wait"));
        try (RosterStore store = open("")) {
            EveryAbility.use(store);
        }
    }

    /** Rights that are taken away while a store is open: the commit before the refused WAIT was made. */
    @Test
    void aCommitThatNobodyMayWaitForIsOfUnknownOutcome() throws IOException {
        allow(documented());
        try (RosterStore store = open("?replicas=1")) {
            store.commit(EveryAbility.ROMEO, RosterEdit.ver("1"));
            ask("ACL", "SETUSER", "bot", "-wait");
            assertThatThrownBy(() -> store.commit(EveryAbility.ROMEO, RosterEdit.ver("2")))
                    .isInstanceOfSatisfying(StoreUnavailableException.class, failure -> {
                        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                        assertThat(failure.attempt()).isPresent();
                    })
                    .hasMessageContaining("wait");
            assertThat(store.load(EveryAbility.ROMEO).ver()).contains("2");
        }
    }

    @Test
    void anotherPrefixIsRefused() throws IOException {
        allow(documented());
        assertThatThrownBy(() -> open("?prefix=rosters:")).isInstanceOf(StoreConfigurationException.class);
    }

    @Test
    void aPrefixWithCharactersOfPatternsIsNamedWithThemEscaped() throws IOException {
        List<String> words = documentedWithout("~roster:*");
        words.remove("&roster:feed");
        words.addAll(List.of("~ro\\*\\?\\[s]\\\\:*", "&ro\\*\\?\\[s]\\\\:feed"));
        allow(words);
        try (RosterStore store = open("?prefix=ro*%3f[s]%5c:")) {
            EveryAbility.use(store);
        }
        assertThatThrownBy(() -> open("?prefix=rot%3f[s]%5c:")).isInstanceOf(StoreConfigurationException.class);
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> RosterStores.open(server.uri("/99")))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("DB index");
    }

    @Test
    void aDatabaseNeedsTheRightToSelectIt() throws IOException {
        allow(documented());
        assertThatThrownBy(() -> open("/1"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("select");
        List<String> words = new ArrayList<>(documented());
        words.add("+select");
        allow(words);
        try (RosterStore store = open("/1")) {
            EveryAbility.use(store);
        }
    }

    @Test
    void aCommandThatTheServerDoesNotHaveIsNamed() throws IOException {
        try (RedisServer lesser = new RedisServer("rename-command LTRIM \"\"")) {
            assertThatThrownBy(() -> RosterStores.open(lesser.uri("")))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("LTRIM");
        }
    }

    /** Whatever a script may call is looked at when a store is opened: refused half-way, it would leave half a commit. */
    @Test
    void whatScriptsCallIsChecked() throws IOException {
        Set<String> called = new TreeSet<>();
        for (String name : List.of("owner", "commit", "swap", "since", "beat")) {
            Pattern.compile("redis\\.call\\('(\\w+)'")
                    .matcher(resource(name))
                    .results()
                    .map(call -> call.group(1))
                    .forEach(called::add);
            assertThat(resource(name)).doesNotContain("pcall").doesNotContain("redis.call(\"");
        }
        Set<String> checked = Pattern.compile("\\{ '(\\w+)'")
                .matcher(resource("check"))
                .results()
                .map(command -> command.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(checked).containsAll(called);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
