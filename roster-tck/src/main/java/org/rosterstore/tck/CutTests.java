package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.MERCUTIO;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Connections that are cut, at any octet. */
final class CutTests {

    private static final int REFUSALS = 3;
    private static final int LEAST = 24;

    /** The octets at the end that are never left out: all that a commit still waits for may be in them. */
    private static final int LASTS = 8;

    private CutTests() {}

    @Verifies(value = Clause.FAIL_NOT_APPLIED, needs = Hook.RELAY)
    static void aCommitThatIsCutAnywhereInItsRequestIsWhatItsOutcomeSays(Trial trial) {
        cutEverywhere(trial, Relay.Way.TO_SERVER);
    }

    @Verifies(value = Clause.FAIL_UNKNOWN, needs = Hook.RELAY)
    static void aCommitWhoseReplyIsCutAnywhereIsWhatItsOutcomeSaysAndTakesEffectOnce(Trial trial) {
        cutEverywhere(trial, Relay.Way.TO_CLIENT);
    }

    private static void cutEverywhere(Trial trial, Relay.Way way) {
        Relay relay = trial.relay();
        CutCommits commits = new CutCommits(trial, relay, trial.handle(relay));
        long length = commits.length(way);
        trial.expect(length > 0, "a handle whose connections go through the relay", "nothing has passed it");
        for (long octets : positions(trial, length, trial.effort().rounds() >= Effort.FULL.rounds())) {
            commits.cut(() -> relay.cutAfter(way, octets));
            trial.note(commits.toString());
        }
        // A store that tries again by itself meets a server that is gone; it may do so for all of its deadline.
        for (int i = 0; i < REFUSALS; i++) {
            long octets = i * (length - 1) / (REFUSALS - 1);
            commits.cut(() -> relay.refuseAfter(way, octets));
            trial.note(commits.toString());
        }
    }

    /** Where to cut: everywhere, or at some places, the first and the last ones among them. */
    private static long[] positions(Trial trial, long length, boolean all) {
        long some = Math.max(LEAST, trial.effort().rounds() / 2);
        long step = all ? 1 : Math.max(1, length / some);
        long first = trial.random().nextLong(step);
        long lasts = Math.max(0, length - LASTS);
        return LongStream.concat(
                        LongStream.concat(
                                LongStream.of(0), LongStream.iterate(first, at -> at < lasts, at -> at + step)),
                        LongStream.range(lasts, length))
                .distinct()
                .toArray();
    }

    @Verifies(value = Clause.FAIL_READ, needs = Hook.RELAY)
    static void aReadThatIsCutAnywhereIsWholeOrFails(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit crowd = RosterEdit.replaceItems(Cast.crowd(12).stream()
                .map(guest -> RosterItem.of(guest).withGroups("guests"))
                .toList());
        Revision first = trial.store().commit(owner, crowd);
        Revision last = trial.store()
                .commit(owner, RosterEdit.put(named(JULIET, "Juliet")).and(RosterEdit.ver("2")));
        Relay relay = trial.relay();
        RosterStore store = trial.handle(relay);
        Patience.load(trial, store, owner, last);
        Map<String, Supplier<?>> reads = new LinkedHashMap<>();
        reads.put("load", () -> store.load(owner));
        reads.put("find", () -> store.find(owner, JULIET));
        reads.put("revision", () -> store.revision(owner));
        reads.put("loadAll", () -> store.loadAll(List.of(owner)));
        store.history().ifPresent(history -> reads.put("history().since", () -> history.since(owner, first)));
        int[] failed = {0};
        reads.forEach((call, read) -> failed[0] += cutRead(trial, relay, call, read));
        trial.note("%d reads failed".formatted(failed[0]));
    }

    /** How often it failed; an answer is the whole one. */
    private static int cutRead(Trial trial, Relay relay, String call, Supplier<?> read) {
        long before = relay.passed(Relay.Way.TO_CLIENT);
        Object whole = Patience.<Object>untilItWorks(trial, call, read::get);
        long length = relay.passed(Relay.Way.TO_CLIENT) - before;
        int failed = 0;
        for (long octets : length == 0 ? new long[0] : positions(trial, length, false)) {
            Patience.<Object>untilItWorks(trial, call, read::get);
            relay.cutAfter(Relay.Way.TO_CLIENT, octets);
            try {
                Object answer = Patience.inTime(trial, call, read::get);
                trial.expect(
                        Objects.equals(whole, answer),
                        "%s, cut after %d octets of %d, fails or answers %s".formatted(call, octets, length, whole),
                        answer);
            } catch (RosterStoreException e) {
                failed++;
            } catch (RuntimeException e) {
                throw trial.fail(
                        "%s, cut after %d octets of %d, throws a RosterStoreException".formatted(call, octets, length),
                        e);
            } finally {
                relay.pass();
            }
        }
        return failed;
    }

    @Verifies(value = Clause.FEED_SIGNALS, needs = Hook.RELAY)
    static void aSubscriberThatWasCutOffIsToldSoAndSignalsGoOn(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = trial.handle(relay);
        Feed feed = store.feed().orElseThrow();
        Signals signals = new Signals(feed.latency());
        Feed.Registration registration = feed.subscribe(signals);
        try {
            expectSignal(trial, signals);
            for (int round = 0; round < 2; round++) {
                relay.refuse();
                BareJid owner = trial.owner();
                int begin = signals.count();
                Revision missed = trial.store().commit(owner, RosterEdit.put(named(NURSE, "Nurse")));
                relay.pass();
                signals.expect(owner, missed, begin);
                untilSignalsGoOn(trial, store, signals);
                expectSignal(trial, signals);
            }
        } finally {
            registration.close();
        }
    }

    @Verifies(value = Clause.FEED_SIGNALS, needs = Hook.RELAY)
    static void aSubscriberWhoseConnectionFallsSilentIsToldSoAndSignalsGoOn(Trial trial) {
        Relay relay = trial.relay();
        RosterStore store = trial.handle(relay);
        Feed feed = store.feed().orElseThrow();
        Signals signals = new Signals(feed.latency());
        Feed.Registration registration = feed.subscribe(signals);
        try {
            expectSignal(trial, signals);
            int begin = signals.count();
            relay.hang();
            BareJid owner = trial.owner();
            Revision missed = trial.store().commit(owner, RosterEdit.put(named(TYBALT, "Tybalt")));
            signals.expect(owner, missed, begin);
            relay.pass();
            untilSignalsGoOn(trial, store, signals);
            expectSignal(trial, signals);
        } finally {
            registration.close();
        }
    }

    /** A commit of another handle is signalled. */
    private static void expectSignal(Trial trial, Signals signals) {
        BareJid owner = trial.owner();
        int begin = signals.count();
        signals.expect(owner, trial.store().commit(owner, RosterEdit.put(named(MERCUTIO, "Mercutio"))), begin);
    }

    /** A feed connects again in its own time: until it has, commits are followed by interruptions at best. */
    private static void untilSignalsGoOn(Trial trial, RosterStore store, Signals signals) {
        Patience.untilItWorks(trial, "load", () -> store.load(trial.owner()));
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (true) {
            BareJid owner = trial.owner();
            int begin = signals.count();
            signals.expect(owner, trial.store().commit(owner, RosterEdit.ver("1")), begin);
            if (!signals.of(owner).isEmpty()) {
                return;
            }
            trial.expect(
                    System.nanoTime() - end < 0,
                    "signals of commits, and not only interruptions, within %s of the connection's return"
                            .formatted(Patience.LIMIT),
                    "there were none");
        }
    }
}
