package org.rosterstore.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.KeyValue;

/** What replies hold, whichever of the two protocols they came by. */
final class Replies {

    private Replies() {}

    static byte @Nullable [] octets(@Nullable Object reply) {
        return (byte[]) reply;
    }

    /** Octets each, or null. */
    @SuppressWarnings("unchecked")
    static List<byte @Nullable []> list(Object reply) {
        return (List<byte @Nullable []>) reply;
    }

    /** Fields and values one after the other. RESP3 has maps for them. */
    static List<byte[]> pairs(Object reply) {
        List<?> list = (List<?>) reply;
        if (list.isEmpty() || !(list.get(0) instanceof KeyValue)) {
            @SuppressWarnings("unchecked")
            List<byte[]> pairs = (List<byte[]>) list;
            return pairs;
        }
        List<byte[]> pairs = new ArrayList<>(2 * list.size());
        for (Object entry : list) {
            KeyValue<?, ?> pair = (KeyValue<?, ?>) entry;
            pairs.add((byte[]) pair.getKey());
            pairs.add((byte[]) pair.getValue());
        }
        return pairs;
    }
}
