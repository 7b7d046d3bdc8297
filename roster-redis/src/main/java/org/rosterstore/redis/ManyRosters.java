package org.rosterstore.redis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;

/** The rosters of many owners. Those of one server are asked for one after the other, and read while others are on the way. */
final class ManyRosters {

    private final Redis redis;
    private final Keyspace keyspace;
    private final Deadline deadline;
    private final RosterReader reader = new RosterReader();

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
        byServer.values().forEach(some -> load(some, rosters));
        return rosters;
    }

    private void load(List<OwnerKeys> some, Map<BareJid, Roster> rosters) {
        List<Object> read = read(some);
        for (int i = 0; i < some.size(); i++) {
            OwnerKeys keys = some.get(i);
            // Whatever the trouble is, it is that of one: it may have moved to another server.
            OneRoster one = read.get(i) instanceof OneRoster roster
                    ? roster
                    : new OneRoster(
                            reader,
                            keys,
                            redis.ask(keys.slot(), deadline, keys.whole()).get(0));
            rosters.put(keys.owner(), one.roster());
        }
    }

    /** A roster for each, or an error. */
    private List<Object> read(List<OwnerKeys> some) {
        CommandArguments[] commands = some.stream().map(OwnerKeys::whole).toArray(CommandArguments[]::new);
        int slot = some.get(0).slot();
        try {
            return redis.direct(
                    slot, deadline, (reply, number) -> new OneRoster(reader, some.get(number), reply), commands);
        } catch (Failed e) {
            return Collections.nCopies(some.size(), e);
        }
    }

    /** A roster as it has come, or why it cannot be read. */
    private static final class OneRoster {

        private @Nullable Roster roster;
        private @Nullable RuntimeException failure;

        OneRoster(RosterReader reader, OwnerKeys keys, Object reply) {
            try {
                this.roster = reader.read(keys.owner(), reply);
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
