package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.rosterstore.BareJid;

/**
 * The names of the keys in which SleekRedis keeps rosters. JIDs stand in them as they are, and colons between them; so a
 * name by itself may be read in more ways than one.
 */
final class SleekKeys {

    /** The set of all owners. */
    static final String OWNERS = "roster:owners";

    /** What a set of entries is called, and also a contact of that JID. */
    static final String ENTRIES = "entries";

    /** What stands before the names of sets of groups, and also an owner of that JID. */
    static final String GROUPS = "groups";

    /** As long as a name of the other formats may be: two JIDs (RFC 7622, 3.1), and some. */
    static final int MAX_NAME = 8_192;

    /** Two addresses of IPv6 have fewer. */
    private static final int MAX_COLONS = 64;

    private static final String PREFIX = "roster:";

    /** What means something in a pattern of Redis. */
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]^\\\\-]");

    /**
     * An item, by the two names that make its key.
     *
     * @param owner the owner as the program wrote it
     * @param contact the contact as the program wrote it
     */
    record Item(String owner, String contact) {}

    private SleekKeys() {}

    /** The hash of an item. */
    static String item(String owner, String contact) {
        return PREFIX + owner + ":" + contact;
    }

    /** The set of an item's groups. */
    static String groups(String owner, String contact) {
        return PREFIX + GROUPS + ":" + owner + ":" + contact;
    }

    /** The set of an owner's contacts. */
    static String entries(String owner) {
        return PREFIX + owner + ":" + ENTRIES;
    }

    /** The pattern of all keys that may be of a roster. */
    static String pattern() {
        return PREFIX + "*";
    }

    /** The pattern of the keys of an owner's items, and perhaps of others. */
    static String pattern(String owner) {
        return PREFIX + SPECIAL.matcher(owner).replaceAll("\\\\$0") + ":*";
    }

    /** Whether it is the name of a set of groups, if it is that of a set. */
    static boolean isOfGroups(String key) {
        return key.startsWith(PREFIX + GROUPS + ":") && key.indexOf(':', PREFIX.length() + GROUPS.length() + 1) >= 0;
    }

    /** Every way to read a name as that of an item; none where there are too many. */
    static List<Item> readings(String key) {
        List<Item> readings = new ArrayList<>();
        if (key.chars().filter(c -> c == ':').count() > MAX_COLONS) {
            return readings;
        }
        for (int colon = key.indexOf(':', PREFIX.length()); colon >= 0; colon = key.indexOf(':', colon + 1)) {
            if (colon > PREFIX.length() && colon < key.length() - 1) {
                readings.add(new Item(key.substring(PREFIX.length(), colon), key.substring(colon + 1)));
            }
        }
        return readings;
    }

    /** Whether a text is a JID, or a full one. */
    static boolean isJid(String text) {
        try {
            BareJid.of(bare(text));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The text without what may be a resource. */
    static String bare(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
