package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.Deadline;

/**
 * One call of commit. The script decides, in one round trip, unless there is too much for it or it says that it cannot; then
 * it is decided here on what was read, and written if the owner is still as it was. A lost reply is no end: the commit is
 * sent again, and since it has an id, and a base after which all commits are remembered, it is applied once.
 */
final class CommitCall {

    private final Redis redis;
    private final Keyspace keyspace;
    private final OwnerKeys keys;
    private final RosterEdit edit;
    private final Replicas replicas;
    private final Deadline deadline;
    private final Redis.Pauses pauses;
    private final long commit;
    private final byte[] channel;

    /** Becomes that of a retry once a try was sent and not answered. */
    private Condition condition;

    private Revision base;

    CommitCall(
            Redis redis,
            Keyspace keyspace,
            BareJid owner,
            RosterEdit edit,
            Condition condition,
            Revision seen,
            Replicas replicas,
            Deadline deadline) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.keys = new OwnerKeys(keyspace, owner);
        this.edit = edit;
        this.condition = condition;
        this.replicas = replicas;
        this.deadline = deadline;
        this.pauses = redis.pauses(deadline);
        this.commit = condition.commit().orElseGet(Revision::newCommitId);
        this.base = condition.attempt().map(Attempt::base).or(condition::owner).orElse(seen);
        this.channel = keyspace.channel().getBytes(UTF_8);
    }

    CommitResult run() {
        boolean isForScript = !edit.replacesItems()
                && CommitOrder.touched(edit).size() <= CommitOrder.MOST
                && condition.contacts().size() <= CommitOrder.MOST;
        Optional<CommitResult> result = isForScript ? byScript() : Optional.empty();
        return result.orElseGet(this::planned);
    }

    /** Empty if it is to be planned. */
    private Optional<CommitResult> byScript() {
        CommitOrder order = CommitOrder.of(channel, edit, condition, commit);
        while (true) {
            Optional<ScriptAnswer> answered = tried(Script.COMMIT, scriptKeys(edit.erases()), order.arguments(base));
            if (answered.isEmpty()) {
                continue;
            }
            ScriptAnswer answer = answered.get();
            switch (answer.letter()) {
                case ScriptAnswer.COMMITTED -> {
                    return Optional.of(new Committed(answer.revision()));
                }
                case ScriptAnswer.FAILED -> {
                    return Optional.of(new Conflict(answer.revision()));
                }
                case ScriptAnswer.BASE_UNKNOWN -> rebase(answer.revision());
                default -> {
                    return Optional.empty();
                }
            }
        }
    }

    private byte[][] scriptKeys(boolean erases) {
        return erases ? keys.guarded() : keys.both();
    }

    /** Nothing was applied yet, so that any revision will do as the base; if that is not known, nothing can be told. */
    private void rebase(Revision revision) {
        if (condition.attempt().isPresent()) {
            throw StoreUnavailableException.unknownOutcome(
                    "whether a commit to %s was applied cannot be told any more: the owner is at %s, and only the last %d commits are remembered"
                            .formatted(keys.owner(), revision, Condition.REMEMBERED_COMMITS),
                    condition.attempt().get());
        }
        base = revision;
    }

    /** Empty if it may be tried again. */
    private Optional<ScriptAnswer> tried(Script script, byte[][] scriptKeys, byte[][] arguments) {
        try {
            List<Object> replies =
                    redis.change(keys.slot(), deadline, script, scriptKeys, arguments, replicas.await(deadline));
            ScriptAnswer answer = ScriptAnswer.read(replies.get(0));
            if (answer.letter() == ScriptAnswer.COMMITTED) {
                replicas.check(replies, () -> attempt());
            }
            return Optional.of(answer);
        } catch (Failed e) {
            Trouble trouble = redis.trouble(e);
            if (e.maybeDone()) {
                condition = Condition.retrying(attempt());
            }
            if (!pauses.mayTryAgain(trouble)) {
                throw outcome(trouble.failure());
            }
            return Optional.empty();
        }
    }

    /** The failure with what is known of the outcome. */
    private RosterStoreException outcome(RosterStoreException failure) {
        return condition.attempt().isEmpty()
                ? failure
                : StoreUnavailableException.unknownOutcome(
                        "a commit to %s may have been made, or not: %s".formatted(keys.owner(), failure.getMessage()),
                        failure,
                        condition.attempt().get());
    }

    private Attempt attempt() {
        return condition.attempt().orElseGet(() -> new Attempt(condition.expectation(), commit, base));
    }

    private CommitResult planned() {
        while (true) {
            StoredRoster stored;
            try {
                stored = read();
            } catch (StoreUnavailableException e) {
                throw outcome(e);
            }
            CommitPlan plan = CommitPlan.of(stored, edit, identified(), Instant.now());
            if (plan.write().isEmpty()) {
                return plan.result();
            }
            if (condition.attempt().isEmpty()) {
                base = stored.stored().revision();
            }
            Optional<ScriptAnswer> answer = written(plan.write().get(), stored);
            if (answer.isPresent() && answer.get().letter() == ScriptAnswer.COMMITTED) {
                return new Committed(answer.get().revision());
            }
            if (deadline.isOver()) {
                throw outcome(new StoreUnavailableException(
                        "other writers were always faster than a commit to %s".formatted(keys.owner())));
            }
        }
    }

    private StoredRoster read() {
        RosterReading reading = new RosterReading(redis, keys, deadline);
        Set<BareJid> touched = CommitOrder.touched(edit);
        if (edit.replacesItems() || touched.size() > CommitOrder.MOST) {
            return reading.whole();
        }
        touched.addAll(condition.contacts().keySet());
        StoredRoster some = reading.some(touched);
        return some.unreadable().isEmpty() ? some : reading.whole(); // whose repair counts the requests anew
    }

    /** The condition with the id that this commit has from its first try on. */
    private Condition identified() {
        return condition.commit().isPresent() ? condition : condition.withCommit(commit);
    }

    private Optional<ScriptAnswer> written(CommitPlan.Write write, StoredRoster stored) {
        Revision at = stored.stored().revision();
        CommitPlan.Write counted = Repair.counted(write, stored);
        if (counted.changes().size() <= CommitOrder.MOST) {
            return tried(
                    Script.COMMIT,
                    scriptKeys(counted.erases()),
                    CommitOrder.of(channel, counted, at).arguments(at));
        }
        StagedCommit staged = new StagedCommit(redis, keyspace, keys, deadline);
        staged.gather(counted, stored);
        return tried(Script.SWAP, staged.keys(), staged.arguments(channel, at));
    }
}
