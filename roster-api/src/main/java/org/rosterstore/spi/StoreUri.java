package org.rosterstore.spi;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rosterstore.StoreConfigurationException;

/**
 * The address of a store: a scheme, which names the provider, and what the provider needs to open it. Immutable.
 *
 * <pre>{@code
 * uri       = scheme ":" ( path / "//" [ authority ] [ "/" path ] ) [ "?" [ options ] ]
 * scheme    = ALPHA 1*( ALPHA / DIGIT / "+" / "-" / "." )
 * authority = [ ( user [ ":" password ] / ":" password ) "@" ] host *( "," host )
 * host      = ( name / "[" IPv6 address "]" ) [ ":" port ]
 * options   = option *( "&" option )
 * option    = ALPHA *( ALPHA / DIGIT / "." / "_" / "-" ) "=" value
 * }</pre>
 *
 * <p>Examples: {@code memory:}, {@code sqlite:my rosters/bot.db}, {@code sqlite:C:\rosters\bot.db},
 * {@code postgresql://bot@db.example/rosters?passwordEnv=DB_PASSWORD},
 * {@code redis-cluster://[::1]:7001,h2:7002?prefix=x}.
 *
 * <p>A path is taken as it stands up to the first {@code ?}: spaces, backslashes, any script. {@code #} and {@code +}
 * mean themselves; there are no fragments. {@code %} and two hex digits, of UTF-8, write any other character in users,
 * passwords, host names, paths and values. A raw {@code @} separates user and hosts, and may else stand only in a path
 * without authority; so a password with a raw {@code @}, or with {@code /} or {@code ?} before the hosts, is refused
 * and never read as something else. A scheme has at least two characters, since one is a drive letter; its case means
 * nothing.
 *
 * <p>A prefix scheme ({@code cache:redis://h1/0?prefix=x}) has no options of its own: all behind its colon is the
 * {@link #rest()}, which its provider opens as a URI. If that has an authority, it is checked with the whole.
 *
 * <p>Every failure here is a {@link StoreConfigurationException} of one line that says what to do. It shows no
 * password, and nor does {@link #toString()}. Only {@link #password()} does, {@link #rest()}, and the {@link #path()}
 * of a URI without authority, where a URI may stand or the slashes may have been forgotten.
 *
 * <p>Two are equal if their schemes and rests are: spelling counts, since it may matter to what a prefix scheme hands
 * on.
 */
public final class StoreUri {

    private static final String PASSWORD_ENV = "passwordEnv";
    private static final String PASSWORD_FILE = "passwordFile";

    private final String scheme;
    private final String rest;
    private final @Nullable String user;
    private final @Nullable String password;
    private final List<Host> hosts;
    private final String path;
    private final Map<String, List<String>> options;
    private final String shown;

    /** Takes what the parser has read; {@code shown} is the whole without secrets. */
    StoreUri(
            String scheme,
            String rest,
            @Nullable String user,
            @Nullable String password,
            List<Host> hosts,
            String path,
            Map<String, List<String>> options,
            String shown) {
        this.scheme = scheme;
        this.rest = rest;
        this.user = user;
        this.password = password;
        this.hosts = List.copyOf(hosts);
        this.path = path;
        this.options = Map.copyOf(options);
        this.shown = shown;
        checkOnePassword();
    }

    /**
     * Reads a store URI. Nothing is looked up: no host, no file, no environment variable.
     *
     * @param text for example {@code sqlite:roster.db}
     * @return its parts
     * @throws StoreConfigurationException if it does not follow the grammar, or gives the password in two ways
     */
    public static StoreUri parse(String text) {
        return new StoreUriParser(requireNonNull(text, "text")).parse();
    }

    /**
     * What may be shown of a text that was meant as a store URI, well-formed or not: user-info and what could be part
     * of it are replaced by {@code ***}, options by three dots, line breaks by a replacement character. Rather too
     * little is shown than too much.
     *
     * @param text what somebody wrote where a store URI belongs
     * @return one line, safe for logs
     */
    public static String redact(String text) {
        return Redaction.ofText(requireNonNull(text, "text"));
    }

    /**
     * The name of the provider.
     *
     * @return the scheme in lower case, without its colon
     */
    public String scheme() {
        return scheme;
    }

    /**
     * All that follows the scheme's colon, as it was written: for a prefix scheme, the URI of the store behind it. It
     * may hold a password in clear.
     *
     * @return the rest, perhaps empty
     */
    public String rest() {
        return rest;
    }

    /**
     * The hosts, in the order written.
     *
     * @return the hosts, none where there is no authority or an empty one ({@code sqlite:///var/bot.db})
     */
    public List<Host> hosts() {
        return hosts;
    }

    /**
     * The path, decoded. After an authority it begins with the slash: of {@code redis://h1/0} it is {@code /0}.
     *
     * @return the path, perhaps empty
     */
    public String path() {
        return path;
    }

    /**
     * The user to log in as, decoded.
     *
     * @return the user, or empty where none is named: also in {@code redis://:password@host}
     */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /**
     * The password to log in with: from the user-info, from the environment variable that the option {@code
     * passwordEnv} names, or the first line (UTF-8) of the file that {@code passwordFile} names. Variable and file are
     * read at each call and not kept, so that a password may be changed under a running program.
     *
     * @return the password, never an empty one, or empty where none is given
     * @throws StoreConfigurationException if the variable is not set, the file cannot be read, or one of them is empty
     */
    public Optional<String> password() {
        return password(System.getenv());
    }

    Optional<String> password(Map<String, String> environment) {
        if (password != null) {
            return Optional.of(password);
        }
        return value(PASSWORD_ENV)
                .map(name -> fromEnvironment(name, environment))
                .or(() -> value(PASSWORD_FILE).map(this::fromFile));
    }

    private String fromEnvironment(String name, Map<String, String> environment) {
        String found = environment.get(name);
        if (found == null || found.isEmpty()) {
            throw wrong("the environment variable '%s' that passwordEnv names is %s; set it to the password"
                    .formatted(name, found == null ? "not set" : "empty"));
        }
        return found;
    }

    private String fromFile(String file) {
        String line;
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            line = reader.readLine();
        } catch (NoSuchFileException e) {
            throw wrong(
                    "the file '%s' that passwordFile names does not exist; write the password there".formatted(file),
                    e);
        } catch (IOException | InvalidPathException e) {
            throw wrong(
                    "the file '%s' that passwordFile names cannot be read (%s); make it readable UTF-8"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
        if (line == null || line.isEmpty()) {
            throw wrong("the file '%s' that passwordFile names has an empty first line; write the password there"
                    .formatted(file));
        }
        return line;
    }

    private void checkOnePassword() {
        int ways = (password == null ? 0 : 1) + given(PASSWORD_ENV) + given(PASSWORD_FILE);
        if (ways > 1) {
            throw wrong("the password is given more than once; keep one of user-info, passwordEnv and passwordFile");
        }
    }

    private int given(String option) {
        return options.getOrDefault(option, List.of()).size();
    }

    /** The value of an option that is given at most once. */
    private Optional<String> value(String option) {
        return options.getOrDefault(option, List.of()).stream().findFirst();
    }

    /**
     * The options, after a check that each is one that the provider knows and none is repeated. {@code passwordEnv} and
     * {@code passwordFile} are known to all.
     *
     * @param known the names that the provider knows, in their exact case
     * @return the options, to be read by those names
     * @throws StoreConfigurationException if another option is given, or one twice; the message lists the known ones
     */
    public Options options(String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        names.add(PASSWORD_ENV);
        names.add(PASSWORD_FILE);
        for (String given : new TreeSet<>(options.keySet())) {
            if (!names.contains(given)) {
                throw wrong("unknown option '%s'; known are %s".formatted(given, String.join(", ", names)));
            }
            if (given(given) > 1) {
                throw wrong("option '%s' is given more than once; known, once each, are %s"
                        .formatted(given, String.join(", ", names)));
            }
        }
        return new Options(this, names);
    }

    private StoreConfigurationException wrong(String problem) {
        return new StoreConfigurationException(message(problem));
    }

    private StoreConfigurationException wrong(String problem, Exception cause) {
        return new StoreConfigurationException(message(problem), cause);
    }

    private String message(String problem) {
        return "store URI '" + shown + "': " + Redaction.oneLine(problem);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreUri that && scheme.equals(that.scheme) && rest.equals(that.rest);
    }

    @Override
    public int hashCode() {
        return 31 * scheme.hashCode() + rest.hashCode();
    }

    /**
     * The URI as it was written, in one line, with {@code ***} for the password, for the value of an option that sounds
     * secret, and for anything else that may be one: what precedes an {@code @} in a path is not shown either.
     */
    @Override
    public String toString() {
        return shown;
    }

    /**
     * A host of the authority.
     *
     * @param name a name or an address, an IPv6 address without its brackets; decoded, so that it may be the path of a
     *     socket
     * @param port the port, or empty for the store's usual one
     */
    public record Host(String name, OptionalInt port) {

        /**
         * Checks the parts.
         *
         * @param name not empty
         * @param port from 1 to 65535, if there is one
         * @throws IllegalArgumentException if they are not
         */
        public Host {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a host without a name");
            }
            if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
                throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port.getAsInt());
            }
        }

        /** {@code h1}, {@code h1:6379} or {@code [::1]:6379}. */
        @Override
        public String toString() {
            String host = name.indexOf(':') < 0 ? name : "[" + name + "]";
            return port.isPresent() ? host + ":" + port.getAsInt() : host;
        }
    }

    /**
     * The options of a URI, read by name and as what they mean. Immutable.
     *
     * <p>An option that is not given is empty: the provider has the defaults. A value that does not fit is a
     * {@link StoreConfigurationException} that names the option and shows a right value. To read a name that was not
     * declared known is an {@link IllegalArgumentException}.
     */
    public static final class Options {

        /** Six digits, so that every duration also fits into nanoseconds. */
        private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

        private static final Pattern COUNT = Pattern.compile("[0-9]{1,10}");

        private final StoreUri uri;
        private final Set<String> known;

        private Options(StoreUri uri, Set<String> known) {
            this.uri = uri;
            this.known = known;
        }

        /**
         * The value as it is.
         *
         * @param name a known option
         * @return its decoded value, perhaps an empty string, or empty where the option is not given
         */
        public Optional<String> text(String name) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("not declared as a known option: " + name);
            }
            return uri.value(name);
        }

        /**
         * A length of time above zero: a whole number of at most six digits with {@code ms}, {@code s}, {@code m} or
         * {@code h}.
         *
         * @param name a known option
         * @return the duration, or empty where the option is not given
         * @throws StoreConfigurationException if the value is no such duration
         */
        public Optional<Duration> duration(String name) {
            return text(name).map(value -> duration(name, value));
        }

        private Duration duration(String name, String value) {
            Matcher matcher = DURATION.matcher(value);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
                throw wrong(name, value, "a duration above zero, up to six digits with ms, s, m or h", "5s");
            }
            int amount = Integer.parseInt(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }

        /**
         * A whole number above zero.
         *
         * @param name a known option
         * @return the number, or empty where the option is not given
         * @throws StoreConfigurationException if the value is no such number
         */
        public OptionalInt count(String name) {
            return count(name, 1, Integer.MAX_VALUE);
        }

        /**
         * A whole number within bounds.
         *
         * @param name a known option
         * @param least the lowest right number, not negative
         * @param most the highest one
         * @return the number, or empty where the option is not given
         * @throws StoreConfigurationException if the value is no such number
         */
        public OptionalInt count(String name, int least, int most) {
            Optional<String> given = text(name);
            if (given.isEmpty()) {
                return OptionalInt.empty();
            }
            String value = given.get();
            long count = COUNT.matcher(value).matches() ? Long.parseLong(value) : -1;
            if (count < least || count > most) {
                String example = Integer.toString(Math.max(least, Math.min(most, 8)));
                throw wrong(name, value, "a whole number from %d to %d".formatted(least, most), example);
            }
            return OptionalInt.of((int) count);
        }

        /**
         * A yes or no, written {@code true} or {@code false} and in no other way.
         *
         * @param name a known option
         * @return the answer, or empty where the option is not given
         * @throws StoreConfigurationException if the value is neither
         */
        public Optional<Boolean> flag(String name) {
            return text(name).map(value -> switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw wrong(name, value, "true or false", "true");
            });
        }

        private StoreConfigurationException wrong(String name, String value, String expected, String example) {
            return uri.wrong("option %s is not %s; write for example %s=%s"
                    .formatted(Redaction.ofOption(name, value), expected, name, example));
        }
    }
}
