package org.rosterstore.spi;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a store URI may be shown. It shows what it recognises as harmless and hides the rest, since it is asked about
 * garbled URIs too, where a piece of the password may stand in the place of a port, a path or an option.
 */
final class Redaction {

    private static final String HIDDEN = "***";

    /** A scheme, or a prefix scheme and a scheme. Not more: {@code redis:user:password://} would pass as three. */
    private static final Pattern BEFORE_AUTHORITY =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:(?:[A-Za-z][A-Za-z0-9+.-]+:)?//");

    private static final Pattern PLAIN_USER = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~+-]*");

    /** Encoded separators count too: of a URI that was encoded as a whole, no more may be shown than of another. */
    private static final Pattern COLON = Pattern.compile(":|%3[Aa]");

    private static final Pattern AT = Pattern.compile("@|%40");

    /** In an option: what sounds secret, in the value too (AWS_SESSION_TOKEN comes there), or a URI with user-info. */
    private static final Pattern SECRET =
            Pattern.compile("pass|pwd|secret|token|credential|:[^@]*@", Pattern.CASE_INSENSITIVE);

    private static final Pattern BREAKS_LINES = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private Redaction() {}

    /** Of a text that was meant as a URI; of its options nothing. */
    static String ofText(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return ofLocation(text);
        }
        if (question < last(AT, text)) {
            // Either of the two may stand in a password, and so may what is between them or around them.
            Matcher scheme = StoreUriParser.SCHEME.matcher(text);
            return (scheme.lookingAt() ? scheme.group() : "") + HIDDEN;
        }
        return ofLocation(text.substring(0, question)) + "?...";
    }

    /** Of what stands before the options. */
    static String ofLocation(String location) {
        Matcher before = BEFORE_AUTHORITY.matcher(location);
        return oneLine(
                before.lookingAt()
                        ? before.group() + ofAuthority(location.substring(before.end()))
                        : withoutAuthority(location));
    }

    private static String ofAuthority(String authorityAndPath) {
        int at = authorityAndPath.lastIndexOf('@');
        String userInfo = authorityAndPath.substring(0, at + 1);
        String hosts = authorityAndPath.substring(at + 1);
        return ofUserInfo(userInfo) + (harmless(hosts) ? hosts : HIDDEN);
    }

    private static String ofUserInfo(String userInfo) {
        if (userInfo.isEmpty()) {
            return "";
        }
        int colon = userInfo.indexOf(':');
        String user = userInfo.substring(0, colon < 0 ? userInfo.length() - 1 : colon);
        if (!PLAIN_USER.matcher(user).matches()) {
            return HIDDEN + "@";
        }
        return colon < 0 ? user + "@" : user + ":" + HIDDEN + "@";
    }

    private static boolean harmless(String hostsAndPath) {
        int slash = hostsAndPath.indexOf('/');
        String hosts = slash < 0 ? hostsAndPath : hostsAndPath.substring(0, slash);
        return !hostsAndPath.contains("://")
                && (hosts.isEmpty()
                        || Arrays.stream(hosts.split(",", -1))
                                .allMatch(host ->
                                        StoreUriParser.HOST.matcher(host).matches()));
    }

    /** A path, or a user and a password before which the two slashes were forgotten. */
    private static String withoutAuthority(String location) {
        Matcher colon = COLON.matcher(location);
        int afterColon = colon.find() ? colon.end() : 0;
        int at = last(AT, location);
        if (at >= 0) {
            // Before an '@' nothing is shown but a user or a scheme.
            Matcher user = AT.matcher(location);
            int shown = user.find() && user.start() < afterColon ? 0 : afterColon;
            return location.substring(0, shown) + HIDDEN + location.substring(at);
        }
        boolean path = StoreUriParser.SCHEME.matcher(location).lookingAt() && !location.contains("://");
        return path || afterColon == 0 ? location : location.substring(0, afterColon) + HIDDEN;
    }

    /** Of an option and its decoded value. */
    static String ofOption(String name, String value) {
        return name + "=" + (hides(name, value) ? HIDDEN : value);
    }

    /** Whether the value of an option is not to be shown. */
    static boolean hides(String name, String value) {
        boolean saysWhere = name.equals("passwordEnv") || name.equals("passwordFile");
        return !saysWhere
                && (SECRET.matcher(name).find() || SECRET.matcher(value).find());
    }

    /** The text with a replacement character for each that would end the line or steer a terminal. */
    static String oneLine(String text) {
        return BREAKS_LINES.matcher(text).replaceAll("\uFFFD");
    }

    private static int last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }
}
