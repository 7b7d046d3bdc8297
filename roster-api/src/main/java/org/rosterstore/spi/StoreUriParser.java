package org.rosterstore.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rosterstore.StoreConfigurationException;

/**
 * Reads one store URI by the grammar of {@link StoreUri}. A complaint names a part by what it is and by its place, and
 * quotes none: in a garbled URI any part may be a piece of the password.
 */
final class StoreUriParser {

    static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):");

    /** As written, so still encoded. The address is checked for its characters alone: the resolver knows the rest. */
    static final Pattern HOST = Pattern.compile(
            "(?:(?<name>[\\p{L}\\p{M}\\p{N}._~%-]+)|\\[(?<ipv6>[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%25[A-Za-z0-9._~-]+)?)])"
                    + "(?::(?<port>[0-9]{1,5}))?");

    private static final Pattern AUTHORITY_BEHIND_PREFIX = Pattern.compile(SCHEME.pattern() + "//");
    private static final Pattern DRIVE_LETTER = Pattern.compile("[A-Za-z]:");
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private final String text;
    private final List<StoreUri.Host> hosts = new ArrayList<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private @Nullable String user;
    private @Nullable String password;

    StoreUriParser(String text) {
        this.text = text;
    }

    StoreUri parse() {
        checkCharacters();
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.lookingAt()) {
            throw noScheme();
        }
        String rest = text.substring(scheme.end());
        if (AUTHORITY_BEHIND_PREFIX.matcher(rest).lookingAt()) {
            // Its complaints fit better than those about a path, and come before any of it is shown as one.
            new StoreUriParser(rest).parse();
        }
        int question = rest.indexOf('?');
        String location = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "" : rest.substring(question + 1);

        String shownOptions = options(query);
        String path = location.startsWith("//") ? authority(location.substring(2)) : location;
        return new StoreUri(
                scheme.group(1).toLowerCase(Locale.ROOT),
                rest,
                user,
                password,
                hosts,
                decoded(path, "the path"),
                options,
                Redaction.ofLocation(scheme.group() + location) + shownOptions);
    }

    private void checkCharacters() {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw wrong("a control character (U+%04X) at index %d; remove it, or percent-encode it"
                        .formatted((int) text.charAt(i), i));
            }
        }
    }

    private StoreConfigurationException noScheme() {
        if (text.isEmpty()) {
            return new StoreConfigurationException(
                    "the store URI is empty; write for example memory: or sqlite:roster.db");
        }
        if (DRIVE_LETTER.matcher(text).lookingAt()) {
            return new StoreConfigurationException(
                    "the store URI begins with a drive letter instead of a scheme; for a file write sqlite:%s\\..."
                            .formatted(text.substring(0, 2)));
        }
        return wrong("begins with no scheme; write for example memory:, sqlite:roster.db or redis://localhost:6379/0");
    }

    /** Takes user-info and hosts from what follows the two slashes, and returns the path. */
    private String authority(String afterSlashes) {
        int slash = afterSlashes.indexOf('/');
        int end = slash < 0 ? afterSlashes.length() : slash;
        int at = afterSlashes.indexOf('@');
        if (at > end || at != afterSlashes.lastIndexOf('@')) {
            throw strayAt();
        }
        if (at >= 0) {
            userInfo(afterSlashes.substring(0, at));
        }
        String list = afterSlashes.substring(at + 1, end);
        if (!list.isEmpty()) {
            hosts(list);
        } else if (at >= 0) {
            throw wrong("no host after the '@'; write for example redis://user@localhost:6379");
        }
        return afterSlashes.substring(end);
    }

    private StoreConfigurationException strayAt() {
        return wrong("an '@' may stand once, between user and hosts; write %40 for any other,"
                + " and in a password also %2F for '/' and %3F for '?'");
    }

    private void userInfo(String userInfo) {
        int colon = userInfo.indexOf(':');
        String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (colon < 0 && name.isEmpty()) {
            throw wrong("no user before the '@'; name one, or remove the '@'");
        }
        if (!name.isEmpty()) {
            user = decoded(name, "the user");
        }
        if (colon >= 0) {
            password = decoded(userInfo.substring(colon + 1), "the password");
            if (password.isEmpty()) {
                throw wrong("an empty password; write one after the ':', or remove the ':'");
            }
        }
    }

    private void hosts(String list) {
        for (String written : list.split(",", -1)) {
            String which = "host " + (hosts.size() + 1);
            Matcher host = HOST.matcher(written);
            if (!host.matches()) {
                throw wrong(which + " is none; write name, name:port or [IPv6 address]:port,"
                        + " and a password as user:password@ before the hosts, in it %2F for '/' and %3F for '?'");
            }
            String name = host.group("name") == null ? host.group("ipv6") : host.group("name");
            hosts.add(new StoreUri.Host(decoded(name, which), port(host.group("port"), which)));
        }
    }

    private OptionalInt port(@Nullable String digits, String which) {
        if (digits == null) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw wrong("the port of " + which + " is not a number from 1 to 65535; correct it, or leave it out");
        }
        return OptionalInt.of(port);
    }

    /** Takes the options, and returns what may be shown of them. */
    private String options(String query) {
        if (query.isEmpty()) {
            return "";
        }
        if (query.indexOf('@') >= 0) {
            throw strayAt();
        }
        StringJoiner shown = new StringJoiner("&", "?", "");
        int place = 0;
        for (String written : query.split("&", -1)) {
            String which = "option " + ++place;
            int equals = written.indexOf('=');
            String name = written.substring(0, Math.max(0, equals));
            if (!OPTION_NAME.matcher(name).matches()) {
                throw wrong(which + " is not written name=value; write for example ?timeout=5s&prefix=x");
            }
            String value = decoded(written.substring(equals + 1), which);
            options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            shown.add(Redaction.hides(name, value) ? name + "=***" : written);
        }
        return Redaction.oneLine(shown.toString());
    }

    private String decoded(String written, String which) {
        if (written.indexOf('%') < 0) {
            return written;
        }
        StringBuilder decoded = new StringBuilder(written.length());
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int i = 0;
        while (i < written.length()) {
            if (written.charAt(i) != '%') {
                decoded.append(written.charAt(i++));
                continue;
            }
            for (; i < written.length() && written.charAt(i) == '%'; i += 3) {
                octets.write(octet(written, i, which));
            }
            decoded.append(utf8(octets.toByteArray(), which));
            octets.reset();
        }
        return decoded.toString();
    }

    private int octet(String written, int percent, String which) {
        if (percent + 2 >= written.length()
                || !HexFormat.isHexDigit(written.charAt(percent + 1))
                || !HexFormat.isHexDigit(written.charAt(percent + 2))) {
            throw wrong("a '%' in " + which + " without two hex digits; write %25 for a percent sign");
        }
        return HexFormat.fromHexDigits(written, percent + 1, percent + 3);
    }

    private String utf8(byte[] octets, String which) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            // Without the cause: it has nothing to add.
            throw wrong("the %XX in " + which + " are not UTF-8; write for example %C3%BC for an u with diaeresis");
        }
    }

    private StoreConfigurationException wrong(String problem) {
        return new StoreConfigurationException("store URI '" + Redaction.ofText(text) + "': " + problem);
    }
}
