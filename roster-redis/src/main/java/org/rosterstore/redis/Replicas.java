package org.rosterstore.redis;

import java.util.List;
import java.util.function.Supplier;
import org.rosterstore.Attempt;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** How many replicas must have a commit before it is acknowledged; 0 if none need to. */
record Replicas(int count) {

    /** What is sent behind a commit. */
    CommandArguments[] await(Deadline deadline) {
        return count == 0
                ? new CommandArguments[0]
                : new CommandArguments[] {
                    new CommandArguments(Command.WAIT).add(count).add(deadline.leftMillis())
                };
    }

    /** Looks at what was answered: the server has the commit, but a fail-over might lose it. */
    void check(List<Object> replies, Supplier<Attempt> attempt) {
        if (count > 0 && (Long) replies.get(1) < count) {
            throw StoreUnavailableException.unknownOutcome(
                    "a commit was made, but only %d of %d replicas have confirmed it in time"
                            .formatted((Long) replies.get(1), count),
                    attempt.get());
        }
    }
}
