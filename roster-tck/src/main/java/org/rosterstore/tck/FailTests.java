package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoredDataException;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/** Failure: of the storage, of one record, and of the calling thread's patience. */
final class FailTests {

    private static final RosterEdit PUT_JULIET = RosterEdit.put(named(JULIET, "Juliet"));
    private static final RosterEdit PUT_NURSE = RosterEdit.put(named(NURSE, "Nurse"));
    private static final RosterEdit PUT_TYBALT = RosterEdit.put(named(TYBALT, "Tybalt"));

    private static final RosterEdit THREE_PARTS =
            PUT_NURSE.and(RosterEdit.extra(JULIET, "trusted", "yes")).and(RosterEdit.ver("2"));

    private FailTests() {}

    // An outage.

    @Verifies(Clause.FAIL_READ)
    static void aReadWithoutStorageIsAFailure(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        Revision revision = store.commit(owner, PUT_JULIET.and(RosterEdit.ver("1")));
        Patience.load(trial, store, owner, revision);
        Map<String, Supplier<?>> reads = reads(store, owner, revision);
        Map<String, Object> before = new LinkedHashMap<>();
        reads.forEach((call, read) -> before.put(call, read.get()));
        Optional<Duration> bound = store.describe().freshness().bound();
        BareJid neverRead = trial.owner();
        StoreFixture.Outage.Restoration restoration = outage(trial);
        try {
            long begin = System.nanoTime();
            reads.forEach((call, read) ->
                    failsOnceItMust(trial, call, read, Objects.requireNonNull(before.get(call)), bound, begin));
            fails(trial, "load of an owner that was not read before", () -> store.load(neverRead));
            fails(trial, "find in an owner that was not read before", () -> store.find(neverRead, JULIET));
            fails(trial, "revision of an owner that was not read before", () -> store.revision(neverRead));
        } finally {
            restoration.close();
        }
        Patience.untilItWorks(trial, "load", () -> store.load(owner));
    }

    private static Map<String, Supplier<?>> reads(RosterStore store, BareJid owner, Revision revision) {
        Map<String, Supplier<?>> reads = new LinkedHashMap<>();
        reads.put("load", () -> store.load(owner));
        reads.put("find", () -> store.find(owner, JULIET));
        reads.put("find of an absent contact", () -> store.find(owner, NURSE));
        reads.put("revision", () -> store.revision(owner));
        reads.put("loadAll", () -> store.loadAll(List.of(owner)));
        store.history().ifPresent(history -> reads.put("history().since", () -> history.since(owner, revision)));
        store.catalog().ifPresent(catalog -> reads.put("catalog().page", () -> catalog.page(Optional.empty(), 10)));
        return reads;
    }

    /** Reads until that fails. What is answered till then was read before, and the store's freshness allows it still. */
    private static void failsOnceItMust(
            Trial trial, String call, Supplier<?> read, Object before, Optional<Duration> bound, long begin) {
        while (true) {
            Object answer;
            try {
                answer = Patience.inTime(trial, call, read::get);
            } catch (RosterStoreException e) {
                return;
            } catch (RuntimeException e) {
                throw trial.fail(call + " without storage throws a RosterStoreException", e);
            }
            boolean isAllowed = bound.isPresent()
                    && System.nanoTime() - begin
                            < bound.get().plus(Patience.LIMIT).toNanos()
                    && answer.equals(before);
            trial.expect(isAllowed, call + " without storage throws a RosterStoreException", "it answered " + answer);
            Patience.pause();
        }
    }

    private static RosterStoreException fails(Trial trial, String call, Supplier<?> supplier) {
        return trial.expectThrows(
                RosterStoreException.class,
                call + " without storage",
                () -> Patience.inTime(trial, call, supplier::get));
    }

    private static StoreFixture.Outage.Restoration outage(Trial trial) {
        return trial.fixture().outage().orElseThrow().begin();
    }

    private record Failed(Roster before, RosterEdit edit, RosterStoreException failure) {}

    @Verifies(Clause.FAIL_NOT_APPLIED)
    static void aCommitWithoutStorageFailsAndDoesNotTurnUpLater(Trial trial) {
        RosterStore store = trial.store();
        Map<Roster, RosterEdit> edits = new LinkedHashMap<>();
        edits.put(store.load(trial.owner()), PUT_JULIET);
        for (RosterEdit edit : List.of(
                PUT_NURSE.and(RosterEdit.ver("2")),
                RosterEdit.remove(JULIET),
                RosterEdit.replaceItems(List.of()),
                RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH)),
                RosterEdit.extra(JULIET, "trusted", "yes"),
                RosterEdit.nothing(),
                RosterEdit.eraseAll())) {
            BareJid owner = trial.owner();
            Revision revision = store.commit(owner, PUT_JULIET.and(RosterEdit.ver("1")));
            edits.put(Patience.load(trial, store, owner, revision), edit);
        }
        List<Failed> failed = new ArrayList<>();
        StoreFixture.Outage.Restoration restoration = outage(trial);
        try {
            edits.forEach((before, edit) -> {
                RosterStoreException failure = fails(
                        trial,
                        "commit of " + Statements.of(edit),
                        () -> store.commit(before.owner(), edit, Condition.none()));
                failed.add(new Failed(before, edit, failure));
            });
        } finally {
            restoration.close();
        }
        List<Failed> notApplied = failed.stream()
                .filter(it -> it.failure().outcome() == Outcome.NOT_APPLIED)
                .toList();
        trial.note("%d of %d commits failed with NOT_APPLIED".formatted(notApplied.size(), failed.size()));
        notApplied.forEach(it -> expectNothingOf(trial, it));
        // What lies in a queue gets its chance: calls through this handle and another, on these owners and a new one.
        BareJid busy = trial.owner();
        RosterStore other = trial.anotherHandle();
        for (int i = 0; i < 5; i++) {
            commitAfterOutage(trial, store, busy, RosterEdit.ver("" + i));
            commitAfterOutage(trial, other, busy, RosterEdit.noVer());
            notApplied.forEach(it -> expectNothingOf(trial, it));
        }
        for (Failed it : notApplied) {
            Revision next = commitAfterOutage(trial, store, it.before().owner(), PUT_TYBALT);
            trial.expectEqual(
                    "of the next commit after one that was not applied the counter",
                    it.before().revision().counter() + 1,
                    next.counter());
        }
    }

    private static void expectNothingOf(Trial trial, Failed commit) {
        Roster after = Patience.untilItWorks(
                trial, "load", () -> trial.store().load(commit.before().owner()));
        trial.expect(
                after.revision().equals(commit.before().revision()) && after.sameContent(commit.before()),
                "of %s, which failed with NOT_APPLIED, nothing in %s"
                        .formatted(Statements.of(commit.edit()), commit.before()),
                after);
    }

    @Verifies(Clause.FAIL_NOT_APPLIED)
    static void aCommitThatAnOutageCatchesAndThatWasNotAppliedHasLeftNothing(Trial trial) {
        List<CountingWriter> notApplied = CountingWriter.caughtByAnOutage(trial).stream()
                .filter(writer -> writer.failure().outcome() == Outcome.NOT_APPLIED)
                .toList();
        trial.note("%d of %d writers failed with NOT_APPLIED".formatted(notApplied.size(), CountingWriter.COUNT));
        for (CountingWriter writer : notApplied) {
            Roster roster =
                    Patience.untilItWorks(trial, "load", () -> trial.store().load(writer.owner()));
            trial.expect(
                    writer.isAt(roster, writer.acknowledged())
                            && roster.revision().equals(writer.reached()),
                    "the state of the %d commits that were acknowledged, up to %s, and nothing of the next, which failed with NOT_APPLIED"
                            .formatted(writer.acknowledged(), writer.reached()),
                    roster);
        }
    }

    @Verifies(Clause.FAIL_RECOVERS)
    static void theSameHandleWorksAgain(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        Revision revision = store.commit(
                owner,
                PUT_JULIET
                        .and(RosterEdit.ver("1"))
                        .and(RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH))));
        Roster before = Patience.load(trial, store, owner, revision);
        Map<String, Supplier<?>> reads = reads(store, owner, revision);
        StoreFixture.Outage.Restoration restoration = outage(trial);
        try {
            reads.forEach((call, read) -> meetTheOutage(trial, call, read));
            meetTheOutage(
                    trial, "commit", () -> store.commit(trial.own(BareJid.stored(trial.freshDomain())), PUT_NURSE));
        } finally {
            restoration.close();
        }
        Roster after = Patience.untilItWorks(trial, "load", () -> store.load(owner));
        trial.expect(
                after.revision().equals(before.revision()) && after.sameContent(before),
                "after an outage what was acknowledged before it: " + before,
                after);
        reads.forEach((call, read) -> Patience.untilItWorks(trial, call, read::get));
        Revision next = commitAfterOutage(trial, store, owner, PUT_NURSE);
        trial.expectEqual("of the first commit after the outage the counter", revision.counter() + 1, next.counter());
        trial.expect(
                Patience.load(trial, store, owner, next).contact(NURSE).item().isPresent(),
                "what was committed after the outage",
                store.load(owner));
    }

    @Verifies(Clause.FAIL_RECOVERS)
    static void manyCallersFindTheirWayBack(Trial trial) {
        List<CountingWriter> writers = CountingWriter.caughtByAnOutage(trial);
        for (CountingWriter writer : writers) {
            Roster roster =
                    Patience.untilItWorks(trial, "load", () -> trial.store().load(writer.owner()));
            trial.expect(
                    roster.revision().counter() >= writer.reached().counter(),
                    "all that was acknowledged before the outage, up to " + writer.reached(),
                    roster);
        }
    }

    /** Lets a handle notice the outage; what it makes of that is verified elsewhere. */
    private static void meetTheOutage(Trial trial, String call, Supplier<?> supplier) {
        try {
            Patience.inTime(trial, call, supplier::get);
        } catch (RuntimeException e) {
            // As it should be.
        }
    }

    /** Commits once, whatever it takes. */
    private static Revision commitAfterOutage(Trial trial, RosterStore store, BareJid owner, RosterEdit edit) {
        Condition condition = Condition.none().withCommit(Revision.newCommitId());
        CommitResult result = Patience.untilItWorks(trial, "commit", () -> store.commit(owner, edit, condition));
        if (result instanceof Committed committed) {
            return committed.revision();
        }
        throw trial.fail("a commit without a condition is committed", result);
    }

    @Verifies(Clause.FAIL_UNKNOWN)
    static void aCommitOfUnknownOutcomeIsWholeOrAbsentAndARetryTakesEffectOnce(Trial trial) {
        List<CountingWriter> unknown = CountingWriter.caughtByAnOutage(trial).stream()
                .filter(writer -> writer.failure().outcome() == Outcome.UNKNOWN)
                .toList();
        trial.note("%d of %d writers failed with UNKNOWN".formatted(unknown.size(), CountingWriter.COUNT));
        for (CountingWriter writer : unknown) {
            Roster roster =
                    Patience.untilItWorks(trial, "load", () -> trial.store().load(writer.owner()));
            int acknowledged = writer.acknowledged();
            trial.expect(
                    writer.isAt(roster, acknowledged) || writer.isAt(roster, acknowledged + 1),
                    "the whole state of %d commits, or of one more, whose outcome is UNKNOWN".formatted(acknowledged),
                    roster);
            Condition retry = Condition.retrying(writer.failure().attempt().orElseThrow());
            CommitResult first = retry(trial, writer, retry);
            Revision expected = writer.reached().next(retry.commit().orElseThrow());
            trial.expectEqual("to the retry the answer", new Committed(expected), first);
            trial.expectEqual("to a second retry the answer", first, retry(trial, writer, retry));
            Roster after = Patience.load(trial, trial.store(), writer.owner(), expected);
            trial.expect(
                    writer.isAt(after, acknowledged + 1) && after.revision().equals(expected),
                    "after the retries the state of %d commits, at %s".formatted(acknowledged + 1, expected),
                    after);
        }
    }

    private static CommitResult retry(Trial trial, CountingWriter writer, Condition retry) {
        return Patience.untilItWorks(
                trial, "a retry", () -> trial.store().commit(writer.owner(), writer.pending(), retry));
    }

    /** A commit of unknown outcome: what it was to do, from where, and all that it was tried with. */
    private record Unknown(BareJid owner, Revision base, List<Condition> tries) {}

    @Verifies(Clause.FAIL_UNKNOWN)
    static void commitsOfUnknownOutcomeWithoutStorageTakeEffectOnce(Trial trial) {
        RosterStore store = trial.store();
        Map<BareJid, Revision> bases = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            BareJid owner = trial.owner();
            trial.unmodelled(owner); // a commit that was not acknowledged may be in it
            bases.put(owner, store.commit(owner, PUT_JULIET));
        }
        List<Unknown> unknown = new ArrayList<>();
        StoreFixture.Outage.Restoration restoration = outage(trial);
        try {
            bases.forEach((owner, base) -> {
                Unknown commit = new Unknown(owner, base, new ArrayList<>());
                tryWithoutStorage(trial, commit, Condition.at(base));
                if (!commit.tries().isEmpty()) {
                    tryWithoutStorage(trial, commit, commit.tries().get(0));
                    unknown.add(commit);
                }
            });
        } finally {
            restoration.close();
        }
        trial.note("%d of %d commits failed with UNKNOWN".formatted(unknown.size(), bases.size()));
        unknown.forEach(commit -> expectOnce(trial, commit));
    }

    private static void tryWithoutStorage(Trial trial, Unknown commit, Condition condition) {
        RosterStoreException failure =
                fails(trial, "commit", () -> trial.store().commit(commit.owner(), THREE_PARTS, condition));
        failure.attempt().ifPresent(attempt -> commit.tries().add(Condition.retrying(attempt)));
    }

    private static void expectOnce(Trial trial, Unknown commit) {
        RosterStore store = trial.store();
        Revision base = commit.base();
        Revision once = base.next(commit.tries().get(0).commit().orElseThrow());
        Roster between = Patience.untilItWorks(trial, "load", () -> store.load(commit.owner()));
        trial.expect(
                isWhole(between, base, once),
                "the whole commit of outcome UNKNOWN at %s, or nothing of it at %s".formatted(once, base),
                between);
        for (Condition retry : commit.tries()) {
            trial.expectEqual(
                    "to a retry when the storage is back the answer",
                    new Committed(once),
                    Patience.untilItWorks(trial, "a retry", () -> store.commit(commit.owner(), THREE_PARTS, retry)));
        }
        Roster after = Patience.load(trial, store, commit.owner(), once);
        trial.expect(
                after.revision().equals(once) && isWhole(after, base, once),
                "after its retries the whole commit, once, at " + once,
                after);
    }

    private static boolean isWhole(Roster roster, Revision before, Revision after) {
        boolean applied = roster.revision().equals(after);
        return (applied || roster.revision().equals(before))
                && roster.contact(NURSE).item().isPresent() == applied
                && roster.contact(JULIET).extras().containsKey("trusted") == applied
                && roster.ver().isPresent() == applied;
    }

    // A damaged record.

    /** An owner with three contacts, of whom Tybalt's record is damaged. */
    private static BareJid damagedOwner(Trial trial) {
        BareJid owner = trial.owner();
        trial.unmodelled(owner);
        trial.store().commit(owner, RosterEdit.all(List.of(PUT_JULIET, PUT_NURSE)));
        trial.store().commit(owner, PUT_TYBALT.and(RosterEdit.ver("7")));
        trial.fixture().corruption().orElseThrow().corrupt(owner, TYBALT);
        return owner;
    }

    private static void expectReport(Trial trial, Roster roster) {
        trial.expectEqual(
                "the unreadable records of",
                List.of(TYBALT),
                roster.unreadable().stream().map(Unreadable::contact).toList());
        trial.expect(!roster.contacts().containsKey(TYBALT), "no contact in place of a damaged record", roster);
        trial.expectEqual("while a record is damaged the ver", Optional.empty(), roster.ver());
    }

    /** The roster once the damage shows, which for a store that may answer with older states takes a while. */
    private static Roster loadDamaged(Trial trial, RosterStore store, BareJid owner) {
        return Eventually.read(
                trial, () -> store.load(owner), roster -> !roster.unreadable().isEmpty());
    }

    @Verifies(Clause.FAIL_UNREADABLE)
    static void aDamagedRecordIsReportedAtEveryRead(Trial trial) {
        BareJid owner = damagedOwner(trial);
        for (RosterStore store : List.of(trial.store(), trial.anotherHandle())) {
            Roster first = loadDamaged(trial, store, owner);
            for (Roster roster : List.of(
                    first,
                    store.load(owner),
                    Objects.requireNonNull(store.loadAll(List.of(owner)).get(owner)))) {
                expectReport(trial, roster);
                expectReadable(trial, roster.contact(JULIET), "Juliet");
                expectReadable(trial, roster.contact(NURSE), "Nurse");
            }
            trial.expectEqual("while a record is damaged the revision", first.revision(), store.revision(owner));
        }
    }

    private static void expectReadable(Trial trial, Contact contact, String name) {
        trial.expectEqual(
                "beside a damaged record the name of " + contact.jid(),
                Optional.of(name),
                contact.item().map(RosterItem::name));
    }

    @Verifies(Clause.FAIL_UNREADABLE)
    static void findOfADamagedRecordThrowsEveryTime(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = damagedOwner(trial);
        loadDamaged(trial, store, owner);
        for (int i = 0; i < 3; i++) {
            trial.expectThrows(StoredDataException.class, "find of a damaged record", () -> store.find(owner, TYBALT));
            expectReadable(trial, store.find(owner, JULIET), "Juliet");
        }
        BareJid stranger = BareJid.stored("stranger@verona.example");
        trial.expect(store.find(owner, stranger).isAbsent(), "beside a damaged record an absent contact", stranger);
    }

    @Verifies(Clause.FAIL_UNREADABLE)
    static void changesNameADamagedRecordApart(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = damagedOwner(trial);
        Revision revision = loadDamaged(trial, store, owner).revision();
        Revision next = store.commit(owner, PUT_JULIET.and(RosterEdit.ver("8")));
        expectReport(trial, Patience.load(trial, store, owner, next));
        store.history().flatMap(history -> history.since(owner, Revision.NONE)).ifPresent(changes -> {
            trial.expectEqual(
                    "in the changes the unreadable records of",
                    List.of(TYBALT),
                    changes.unreadable().stream().map(Unreadable::contact).toList());
            trial.expect(!changes.contacts().containsKey(TYBALT), "no change in place of a damaged record", changes);
            trial.expectEqual("while a record is damaged the ver of changes", Optional.empty(), changes.ver());
        });
        trial.expectEqual("of a commit beside a damaged record the counter", revision.counter() + 1, next.counter());
    }

    @Verifies(Clause.FAIL_UNREADABLE)
    static void othersAreWrittenAndTheDamagedRecordStays(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = damagedOwner(trial);
        Roster roster = loadDamaged(trial, store, owner);
        List<Unreadable> report = roster.unreadable();
        for (RosterEdit edit : List.of(
                RosterEdit.put(named(JULIET, "Juliet Montague")),
                RosterEdit.extra(JULIET, "trusted", "yes"),
                RosterEdit.request(SubscriptionRequest.of(NURSE, Instant.EPOCH)),
                RosterEdit.remove(NURSE),
                RosterEdit.ver("8"),
                RosterEdit.nothing())) {
            Condition condition = edit.ver().isPresent()
                    ? Condition.at(roster.revision())
                    : Condition.unchanged(roster.contact(JULIET), roster.contact(NURSE));
            CommitResult result;
            try {
                result = store.commit(owner, edit, condition);
            } catch (RosterStoreException e) {
                throw trial.fail(Statements.of(edit) + " is committed beside a damaged record", e);
            }
            trial.expectEqual(
                    "of %s beside a damaged record the result".formatted(Statements.of(edit)),
                    new Committed(roster.revision().next(commitOf(result))),
                    result);
            roster = Patience.load(trial, store, owner, roster.revision().next(1));
            expectReport(trial, roster);
            trial.expectEqual("what is reported after another write", report, roster.unreadable());
        }
        Contact juliet = roster.contact(JULIET);
        expectReadable(trial, juliet, "Juliet Montague");
        trial.expectEqual("extras written beside a damaged record", Map.of("trusted", "yes"), juliet.extras());
        Contact nurse = roster.contact(NURSE);
        trial.expect(nurse.item().isEmpty() && nurse.request().isPresent(), "a request and no item of " + NURSE, nurse);
    }

    private static long commitOf(CommitResult result) {
        return result instanceof Committed committed ? committed.revision().commit() : 1;
    }

    @Verifies(Clause.FAIL_REPAIR)
    static void putRepairs(Trial trial) {
        RosterItem item = named(TYBALT, "Prince of Cats").withGroups("Capulets");
        expectRepaired(trial, RosterEdit.put(item), Optional.of(item), 3);
    }

    @Verifies(Clause.FAIL_REPAIR)
    static void removeRepairs(Trial trial) {
        expectRepaired(trial, RosterEdit.remove(TYBALT), Optional.empty(), 2);
    }

    @Verifies(Clause.FAIL_REPAIR)
    static void replaceItemsWithTheContactRepairs(Trial trial) {
        RosterItem item = named(TYBALT, "Prince of Cats");
        expectRepaired(trial, RosterEdit.replaceItems(List.of(item)), Optional.of(item), 1);
    }

    @Verifies(Clause.FAIL_REPAIR)
    static void replaceItemsWithoutTheContactRepairs(Trial trial) {
        RosterEdit others = RosterEdit.replaceItems(List.of(RosterItem.of(JULIET), RosterItem.of(NURSE)));
        expectRepaired(trial, others, Optional.empty(), 2);
    }

    @Verifies(Clause.FAIL_REPAIR)
    static void erasureRepairs(Trial trial) {
        expectRepaired(trial, RosterEdit.eraseAll(), Optional.empty(), 0);
    }

    private static void expectRepaired(Trial trial, RosterEdit repair, Optional<RosterItem> expected, int items) {
        RosterStore store = trial.store();
        BareJid owner = damagedOwner(trial);
        Roster damaged = loadDamaged(trial, store, owner);
        if (damaged.unreadable().isEmpty()) {
            throw new Nonconformity(Clause.FAIL_UNREADABLE, "the damaged record of " + TYBALT, damaged.toString());
        }
        String done = "after " + Statements.of(repair);
        Revision revision;
        try {
            revision = store.commit(owner, repair);
        } catch (RosterStoreException e) {
            throw trial.fail(Statements.of(repair) + " repairs a damaged record", e);
        }
        trial.expectEqual(done + " the counter", damaged.revision().counter() + 1, revision.counter());
        Roster repaired = Patience.load(trial, store, owner, revision);
        trial.expectEqual(done + " as unreadable", List.of(), repaired.unreadable());
        trial.expectEqual(done + " the item", expected, repaired.contact(TYBALT).item());
        trial.expectEqual(
                done + " so many items:", (long) items, repaired.items().count());
        trial.expectEqual(
                done + " through find, the item",
                expected,
                store.find(owner, TYBALT).item());
        Revision next = store.commit(owner, PUT_TYBALT.and(RosterEdit.ver("9")));
        Roster later = Patience.load(trial, store, owner, next);
        trial.expectEqual(done + ", a put and a ver, the ver", Optional.of("9"), later.ver());
        expectReadable(trial, later.contact(TYBALT), "Tybalt");
    }

    // An interrupted thread.

    @Verifies(Clause.FAIL_INTERRUPT)
    static void aThreadThatIsInterruptedBeforeACallKeepsItsFlag(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, PUT_JULIET);
        RosterStore handle = trial.anotherHandle();
        for (RosterStore store : List.of(trial.store(), handle)) {
            Map<String, Supplier<?>> calls = reads(store, owner, revision);
            calls.put("commit", () -> store.commit(owner, PUT_NURSE, Condition.none()));
            calls.put("a commit of many contacts", () -> store.commit(owner, crowd(), Condition.none()));
            calls.put("a conflict", () -> store.commit(owner, PUT_NURSE, Condition.at(Revision.NONE)));
            calls.put("an erasure", () -> store.commit(owner, RosterEdit.eraseAll(), Condition.none()));
            store.feed()
                    .ifPresent(feed -> calls.put("feed().subscribe and close", () -> {
                        feed.subscribe(signal -> {}).close();
                        return true;
                    }));
            calls.forEach((call, supplier) -> {
                callInterrupted(trial, call, supplier);
                expectUndisturbed(trial, store, owner);
            });
        }
        callInterrupted(trial, "close", () -> {
            handle.close();
            return true;
        });
        LifeTests.expectOpen(trial.store(), owner);
    }

    private static RosterEdit crowd() {
        List<RosterItem> items = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            items.add(RosterItem.of(BareJid.stored("c" + i + "@verona.example")));
        }
        return RosterEdit.replaceItems(items);
    }

    private static void callInterrupted(Trial trial, String call, Supplier<?> supplier) {
        Patience.inTime(trial, call, () -> {
            Thread.currentThread().interrupt();
            InterruptedCaller.expectFlag(trial, InterruptedCaller.call(trial, call, supplier));
            return true;
        });
    }

    /** Calls of a thread that nobody interrupts. */
    private static void expectUndisturbed(Trial trial, RosterStore store, BareJid owner) {
        try {
            Revision revision = store.commit(owner, PUT_TYBALT);
            Patience.load(trial, store, owner, revision);
        } catch (RuntimeException e) {
            throw trial.fail("calls succeed after another thread was interrupted", e);
        }
    }

    @Verifies(Clause.FAIL_INTERRUPT)
    static void aThreadThatIsInterruptedInTheMiddleDisturbsNobody(Trial trial) {
        BareJid owner = trial.owner();
        BareJid shared = trial.owner();
        int rounds = Math.max(10, trial.effort().rounds() / 4);
        for (int round = 0; round < rounds; round++) {
            InterruptedCaller interrupted =
                    InterruptedCaller.begin(trial, owner, trial.random().nextInt(6));
            List<Runnable> callers = List.of(
                    interrupted::interrupt, () -> standBy(trial, shared, "a"), () -> standBy(trial, owner, "b"));
            Race.run(callers.size(), caller -> {
                callers.get(caller).run();
                return caller;
            });
            expectUndisturbed(trial, trial.store(), owner);
        }
        trial.note("%d threads interrupted".formatted(rounds));
    }

    /** Calls of a thread that nobody interrupts, while another is. */
    private static void standBy(Trial trial, BareJid owner, String key) {
        try {
            for (int i = 0; i < 10; i++) {
                trial.store().commit(owner, RosterEdit.extra(JULIET, key, "" + i));
                trial.store().load(owner);
                trial.store().find(owner, JULIET);
            }
        } catch (RuntimeException e) {
            throw trial.fail("calls succeed while another thread was interrupted", e);
        }
    }
}
