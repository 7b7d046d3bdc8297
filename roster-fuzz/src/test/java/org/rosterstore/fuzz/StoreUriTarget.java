package org.rosterstore.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/**
 * Store URIs: any text is read or refused in the documented way, and a password in it is never shown.
 *
 * <p>The input is the text. For {@value #PLACE} in it a password is planted; where that stands in the place of one, it may be
 * in no message and no {@code toString}.
 */
final class StoreUriTarget {

    private static final String PLACE = "{password}";

    /** Of the same length. */
    private static final String PLANTED = "xyzzy4plgh";

    /** What is behind a prefix is opened, and complained of, as a URI of its own; so there may be any number of them. */
    private static final Pattern BEFORE_USER_INFO =
            Pattern.compile("(?:(?i:cache):)*(?:(?:[A-Za-z][A-Za-z0-9+.-]+:)+//)?");

    /** The schemes of stores that make no file and no connection. */
    private static final Set<String> HARMLESS = Set.of("memory", "cache");

    private static final Pattern SOUNDS_SECRET =
            Pattern.compile("pass|pwd|secret|token|credential", Pattern.CASE_INSENSITIVE);

    static {
        Set<String> schemes = ServiceLoader.load(RosterStoreProvider.class).stream()
                .flatMap(provider -> provider.get().schemes().stream())
                .collect(Collectors.toSet());
        if (!HARMLESS.containsAll(schemes)) {
            throw new IllegalStateException("made-up URIs would be opened by the stores of " + schemes);
        }
    }

    private StoreUriTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        String template = new String(octets, StandardCharsets.UTF_8);
        String text = template.replace(PLACE, PLANTED);
        boolean secret = isSecret(template, text);
        shown(StoreUri.redact(text), secret);
        StoreUri uri;
        try {
            uri = StoreUri.parse(text);
        } catch (StoreConfigurationException e) {
            refused(e, secret);
            return;
        }
        shown(uri.toString(), secret);
        hidden(uri.hosts().toString(), secret);
        hidden(uri.user().orElse(""), secret);
        Promise.equal(uri, StoreUri.parse(text), "read twice");
        Promise.that(text.endsWith(uri.rest()), () -> "the rest is not the text's end");
        Promise.equal(uri, StoreUri.parse(uri.scheme() + ":" + uri.rest()), "the scheme in lower case");
        options(uri, secret);
        open(text, secret);
    }

    private static void options(StoreUri uri, boolean secret) {
        try {
            StoreUri.Options options = uri.options("timeout", "prefix", "size", "token");
            options.duration("timeout");
            options.text("prefix");
        } catch (StoreConfigurationException e) {
            refused(e, secret);
        }
    }

    private static void open(String text, boolean secret) {
        try (RosterStore store = RosterStores.open(text)) {
            shown(store.describe().toString(), secret);
        } catch (StoreConfigurationException e) {
            refused(e, secret);
        }
    }

    private static void refused(StoreConfigurationException refusal, boolean secret) {
        for (@Nullable Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            Optional.ofNullable(cause.getMessage()).ifPresent(message -> shown(message, secret));
        }
    }

    private static void shown(String message, boolean secret) {
        Promise.oneLine(message, Integer.MAX_VALUE);
        hidden(message, secret);
    }

    private static void hidden(String message, boolean secret) {
        Promise.that(!secret || !message.contains(PLANTED), () -> "the password is shown: " + message);
    }

    /**
     * Whether there are places for a password, and all of them are such as a person would write one in. Jazzer sees what texts
     * are compared with, and so may write the planted password elsewhere itself.
     */
    private static boolean isSecret(String template, String text) {
        int place = template.indexOf(PLACE);
        if (place < 0 || template.contains(PLANTED)) {
            return false;
        }
        for (; place >= 0; place = template.indexOf(PLACE, place + 1)) {
            if (!isInUserInfo(text, place) && !isInOption(text, place)) {
                return false;
            }
        }
        return true;
    }

    /** Behind a colon that is not the scheme's, and before an {@code @}. */
    private static boolean isInUserInfo(String text, int place) {
        Matcher before = BEFORE_USER_INFO.matcher(text);
        int colon = text.indexOf(':', before.lookingAt() ? before.end() : 0);
        return colon >= 0 && colon < place && text.indexOf('@', place) >= 0;
    }

    /** In the value of an option whose name sounds secret. */
    private static boolean isInOption(String text, int place) {
        int question = text.indexOf('?');
        int begin = Math.max(question, text.lastIndexOf('&', place)) + 1;
        int equals = text.indexOf('=', begin);
        if (question < 0 || question > place || equals < 0 || equals > place) {
            return false;
        }
        String name = text.substring(begin, equals);
        return SOUNDS_SECRET.matcher(name).find() && !name.equals("passwordEnv") && !name.equals("passwordFile");
    }
}
