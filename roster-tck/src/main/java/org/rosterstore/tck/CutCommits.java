package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Small commits to several contacts through a relay that cuts them, each to an owner of its own. */
final class CutCommits {

    private final Trial trial;
    private final Relay relay;
    private final RosterStore store;
    private int acknowledged;
    private int notApplied;
    private int found;
    private int notFound;

    CutCommits(Trial trial, Relay relay, RosterStore store) {
        this.trial = trial;
        this.relay = relay;
        this.store = store;
    }

    private static RosterEdit edit(String number) {
        return RosterEdit.put(named(JULIET, number))
                .and(RosterEdit.put(named(TYBALT, number)))
                .and(RosterEdit.extra(NURSE, "number", number))
                .and(RosterEdit.ver(number));
    }

    private static boolean isAt(Roster roster, String number) {
        Optional<String> expected = Optional.of(number);
        return roster.contact(JULIET).item().map(RosterItem::name).equals(expected)
                && roster.contact(TYBALT).item().map(RosterItem::name).equals(expected)
                && number.equals(roster.contact(NURSE).extras().get("number"))
                && roster.ver().equals(expected);
    }

    /** An owner with a first commit, and a connection through which it was read. */
    private BareJid begin() {
        BareJid owner = trial.owner();
        trial.unmodelled(owner); // a commit of unknown outcome may be in it
        Revision first = trial.store().commit(owner, edit("1"));
        Patience.untilItWorks(trial, "load", () -> Patience.load(trial, store, owner, first));
        return owner;
    }

    /** How many octets go this way in a commit. */
    long length(Relay.Way way) {
        BareJid owner = begin();
        long before = relay.passed(way);
        store.commit(owner, edit("2"), Condition.none());
        return relay.passed(way) - before;
    }

    /** Makes a commit that meets a fault, compares the owner with what is said of it, and repeats it if that is due. */
    void cut(Runnable fault) {
        BareJid owner = begin();
        Roster before = trial.store().load(owner);
        Condition condition = Condition.at(before.revision());
        fault.run();
        CommitResult result;
        try {
            result = Patience.inTime(trial, "commit", () -> store.commit(owner, edit("2"), condition));
        } catch (RosterStoreException e) {
            relay.pass();
            expectAsSaid(before, e);
            return;
        } catch (RuntimeException e) {
            throw trial.fail("a commit that is cut throws a RosterStoreException", e);
        } finally {
            relay.pass();
        }
        if (!(result instanceof Committed committed)) {
            throw trial.fail("a commit at %s, where nobody else writes".formatted(before.revision()), result);
        }
        acknowledged++;
        Roster after = Patience.load(trial, trial.store(), owner, committed.revision());
        expect(
                Clause.COMMIT_COUNTER,
                after.revision().counter() <= before.revision().counter() + 1,
                "of a commit that was cut, once, the counter "
                        + (before.revision().counter() + 1),
                after);
        expect(
                Clause.READ_FRESH,
                isAt(after, "2") && after.revision().equals(committed.revision()),
                "the commit that was cut, since it was acknowledged, at " + committed.revision(),
                after);
    }

    private void expectAsSaid(Roster before, RosterStoreException failure) {
        BareJid owner = before.owner();
        Roster after = trial.store().load(owner);
        boolean isBefore = isAt(after, "1") && after.revision().equals(before.revision());
        if (failure.outcome() == Outcome.NOT_APPLIED) {
            notApplied++;
            expect(
                    Clause.FAIL_NOT_APPLIED,
                    isBefore,
                    "nothing of the commit that was cut, which failed with NOT_APPLIED (%s)".formatted(failure),
                    after);
            return;
        }
        Condition retry = Condition.retrying(failure.attempt().orElseThrow());
        Revision once = before.revision().next(retry.commit().orElseThrow());
        found += isBefore ? 0 : 1;
        notFound += isBefore ? 1 : 0;
        expect(
                Clause.FAIL_UNKNOWN,
                isBefore || (isAt(after, "2") && after.revision().equals(once)),
                "all or nothing of the commit that was cut, whose outcome is UNKNOWN",
                after);
        for (RosterStore handle : new RosterStore[] {store, trial.store()}) {
            CommitResult answer = Patience.untilItWorks(trial, "a retry", () -> handle.commit(owner, edit("2"), retry));
            expect(
                    Clause.FAIL_UNKNOWN,
                    answer.equals(new Committed(once)),
                    "to the retry of a commit that was cut the answer " + new Committed(once),
                    answer);
        }
        Roster last = Patience.load(trial, trial.store(), owner, once);
        expect(
                Clause.FAIL_UNKNOWN,
                isAt(last, "2") && last.revision().equals(once),
                "after its retries the whole commit, once, at " + once,
                last);
    }

    private static void expect(Clause clause, boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new Nonconformity(clause, expected, actual.toString());
        }
    }

    /** What became of them, in numbers. */
    @Override
    public String toString() {
        return "of %d commits that were cut %d were acknowledged and %d not applied; of unknown outcome were %d that were found and %d that were not"
                .formatted(acknowledged + notApplied + found + notFound, acknowledged, notApplied, found, notFound);
    }
}
