package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.StoreUri.Host;

class StoreUriTest {

    @Nested
    class Grammar {

        @Test
        void schemeAlone() {
            StoreUri uri = StoreUri.parse("memory:");

            assertThat(uri.scheme()).isEqualTo("memory");
            assertThat(uri.path()).isEmpty();
            assertThat(uri.hosts()).isEmpty();
            assertThat(uri.user()).isEmpty();
            assertThat(uri.password()).isEmpty();
            assertThat(uri.rest()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "MEMORY:Name, memory",
            "Redis-Sentinel://h, redis-sentinel",
            "redis+sleek://h, redis+sleek",
            "a1.b:x, a1.b"
        })
        void schemeIsLowerCased(String text, String scheme) {
            assertThat(StoreUri.parse(text).scheme()).isEqualTo(scheme);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        memory:name                    | name
                        memory:Two Names               | Two Names
                        sqlite:roster.db               | roster.db
                        sqlite:../a/./roster.db        | ../a/./roster.db
                        sqlite:/var/lib/roster.db      | /var/lib/roster.db
                        sqlite:/my rosters/jürgen/名簿 | /my rosters/jürgen/名簿
                        sqlite:C:\\rosters\\my bot.db  | C:\\rosters\\my bot.db
                        sqlite:c:/rosters/bot.db       | c:/rosters/bot.db
                        sqlite:\\\\server\\share\\x.db | \\\\server\\share\\x.db
                        sqlite:/home/me@corp/x.db      | /home/me@corp/x.db
                        sqlite:a%3Fb%25%20%C3%BC%F0%9F%98%80 | a?b% ü😀
                        sqlite:a+b#c&d=e               | a+b#c&d=e
                        sqlite:a.db?x=y?z              | a.db
                        sqlite:///var/roster.db        | /var/roster.db
                        redis://h1/0                   | /0
                        redis://h1                     | ''
                        redis://h1/                    | /
                        postgresql://h1/my%20db?x=y    | /my db
                        """)
        void path(String text, String path) {
            assertThat(StoreUri.parse(text).path()).isEqualTo(path);
        }

        @Test
        void everyPart() {
            StoreUri uri = StoreUri.parse("postgresql://bot:s3cr%40t@db.example:5432/rosters?schema=x&timeout=5s");

            assertThat(uri.scheme()).isEqualTo("postgresql");
            assertThat(uri.user()).contains("bot");
            assertThat(uri.password()).contains("s3cr@t");
            assertThat(uri.hosts()).containsExactly(new Host("db.example", OptionalInt.of(5432)));
            assertThat(uri.path()).isEqualTo("/rosters");
            assertThat(uri.options("schema", "timeout").text("schema")).contains("x");
            assertThat(uri.rest()).isEqualTo("//bot:s3cr%40t@db.example:5432/rosters?schema=x&timeout=5s");
        }

        @Test
        void severalHosts() {
            assertThat(StoreUri.parse("redis-cluster://[::1]:7001,h2:7002,[fe80::1%25eth0],10.0.0.1")
                            .hosts())
                    .containsExactly(
                            new Host("::1", OptionalInt.of(7001)),
                            new Host("h2", OptionalInt.of(7002)),
                            new Host("fe80::1%eth0", OptionalInt.empty()),
                            new Host("10.0.0.1", OptionalInt.empty()))
                    .extracting(Host::toString)
                    .containsExactly("[::1]:7001", "h2:7002", "[fe80::1%eth0]", "10.0.0.1");
        }

        @Test
        void sentinelsAndTheirMaster() {
            StoreUri uri = StoreUri.parse("redis-sentinel://h1,h2:26379/0?master=mymaster");

            assertThat(uri.hosts()).extracting(Host::toString).containsExactly("h1", "h2:26379");
            assertThat(uri.path()).isEqualTo("/0");
            assertThat(uri.options("master").text("master")).contains("mymaster");
        }

        @Test
        void hostMayBeAnEncodedSocketOrInAnyScript() {
            assertThat(StoreUri.parse("mongodb://%2Ftmp%2Fmongodb.sock,bücher_1.example/db")
                            .hosts())
                    .extracting(Host::name)
                    .containsExactly("/tmp/mongodb.sock", "bücher_1.example");
        }

        @Test
        void userMayHaveAnEmptyNameButNotAnEmptyPassword() {
            assertThat(StoreUri.parse("redis://:s3cret@h").user()).isEmpty();
            assertThat(StoreUri.parse("redis://:s3cret@h").password()).contains("s3cret");
            assertThat(StoreUri.parse("redis://bot@h").password()).isEmpty();
            assertThat(StoreUri.parse("redis://bot:a:b@h").password()).contains("a:b");
            assertThat(StoreUri.parse("redis://bot%3A:+%3a@h").user()).contains("bot:");
            assertThat(StoreUri.parse("redis://bot%3A:+%3a@h").password()).contains("+:");
        }

        @Test
        void prefixSchemeLeavesTheRestAsItWasWritten() {
            StoreUri outer = StoreUri.parse("cache:redis://bot:p%40ss@h:6379/0?prefix=a%26b&timeout=5s");
            StoreUri inner = StoreUri.parse(outer.rest());

            assertThat(outer.scheme()).isEqualTo("cache");
            assertThat(inner).isEqualTo(StoreUri.parse("redis://bot:p%40ss@h:6379/0?prefix=a%26b&timeout=5s"));
            assertThat(inner.password()).contains("p@ss");
            assertThat(inner.options("prefix", "timeout").text("prefix")).contains("a&b");
            assertThat(StoreUri.parse(StoreUri.parse("cache:sqlite:C:\\a%2520b?x=y")
                                    .rest())
                            .path())
                    .isEqualTo("C:\\a%20b");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ''                    | is empty; write for example memory: or sqlite:roster.db
                        roster.db             | 'roster.db': begins with no scheme; write for example
                        /var/roster.db        | '/var/roster.db': begins with no scheme
                        //h1/0                | begins with no scheme
                        :x                    | begins with no scheme
                        1redis://h1           | begins with no scheme
                        re_dis://h1           | begins with no scheme
                        ' memory:'            | begins with no scheme
                        C:\\roster.db         | drive letter instead of a scheme; for a file write sqlite:C:\\
                        d:/roster.db          | drive letter instead of a scheme; for a file write sqlite:d:\\
                        sqlite:100%           | a '%' in the path without two hex digits; write %25
                        sqlite:a%zzb          | a '%' in the path
                        sqlite:a%4            | a '%' in the path
                        sqlite:a%+1           | a '%' in the path
                        sqlite:a%FFb          | the %XX in the path are not UTF-8
                        sqlite:a%C3           | the %XX in the path are not UTF-8
                        redis://a%:b@h        | a '%' in the user
                        redis://a:b%@h        | a '%' in the password
                        redis://h?a=b&c=%     | a '%' in option 2
                        redis://h%            | a '%' in host 1
                        redis://h1,,h2        | host 2 is none; write name, name:port or [IPv6 address]:port
                        redis://h1,           | host 2 is none
                        redis://h1:           | host 1 is none
                        redis://h1:x          | host 1 is none
                        redis://::1:6379      | host 1 is none
                        redis://[h1]:6379     | host 1 is none
                        redis://[::1          | host 1 is none
                        redis://h 1           | host 1 is none
                        sqlite://C:\\x.db     | host 1 is none
                        redis://h1,h2:0       | the port of host 2 is not a number from 1 to 65535
                        redis://h1:65536      | the port of host 1 is not a number from 1 to 65535
                        redis://a:b@          | no host after the '@'
                        redis://a@/0          | no host after the '@'
                        redis://@h            | no user before the '@'
                        redis://a:@h          | an empty password
                        redis://a:b@h1,c:d@h2 | an '@' may stand once, between user and hosts; write %40
                        redis://a:b@c@h       | an '@' may stand once
                        redis://a:b/c@h       | an '@' may stand once
                        redis://a:b?c@h       | an '@' may stand once
                        redis://h?a=b@c       | an '@' may stand once
                        sqlite:x?a=b@c        | an '@' may stand once
                        redis://h?a           | option 1 is not written name=value; write for example
                        redis://h?=a          | option 1 is not written name=value
                        redis://h?a=b&        | option 2 is not written name=value
                        redis://h?a=b&&c=d    | option 2 is not written name=value
                        redis://h?%61=b       | option 1 is not written name=value
                        """)
        void refused(String text, String complaint) {
            assertThat(refusal(text)).contains(complaint).doesNotContain("\n");
        }

        @Test
        void authorityBehindAPrefixIsCheckedWithTheWhole() {
            assertThat(refusal("cache:redis://bot:pw?prefix=x"))
                    .startsWith("store URI 'redis://***?...': host 1 is none");
            assertThat(refusal("cache:redis://a:b@h?passwordEnv=X")).contains("the password is given more than once");
        }

        @Test
        void controlCharactersAreRefusedRawAndTakenEncoded() {
            assertThat(refusal("sqlite:a\nb"))
                    .isEqualTo("store URI 'sqlite:a\uFFFDb': a control character (U+000A) at index 8;"
                            + " remove it, or percent-encode it");
            assertThat(StoreUri.parse("sqlite:a%0Ab").path()).isEqualTo("a\nb");
        }

        @Test
        void longGarbageIsAnsweredToo() {
            assertThat(refusal("redis://" + "h,".repeat(200_000))).contains("host 200001 is none");
            assertThat(refusal("redis://" + "[".repeat(200_000))).contains("host 1 is none");
            assertThat(refusal("redis://" + ":@".repeat(200_000))).contains("an '@' may stand once");
            assertThat(StoreUri.parse("ab:".repeat(200_000)).scheme()).isEqualTo("ab");
        }
    }

    @Nested
    class Options {

        @Test
        void areDecodedAndAPlusIsAPlus() {
            var options = StoreUri.parse("redis://h?prefix=a+b%20c%3D%26%40&empty=&odd==?#/:")
                    .options("prefix", "empty", "odd", "absent");

            assertThat(options.text("prefix")).contains("a+b c=&@");
            assertThat(options.text("empty")).contains("");
            assertThat(options.text("odd")).contains("=?#/:");
            assertThat(options.text("absent")).isEmpty();
        }

        @Test
        void questionMarkAloneGivesNone() {
            assertThat(StoreUri.parse("memory:x?").options().text("passwordEnv"))
                    .isEmpty();
        }

        @Test
        void unknownOneIsRefusedWithTheKnownOnes() {
            assertThatThrownBy(
                            () -> StoreUri.parse("redis://h?prefx=s&timeout=5s").options("timeout", "prefix"))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessage("store URI 'redis://h?prefx=s&timeout=5s': unknown option 'prefx';"
                            + " known are passwordEnv, passwordFile, prefix, timeout");
            assertThatThrownBy(() -> StoreUri.parse("memory:?Prefix=x").options("prefix"))
                    .hasMessageContaining("unknown option 'Prefix'");
        }

        @Test
        void repeatedOneIsRefusedWithTheKnownOnes() {
            assertThatThrownBy(
                            () -> StoreUri.parse("redis://h?prefix=a&prefix=a").options("prefix"))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageEndingWith("option 'prefix' is given more than once;"
                            + " known, once each, are passwordEnv, passwordFile, prefix");
        }

        @Test
        void passwordOptionsAreAlwaysKnown() {
            assertThat(StoreUri.parse("redis://h?passwordEnv=X").options().text("passwordEnv"))
                    .contains("X");
            assertThat(StoreUri.parse("redis://h?passwordFile=X")
                            .options("passwordFile")
                            .text("passwordFile"))
                    .contains("X");
        }

        @Test
        void readingAnUndeclaredOneIsAMistakeOfTheProvider() {
            var options = StoreUri.parse("redis://h").options("prefix");

            assertThatIllegalArgumentException().isThrownBy(() -> options.text("prefx"));
            assertThatIllegalArgumentException().isThrownBy(() -> options.count("prefx"));
        }

        @ParameterizedTest
        @CsvSource({"500ms, PT0.5S", "5s, PT5S", "2m, PT2M", "24h, PT24H", "1ms, PT0.001S", "999999h, PT999999H"})
        void duration(String value, Duration duration) {
            assertThat(options("timeout=" + value, "timeout").duration("timeout"))
                    .contains(duration)
                    .hasValueSatisfying(it -> assertThat(it.toNanos()).isPositive());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "5",
                    "s",
                    "0s",
                    "000000ms",
                    "-5s",
                    "+5s",
                    "1.5s",
                    "5 s",
                    "5S",
                    "5d",
                    "PT5S",
                    "1000000s",
                    "٥s"
                })
        void notADuration(String value) {
            assertThatThrownBy(() -> options("timeout=" + value, "timeout").duration("timeout"))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageEndingWith(
                            "option timeout=%s is not a duration above zero, up to six digits with ms, s, m or h;"
                                    + " write for example timeout=5s",
                            value);
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "8, 8", "064, 64", "2147483647, 2147483647"})
        void count(String value, int count) {
            assertThat(options("poolSize=" + value, "poolSize").count("poolSize"))
                    .hasValue(count);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "0",
                    "-1",
                    "+1",
                    "1.0",
                    "1e3",
                    "0x10",
                    "2147483648",
                    "9999999999",
                    "99999999999",
                    "٥",
                    "many"
                })
        void notACount(String value) {
            assertThatThrownBy(() -> options("poolSize=" + value, "poolSize").count("poolSize"))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageEndingWith(
                            "option poolSize=%s is not a whole number from 1 to 2147483647;"
                                    + " write for example poolSize=8",
                            value);
        }

        @Test
        void countWithinBounds() {
            assertThat(options("wait=0", "wait").count("wait", 0, 5)).hasValue(0);
            assertThat(options("wait=5", "wait").count("wait", 0, 5)).hasValue(5);
            assertThatThrownBy(() -> options("wait=6", "wait").count("wait", 0, 5))
                    .hasMessageEndingWith("option wait=6 is not a whole number from 0 to 5; write for example wait=5");
            assertThatThrownBy(() -> options("wait=9", "wait").count("wait", 10, 50))
                    .hasMessageEndingWith("from 10 to 50; write for example wait=10");
        }

        @Test
        void flag() {
            assertThat(options("tls=true", "tls").flag("tls")).contains(true);
            assertThat(options("tls=false", "tls").flag("tls")).contains(false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "TRUE", "yes", "1", "on", "true "})
        void notAFlag(String value) {
            assertThatThrownBy(() -> options("tls=" + value, "tls").flag("tls"))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageEndingWith("option tls=%s is not true or false; write for example tls=true", value);
        }

        @Test
        void absentOnesAreEmpty() {
            var options = StoreUri.parse("redis://h").options("a");

            assertThat(options.text("a")).isEmpty();
            assertThat(options.duration("a")).isEmpty();
            assertThat(options.count("a")).isEmpty();
            assertThat(options.flag("a")).isEmpty();
        }

        @Test
        void complaintIsOneLineAndHidesWhatSoundsSecret() {
            assertThatThrownBy(() -> options("tls=a%0Ab", "tls").flag("tls"))
                    .hasMessageContaining("option tls=a\uFFFDb is not");
            assertThatThrownBy(() -> options("tokenCount=s3cret", "tokenCount").count("tokenCount"))
                    .hasMessageContaining("option tokenCount=*** is not");
        }

        private StoreUri.Options options(String query, String... known) {
            return StoreUri.parse("redis://h?" + query).options(known);
        }
    }

    @Nested
    class Password {

        @TempDir
        Path directory;

        @Test
        void fromTheEnvironmentAtEachCall() {
            StoreUri uri = StoreUri.parse("redis://bot@h?passwordEnv=DB_PW");

            assertThat(uri.password(Map.of("DB_PW", "s3cret"))).contains("s3cret");
            assertThat(uri.password(Map.of("DB_PW", " new\n"))).contains(" new\n");
        }

        @Test
        void fromTheRealEnvironment() {
            Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                    .filter(it -> !it.getValue().isEmpty() && it.getKey().matches("\\w+"))
                    .findFirst()
                    .orElseThrow();

            assertThat(StoreUri.parse("redis://h?passwordEnv=" + variable.getKey())
                            .password())
                    .contains(variable.getValue());
        }

        @Test
        void missingOrEmptyVariableIsNamed() {
            StoreUri uri = StoreUri.parse("redis://bot@h?passwordEnv=DB_PW");

            assertThatThrownBy(() -> uri.password(Map.of("db_pw", "s3cret")))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessage("store URI 'redis://bot@h?passwordEnv=DB_PW': the environment variable 'DB_PW'"
                            + " that passwordEnv names is not set; set it to the password");
            assertThatThrownBy(() -> uri.password(Map.of("DB_PW", "")))
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("'DB_PW' that passwordEnv names is empty");
        }

        @ParameterizedTest
        @ValueSource(strings = {"pässword ", "pässword \n", "pässword \r\n", "pässword \nsecond line\n"})
        void firstLineOfAFile(String content) throws IOException {
            Path file = Files.writeString(directory.resolve("my password"), content);

            assertThat(StoreUri.parse("redis://bot@h?passwordFile=" + file).password())
                    .contains("pässword ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", "\ns3cret"})
        void emptyFirstLineIsNamed(String content) throws IOException {
            Path file = Files.writeString(directory.resolve("pw"), content);

            assertThatThrownBy(() ->
                            StoreUri.parse("redis://h?passwordFile=" + file).password())
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("the file '%s' that passwordFile names has an empty first line", file)
                    .hasMessageNotContaining("s3cret");
        }

        @Test
        void missingFileIsNamed() {
            Path file = directory.resolve("absent");

            assertThatThrownBy(() ->
                            StoreUri.parse("redis://h?passwordFile=" + file).password())
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("the file '%s' that passwordFile names does not exist", file)
                    .hasCauseInstanceOf(NoSuchFileException.class);
        }

        @Test
        void unreadableFileIsNamed() throws IOException {
            Path latin1 = Files.write(directory.resolve("latin1"), "pä".getBytes(StandardCharsets.ISO_8859_1));

            for (String file : List.of(directory.toString(), latin1.toString(), "a%00b")) {
                assertThatThrownBy(() ->
                                StoreUri.parse("redis://h?passwordFile=" + file).password())
                        .isInstanceOf(StoreConfigurationException.class)
                        .hasMessageContaining(
                                "the file '%s' that passwordFile names cannot be read", file.replace("%00", "\uFFFD"));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "redis://a:b@h?passwordEnv=X",
                    "redis://:b@h?passwordFile=X",
                    "redis://h?passwordEnv=X&passwordFile=X",
                    "redis://h?passwordEnv=X&passwordEnv=X"
                })
        void givenTwiceIsRefused(String text) {
            assertThat(refusal(text))
                    .endsWith("the password is given more than once;"
                            + " keep one of user-info, passwordEnv and passwordFile");
        }
    }

    @Nested
    class Shown {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "memory:",
                    "MEMORY:Name",
                    "sqlite:my rosters/jürgen.db?timeout=5s",
                    "sqlite:C:\\rosters\\bot.db",
                    "sqlite:///var/roster.db",
                    "redis://bot@[::1]:6379,h2/0?prefix=a%20b",
                    "cache:redis://bot@h/0?passwordEnv=DB_PW",
                    "redis://h?passwordFile=/run/secrets/redis"
                })
        void withoutASecretAsItWasWritten(String text) {
            assertThat(StoreUri.parse(text)).hasToString(text);
        }

        @ParameterizedTest
        @CsvSource({
            "redis://bot:s3cret@h:6379/0?prefix=x, redis://bot:***@h:6379/0?prefix=x",
            "redis://:s3cret@h, redis://:***@h",
            "REDIS://bot:s3:cr%40et@h, REDIS://bot:***@h",
            "redis://me%40corp:s3cret@h, redis://***@h",
            "cache:redis://bot:s3cret@h/0, cache:redis://bot:***@h/0",
            "cache:cache:redis://bot:s3cret@h/0, cache:***@h/0",
            "redis:bot:s3cret@h, redis:***@h",
            "redis:/bot:s3cret@h, redis:***@h",
            "sqlite:/home/me@corp/x.db, sqlite:***@corp/x.db",
            "redis:%2F%2Fbot:s3cret%40h, redis:***%40h",
            "redis://h?password=s3cret, redis://h?password=***",
            "redis://h?a=b&sslPassword=s3cret&c=d, redis://h?a=b&sslPassword=***&c=d",
            "redis://h?passwordenv=s3cret, redis://h?passwordenv=***",
            "mongodb://h?authProperties=AWS_SESSION_TOKEN:s3cret, mongodb://h?authProperties=***",
            "redis://h?proxy=socks://a:s3cret%40h, redis://h?proxy=***"
        })
        void withStarsForTheSecret(String text, String shown) {
            assertThat(StoreUri.parse(text)).hasToString(shown);
        }

        @ParameterizedTest
        @CsvSource({
            "redis://:s3cret@, redis://:***@",
            "redis://bot:p@ss@h, redis://bot:***@h",
            "redis://bot:s3/cret@h/0?a, redis://bot:***@h/0?...",
            "redis://bot:s3cr?et@h/0?a, redis:***",
            "redis://bot:s3cret, redis://***",
            "redis://:s3cret%40h/0, redis://***",
            "redis://redis://bot:s3cret@h, redis://redis:***@h",
            "redis//bot:s3cret@h, redis//bot:***@h",
            "redis%3A%2F%2Fbot%3As3cret%40h, redis%3A***%40h",
            "//bot:s3cret@h, //bot:***@h",
            "bot:s3cret@h, bot:***@h",
            ":s3cret@h, :***@h",
            ":s3cret, :***",
            "s3cret@h, ***@h",
            "redis://h/0?password=s3cret, redis://h/0?...",
            "bot@s3cret:6379@h, ***@h",
            "bot%40s3cret:6379@h, ***@h",
            "roster.db, roster.db"
        })
        void redactedAlsoWhenMalformed(String text, String shown) {
            assertThat(StoreUri.redact(text)).isEqualTo(shown);
        }

        @Test
        void redactedInOneLine() {
            assertThat(StoreUri.redact("sqlite:a\nb\u2028c\u001Bd")).isEqualTo("sqlite:a\uFFFDb\uFFFDc\uFFFDd");
            assertThat(StoreUri.parse("sqlite:a\u2028b?x=\u2029")).hasToString("sqlite:a\uFFFDb?x=\uFFFD");
        }

        @Test
        void neverThePasswordOfAMangledUri() {
            Random random = new Random(20_240_229);
            Map<Boolean, Integer> read = new HashMap<>();
            List<String> leaks = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                Mangled mangled = Mangled.next(random);
                List<String> said = said(mangled.text());
                if (said.stream()
                        .anyMatch(
                                line -> line.contains("\n") || mangled.pieces().anyMatch(line::contains))) {
                    leaks.add(mangled.text() + " -> " + said);
                }
                read.merge(isRead(mangled.text()), 1, Integer::sum);
            }
            assertThat(leaks).isEmpty();
            assertThat(read)
                    .as("how many are well-formed")
                    .allSatisfy((is, count) -> assertThat(count).isGreaterThan(10_000));
            assertThat(read).containsOnlyKeys(true, false);
        }

        @Test
        void anyTextIsReadOrRefusedAndNothingElse() {
            Random random = new Random(7);
            String alphabet = "ab1:/@?&=%4C3[],.\\ #+-\n\u2028ü\uD83D";
            for (int i = 0; i < 50_000; i++) {
                StringBuilder text = new StringBuilder(random.nextBoolean() ? "ab:" : "");
                for (int left = random.nextInt(16); left > 0; left--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                for (String line : said(text.toString())) {
                    assertThat(line.lines()).as(line).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    /**
     * A URI with a password of two known pieces, damaged around it. Three things stay, since without them another
     * reading is the right one: the separator before the password (else it is a user), the name of a secret option,
     * and, where no authority or an {@code @} in the password precedes, the {@code @} behind it (else it is a path, or
     * a host).
     */
    private record Mangled(String text, String one, String two) {

        private static final List<String> BEFORE = List.of(
                "redis://bot:",
                "redis://:",
                "cache:redis://bot:",
                "redis:bot:",
                "redis:/bot:",
                "redis:///bot:",
                "//bot:",
                "bot:",
                ":",
                "redis//bot:",
                "redis://h1?password=",
                "redis://h1/0?a=b&pwd=",
                "sqlite:x.db?sslPassword=");
        private static final List<String> AFTER = List.of(
                "@h1", "@h1:6379/0", "@h1,[::1]:7001/0?prefix=x", "@", "@h1:x", "@h1?timeout=%", "@h1/a@b", "@:0");
        private static final List<String> JOINTS =
                List.of("", ":", "/", "?", "@", "#", "%", "%40", "%3A", "&", "=", ",", "[", " ", "\\", "\n", "ü", "//");
        private static final Pattern AUTHORITY = Pattern.compile("(cache:)?redis://[^/]*", Pattern.DOTALL);
        private static final String NOISE = ":/@?&=%#[], \\x0\n";

        Stream<String> pieces() {
            return Stream.of(one, two);
        }

        static Mangled next(Random random) {
            String one = "s3cret" + random.nextInt(10);
            String two = "Zwei" + random.nextInt(10);
            String before = pick(BEFORE, random);
            String joint = pick(JOINTS, random);
            int question = before.indexOf('?');
            if (question >= 0) {
                // In an option, an ampersand would end the value.
                String password = one + (joint.equals("&") ? "" : joint) + two;
                return new Mangled(
                        damaged(before.substring(0, question), random) + before.substring(question) + password,
                        one,
                        two);
            }
            int separator = before.length() - 1;
            String head = damaged(before.substring(0, separator), random) + before.charAt(separator);
            String after = pick(AFTER, random);
            boolean keepsAt = !AUTHORITY.matcher(head).matches() || joint.equals("@");
            String tail = keepsAt ? "@" + damaged(after.substring(1), random) : damaged(after, random);
            return new Mangled(head + one + joint + two + tail, one, two);
        }

        /** Up to two characters less, more or other; or cut short. */
        private static String damaged(String text, Random random) {
            StringBuilder damaged = new StringBuilder(text);
            for (int times = random.nextInt(3); times > 0 && !damaged.isEmpty(); times--) {
                int at = random.nextInt(damaged.length());
                char noise = NOISE.charAt(random.nextInt(NOISE.length()));
                switch (random.nextInt(4)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, noise);
                    case 2 -> damaged.setCharAt(at, noise);
                    default -> damaged.setLength(at);
                }
            }
            return damaged.toString();
        }

        private static String pick(List<String> from, Random random) {
            return from.get(random.nextInt(from.size()));
        }
    }

    private static boolean isRead(String text) {
        return catchThrowable(() -> StoreUri.parse(text)) == null;
    }

    /** All that a program may come to print about this text. */
    private static List<String> said(String text) {
        List<String> said = new ArrayList<>();
        said.add(StoreUri.redact(text));
        try {
            StoreUri uri = StoreUri.parse(text);
            said.add(uri.toString());
            said.add(uri.scheme());
            StoreUri.Options options = uri.options("prefix", "timeout", "a", "password");
            options.duration("timeout");
            options.count("prefix");
            options.flag("password");
        } catch (StoreConfigurationException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                said.add(cause.toString());
            }
        }
        return said;
    }

    static Stream<String> different() {
        return Stream.of(
                "redis://h/0", "redis://h/1", "rediss://h/0", "redis://a:b@h/0", "redis://a:c@h/0", "redis:h/0");
    }

    @ParameterizedTest
    @MethodSource("different")
    void equalOnlyToItself(String text) {
        assertThat(different().filter(it -> StoreUri.parse(it).equals(StoreUri.parse(text))))
                .containsExactly(text);
    }

    @Test
    void equalByTheSchemeInAnyCaseAndTheRestAsSpelled() {
        assertThat(StoreUri.parse("REDIS://h")).isEqualTo(StoreUri.parse("redis://h"));
        // As paths they are one; the URIs behind the prefix name different users.
        assertThat(StoreUri.parse("cache:redis://a%3Ab@h")).isNotEqualTo(StoreUri.parse("cache:redis://a:b@h"));
        EqualsVerifier.forClass(StoreUri.class)
                .withOnlyTheseFields("scheme", "rest")
                .suppress(Warning.NULL_FIELDS)
                .verify();
    }

    @Test
    void hostHasANameAndARealPort() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Host("", OptionalInt.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Host("h", OptionalInt.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Host("h", OptionalInt.of(65_536)));
    }

    private static String refusal(String text) {
        return catchThrowableOfType(StoreConfigurationException.class, () -> StoreUri.parse(text))
                .getMessage();
    }
}
