package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.StoreConfigurationException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The names of all that a store keeps, below one prefix. What belongs to an owner shares a hash tag, and so a slot of a
 * cluster; in the tag {@code %}, and the braces which would end it, are written as percent and two hex digits.
 */
final class Keyspace {

    private static final String LOG = ":log";
    private static final String STAGED = ":staged:";
    private static final String GUARD = ":guard";

    private final String prefix;

    Keyspace(String prefix) {
        if (prefix.isEmpty() || prefix.indexOf('{') >= 0) {
            throw new StoreConfigurationException(
                    "a prefix of keys is not empty and has no '{', which would move an owner's keys apart in a cluster: '%s'"
                            .formatted(prefix));
        }
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** Where commits are announced. */
    String channel() {
        return prefix + "feed";
    }

    /** The hash of an owner's contacts, and of the head. */
    String contacts(BareJid owner) {
        return prefix + '{' + encoded(owner.toString()) + '}';
    }

    /** The list of an owner's last commits. */
    String log(BareJid owner) {
        return contacts(owner) + LOG;
    }

    /** Where the outcome of one large commit is gathered before it takes the place of {@link #contacts}. */
    String staged(BareJid owner, long commit) {
        return contacts(owner) + STAGED + Long.toHexString(commit);
    }

    /**
     * A key that is never there. Where a slot of a cluster is being moved, no script runs that names a key which is not
     * there, and one that takes keys away and makes them again would be stopped in between.
     */
    String guard(BareJid owner) {
        return contacts(owner) + GUARD;
    }

    /** A key that is never there, in a slot that fits. */
    String beat(IntPredicate slotFits) {
        return IntStream.iterate(0, tag -> tag + 1)
                .mapToObj(tag -> prefix + '{' + tag + "}:beat")
                .filter(key -> slotFits.test(JedisClusterCRC16.getSlot(key)))
                .findFirst()
                .orElseThrow();
    }

    /** Where it is written in which form all is stored. */
    String format() {
        return prefix + "format";
    }

    /** A pattern that the keys of contacts match, and no others of a store: those do not end with the tag. */
    String pattern() {
        return prefix.replaceAll("[\\\\*?\\[]", "\\\\$0") + "{*}";
    }

    /** Whose contacts a key is about, if it is such a key. */
    Optional<BareJid> owner(byte[] key) {
        String name = new String(key, UTF_8);
        int begin = prefix.length() + 1;
        int end = name.length() - 1;
        boolean isOurs = end > begin && name.startsWith(prefix + '{') && name.indexOf('}', begin) == end;
        return isOurs ? Optional.of(BareJid.stored(decoded(name.substring(begin, end)))) : Optional.empty();
    }

    int formatSlot() {
        return JedisClusterCRC16.getSlot(format());
    }

    private static String encoded(String owner) {
        return owner.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
    }

    private static String decoded(String owner) {
        return owner.replace("%7D", "}").replace("%7B", "{").replace("%25", "%");
    }
}
