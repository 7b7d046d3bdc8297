package org.rosterstore.portable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.portable.SleekProgram.State;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/** What reading does to a Redis, which is nothing, and what is said of servers that do not let it. */
class SleekRedisServerTest {

    private static final String ROMEO = "romeo@montague.example";
    private static final String JULIET = "juliet@capulet.example";
    private static final String PASSWORD = "xyzzy4plgh";

    /** Between the first two quotes of a line of MONITOR. */
    private static final Pattern COMMAND = Pattern.compile("\"([^\"]*)\"");

    private static RedisProcess redis;

    @TempDir
    private Path directory;

    private RedisClient client;

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void fill() {
        client = redis.client();
        client.flushAll();
        save(new SleekProgram(client, true), ROMEO);
        save(new SleekProgram(client, false), "paris@verona.example");
        client.set("roster:string", "s");
    }

    private static void save(SleekProgram program, String owner) {
        program.save(owner, JULIET, State.of("Juliet", "from", "to").in("b", "a"));
        program.save(owner, "nurse@capulet.example", State.of("None", "pending_in", "whitelisted"));
    }

    private static Reading read(String uri) {
        return Reading.by((rosters, findings) -> new SleekRedisReader(rosters, findings, Reading.CLOCK).read(uri));
    }

    private static RosterStoreException refusal(String uri) {
        try {
            read(uri);
        } catch (RosterStoreException e) {
            return e;
        }
        throw new AssertionError("it was read");
    }

    private static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private Map<String, String> dumps() {
        Map<String, String> dumps = new TreeMap<>();
        client.keys("*")
                .forEach(key -> dumps.put(
                        key, Base64.getEncoder().encodeToString(client.dump(key)) + " expires " + client.pttl(key)));
        return dumps;
    }

    @Test
    void nothingIsChanged() {
        Map<String, String> before = dumps();

        assertThat(read(redis.uri()).rosters()).hasSize(2);

        assertThat(dumps()).isEqualTo(before).hasSize(9);
    }

    @Test
    void onlyCommandsThatReadAreSent() throws IOException {
        Set<String> sent = new TreeSet<>();
        try (Socket monitor = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                BufferedReader lines = new BufferedReader(new InputStreamReader(monitor.getInputStream(), UTF_8))) {
            monitor.getOutputStream().write("MONITOR\r\n".getBytes(UTF_8));
            assertThat(lines.readLine()).isEqualTo("+OK");
            read(redis.uri("") + "/0");
            client.exists("the end");
            Iterator<String> said = lines.lines().iterator();
            for (String line = said.next(); !line.contains("the end"); line = said.next()) {
                Matcher words = COMMAND.matcher(line);
                assertThat(words.find()).as(line).isTrue();
                sent.add(words.group(1).toLowerCase(Locale.ROOT));
            }
        }

        assertThat(sent)
                .contains("scan", "sscan", "hgetall", "smembers", "memory", "type", "sismember")
                .isSubsetOf("ping", "scan", "sscan", "hgetall", "smembers", "memory", "type", "sismember", "select");
    }

    @Test
    void aUserWhoMayReadAndNoMoreWillDo() throws IOException {
        rights("reset on >" + PASSWORD + " ~roster:* +@read +@connection");
        String user = "reader:" + PASSWORD + "@";

        assertThat(read(redis.uri(user))).isEqualTo(read(redis.uri()));

        rights("-hgetall");
        assertThat(refusal(redis.uri(user)))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageMatching("'redis\\+sleek://reader:\\*\\*\\*@127.0.0.1:\\d+': the user may not read: "
                        + "NOPERM .*hgetall.*");
    }

    private static void rights(String rights) throws IOException {
        redis.say("ACL SETUSER reader " + rights);
    }

    @Test
    void aPasswordMayComeFromAFileAndIsNeverShown() throws IOException {
        rights("reset on >" + PASSWORD + " ~* +@all");
        Path right = Files.writeString(directory.resolve("right"), PASSWORD + "\n");
        Path wrong = Files.writeString(directory.resolve("wrong"), PASSWORD + "!\n");

        assertThat(read(redis.uri("reader@") + "?passwordFile=" + right).rosters())
                .hasSize(2);
        for (String uri : List.of(
                redis.uri("reader@") + "?passwordFile=" + wrong,
                redis.uri("reader:" + PASSWORD + "!@"),
                redis.uri("nobody:" + PASSWORD + "@"),
                redis.uri(":" + PASSWORD + "@"))) {
            RosterStoreException refusal = refusal(uri);
            assertThat(refusal)
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageEndingWith(": the server does not accept the password, or not of this user");
            assertThat(trace(refusal)).doesNotContain(PASSWORD);
        }
    }

    @Test
    void aServerThatWantsAPasswordIsToldFromOthers() throws IOException {
        try (RedisProcess guarded = new RedisProcess()) {
            guarded.say("CONFIG SET requirepass " + PASSWORD);
            assertThat(refusal(guarded.uri()))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("wants a password; add passwordEnv=NAME");
            assertThat(read(guarded.uri(":" + PASSWORD + "@")).rosters()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis+sleek:rosters, it names 0 hosts",
        "'redis+sleek://h1,h2', it names 2 hosts",
        "redis://h1, is read by redis+sleek and rediss+sleek only",
        "redis+sleek://h1/one, not the number of a database",
        "redis+sleek://h1?prefix=x, unknown option 'prefix'",
        "redis+sleek://bot@h1, it names a user and no password",
        "redis+sleek://bot:xyzzy4plgh@h1/x, not the number of a database",
        "redis+sleek://h1?timeout=600h, longer than 24 days",
        "roster.db, store URI",
    })
    void aUriThatIsNoneOfARedisIsRefused(String uri, String problem) {
        RosterStoreException refusal = refusal(uri);
        assertThat(refusal).isInstanceOf(StoreConfigurationException.class).hasMessageContaining(problem);
        assertThat(trace(refusal)).doesNotContain(PASSWORD);
    }

    @Test
    void aDatabaseThatTheServerDoesNotHaveIsItsWord() {
        assertThat(refusal(redis.uri() + "/99"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("the server says ERR DB index is out of range");
    }

    @Test
    void noServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        RosterStoreException refusal = refusal("redis+sleek://:%s@127.0.0.1:%d".formatted(PASSWORD, port));
        assertThat(refusal)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("'redis+sleek://:***@127.0.0.1:%d': nothing answers there; is the server running?", port);
        assertThat(trace(refusal)).doesNotContain(PASSWORD);
        assertThat(refusal("redis+sleek://no-such-host.invalid"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("there is no host of this name");
    }

    /** By a server that takes one connection, waits for a word, and answers so; without an answer it says nothing. */
    private static RosterStoreException refusalBy(String answer, String options) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> answering(server, answer));
            RosterStoreException refusal =
                    refusal("redis+sleek://:%s@127.0.0.1:%d%s".formatted(PASSWORD, server.getLocalPort(), options));
            accepted.join().close();
            assertThat(refusal.getMessage()).doesNotContain("\n", "\r");
            assertThat(trace(refusal)).doesNotContain(PASSWORD);
            return refusal;
        }
    }

    private static Socket answering(ServerSocket server, String answer) {
        try {
            Socket socket = server.accept();
            if (socket.getInputStream().read() >= 0 && !answer.isEmpty()) {
                socket.getOutputStream().write(answer.getBytes(UTF_8));
                socket.shutdownOutput();
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noRedis() throws IOException {
        assertThat(refusalBy("HTTP/1.1 400 Bad Request\r\n\r\n", ""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("what answers there is no Redis, or one that wants TLS: rediss+sleek://");
        assertThat(refusalBy(":x\r\n", ""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("what answers there is no Redis");
        assertThat(refusalBy("+", ""))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the connection is lost");
        assertThat(refusalBy("", "?timeout=100ms"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no answer within 100 ms");
        assertThat(refusalBy("-LOADING Redis is loading the dataset in memory\r\n", ""))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the server says LOADING");
        assertThat(refusalBy("-ERR unknown command `AUTH`, with args beginning with: `" + PASSWORD + "`\r\n", ""))
                .isInstanceOf(StoreConfigurationException.class);
        assertThat(refusalBy("-ERR what is " + PASSWORD + "?\r\n", ""))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("(with the password in its words)");
    }

    @Test
    void encryptedConnectionsAreOfTheHostThatIsNamed() throws Exception {
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "redis",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        Path certificate = pem("CERTIFICATE", store.getCertificate("redis").getEncoded());
        Path key =
                pem("PRIVATE KEY", store.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        int port = freePort();
        try (RedisProcess encrypted = new RedisProcess(
                "--tls-port",
                "" + port,
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no")) {
            save(new SleekProgram(encrypted.client(), true), ROMEO);

            assertThat(refusal("rediss+sleek://localhost:" + port))
                    .as("nobody vouches for the key")
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("no encrypted connection (");
            assertThat(refusal("rediss+sleek://localhost:" + encrypted.port() + "?timeout=2s"))
                    .as("no TLS there")
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("without TLS it is redis+sleek://");
            assertThat(refusal("redis+sleek://localhost:" + port + "?timeout=2s"))
                    .as("TLS there")
                    .isInstanceOf(RosterStoreException.class);
            System.setProperty("javax.net.ssl.trustStore", keys.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
            try {
                assertThat(read("rediss+sleek://localhost:" + port).owners()).containsExactly(ROMEO);
                assertThat(refusal("rediss+sleek://127.0.0.1:" + port))
                        .as("the key is of localhost")
                        .hasMessageContaining("no encrypted connection (");
            } finally {
                System.clearProperty("javax.net.ssl.trustStore");
                System.clearProperty("javax.net.ssl.trustStorePassword");
            }
        }
    }

    private Path pem(String what, byte[] octets) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return Files.writeString(
                directory.resolve(what + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aHundredThousandContactsComeInFewRoundTrips() {
        client.flushAll();
        int contacts = 100_000;
        Map<String, String> fields = Map.of(
                "name",
                "Somebody",
                "from",
                "True",
                "to",
                "True",
                "whitelisted",
                "False",
                "pending_in",
                "False",
                "pending_out",
                "False");
        client.sadd("roster:owners", ROMEO);
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (int i = 0; i < contacts; i++) {
                String contact = "c" + i + "@capulet.example";
                pipeline.sadd("roster:" + ROMEO + ":entries", contact);
                pipeline.hset("roster:" + ROMEO + ":" + contact, fields);
                pipeline.sadd("roster:groups:" + ROMEO + ":" + contact, "Capulets");
                if (i % 1_000 == 0) {
                    pipeline.sync();
                }
            }
        }

        long before = receptions();
        Reading reading = read(redis.uri());
        long receptions = receptions() - before;

        assertThat(reading.findings()).isEmpty();
        assertThat(reading.roster().items()).hasSize(contacts);
        assertThat(receptions).as("a round trip for each contact makes more").isLessThan(contacts / 5);
    }

    /** How often the server has received something. */
    private long receptions() {
        return client.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_reads_processed:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }
}
