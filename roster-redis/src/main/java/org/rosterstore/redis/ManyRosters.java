package org.rosterstore.redis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;

/** The rosters of many owners, those of one server some at a time. */
final class ManyRosters {

    private static final int TOGETHER = 250;

    private final Redis redis;
    private final Keyspace keyspace;
    private final Deadline deadline;

    ManyRosters(Redis redis, Keyspace keyspace, Deadline deadline) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.deadline = deadline;
    }

    /** In the order asked for. */
    Map<BareJid, Roster> load(Collection<BareJid> owners) {
        Map<BareJid, Roster> rosters = new LinkedHashMap<>();
        Map<Object, List<OwnerKeys>> byServer = new LinkedHashMap<>();
        for (BareJid owner : new LinkedHashSet<>(owners)) {
            rosters.put(owner, Roster.none(owner)); // its place
            OwnerKeys keys = new OwnerKeys(keyspace, owner);
            byServer.computeIfAbsent(redis.server(keys.slot(), deadline), server -> new ArrayList<>())
                    .add(keys);
        }
        for (List<OwnerKeys> all : byServer.values()) {
            for (int begin = 0; begin < all.size(); begin += TOGETHER) {
                load(all.subList(begin, Math.min(all.size(), begin + TOGETHER)), rosters);
            }
        }
        return rosters;
    }

    private void load(List<OwnerKeys> some, Map<BareJid, Roster> rosters) {
        CommandArguments[] commands = some.stream().map(OwnerKeys::whole).toArray(CommandArguments[]::new);
        Iterator<OwnerKeys> order = some.iterator();
        List<Object> read;
        try {
            read = redis.direct(
                    some.get(0).slot(),
                    deadline,
                    reply -> new OneRoster(order.next().owner(), reply),
                    commands);
        } catch (Failed e) {
            for (OwnerKeys keys : some) { // one of them may have moved to another server
                Object reply = redis.ask(keys.slot(), deadline, keys.whole()).get(0);
                rosters.put(
                        keys.owner(), StoredRoster.ofReply(keys.owner(), reply).roster());
            }
            return;
        }
        read.forEach(one -> rosters.put(((OneRoster) one).owner, ((OneRoster) one).roster()));
    }

    /** A roster as it has come, or why it cannot be read. */
    private static final class OneRoster {

        private final BareJid owner;
        private @Nullable Roster roster;
        private @Nullable RuntimeException failure;

        OneRoster(BareJid owner, Object reply) {
            this.owner = owner;
            try {
                this.roster = StoredRoster.ofReply(owner, reply).roster();
            } catch (RuntimeException e) {
                this.failure = e;
            }
        }

        Roster roster() {
            if (failure != null) {
                throw failure;
            }
            return requireNonNull(roster);
        }
    }
}
