package org.rosterstore.portable;

import java.util.List;
import java.util.Set;
import redis.clients.jedis.RedisClient;

/**
 * What SleekXMPP has a Redis do, command by command, through SleekRedis.
 *
 * @param client by which it does it
 * @param isNew whether the program is of the version that keeps sets of owners and entries
 */
record SleekProgram(RedisClient client, boolean isNew) {

    /** The order in which Python 2 goes over the set of the fields' names. */
    private static final List<String> FIELDS =
            List.of("from", "name", "pending_out", "to", "whitelisted", "groups", "pending_in");

    /**
     * A contact as SleekXMPP knows it.
     *
     * @param name as Python shows it
     * @param flags those of the five that are true
     * @param groups in the program's order
     */
    record State(String name, Set<String> flags, List<String> groups) {

        static State of(String name, String... flags) {
            return new State(name, Set.of(flags), List.of());
        }

        State in(String... itsGroups) {
            return new State(name, flags, List.of(itsGroups));
        }
    }

    /** Saves a contact, without a transaction, each field by a command of its own. */
    void save(String owner, String contact, State state) {
        if (isNew) {
            client.sadd("roster:owners", owner);
            client.sadd("roster:" + owner + ":entries", contact);
        }
        String item = "roster:" + owner + ":" + contact;
        String groups = "roster:groups:" + owner + ":" + contact;
        for (String field : FIELDS) {
            switch (field) {
                case "name" -> client.hset(item, field, state.name());
                case "groups" -> {
                    client.del(groups);
                    state.groups().forEach(group -> client.sadd(groups, group));
                }
                default -> client.hset(item, field, state.flags().contains(field) ? "True" : "False");
            }
        }
    }
}
