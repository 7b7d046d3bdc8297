package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** Opening, closing, sharing. */
final class LifeTests {

    private static final RosterEdit PUT_JULIET = RosterEdit.put(named(JULIET, "Juliet"));
    private static final RosterEdit PUT_NURSE = RosterEdit.put(named(NURSE, "Nurse"));

    private LifeTests() {}

    @Verifies(Clause.LIFE_CLOSE_TWICE)
    static void closingTwiceIsFineAndHarmsNoOtherHandle(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore other = trial.anotherHandle();
        RosterStore handle = trial.anotherHandle();
        Revision revision = handle.commit(owner, PUT_JULIET);
        handle.close();
        expectOpen(other, owner);
        closeAgain(trial, handle);
        closeAgain(trial, handle);
        // A handle that gives up its share of something twice takes that of another.
        for (RosterStore open : List.of(other, trial.store(), trial.anotherHandle())) {
            trial.expectEqual(
                    "through another handle, which is not closed, the revision",
                    revision,
                    Patience.load(trial, open, owner, revision).revision());
        }
    }

    @Verifies(Clause.LIFE_CLOSE_TWICE)
    static void closingFromSeveralThreadsAtOnceIsFine(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, PUT_JULIET);
        RosterStore handle = trial.anotherHandle();
        RosterStore other = trial.anotherHandle();
        Race.run(4, caller -> {
            closeAgain(trial, handle);
            return caller;
        });
        expectOpen(other, owner);
        trial.expectEqual(
                "through another handle, which is not closed, the revision",
                revision,
                Patience.load(trial, trial.anotherHandle(), owner, revision).revision());
    }

    /** A handle that ends with another is a breach of LIFE-3, whichever test comes upon it. */
    static void expectOpen(RosterStore other, BareJid owner) {
        try {
            other.load(owner);
        } catch (IllegalStateException e) {
            throw new Nonconformity(Clause.LIFE_HANDLES, "a handle that works when another was closed", e);
        }
    }

    private static void closeAgain(Trial trial, RosterStore handle) {
        try {
            handle.close();
        } catch (RuntimeException e) {
            throw trial.fail("closing again does nothing", e);
        }
    }

    @Verifies(Clause.LIFE_CLOSED)
    static void aClosedStoreRefusesEveryCall(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, PUT_JULIET);
        trial.unmodelled(owner); // the comparison would need the store that is closed here
        RosterStore open = trial.anotherHandle();
        for (RosterStore closed : List.of(trial.anotherHandle(), trial.store())) {
            Optional<History> history = closed.history();
            Optional<Feed> feed = closed.feed();
            Optional<Catalog> catalog = closed.catalog();
            closed.load(owner);
            closed.close();
            expectOpen(open, owner);
            refusesReads(trial, closed, owner);
            refusesCommits(trial, closed, owner, revision);
            history.ifPresent(it -> refusesHistory(trial, it, owner, revision));
            feed.ifPresent(it -> refusesFeed(trial, it));
            catalog.ifPresent(it -> refusesCatalog(trial, it));
        }
        trial.expect(
                open.commit(owner, RosterEdit.nothing(), Condition.at(revision)) instanceof Committed,
                "after refused calls of a closed handle the owner still at " + revision,
                open.load(owner));
    }

    @Verifies(Clause.LIFE_CLOSED)
    static void theAbilitiesOfAClosedStoreAreOfNoUse(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, PUT_JULIET);
        RosterStore closed = trial.anotherHandle();
        closed.close();
        expectOpen(trial.store(), owner);
        // These may answer, but then what they answer is of no use. So may describe, whose inherited form asks nobody.
        answersOrRefuses(
                trial,
                "history()",
                () -> closed.history().ifPresent(history -> refusesHistory(trial, history, owner, revision)));
        answersOrRefuses(trial, "feed()", () -> closed.feed().ifPresent(feed -> refusesFeed(trial, feed)));
        answersOrRefuses(
                trial, "catalog()", () -> closed.catalog().ifPresent(catalog -> refusesCatalog(trial, catalog)));
        answersOrRefuses(trial, "describe()", closed::describe);
    }

    private static void refusesReads(Trial trial, RosterStore closed, BareJid owner) {
        refuses(trial, "load", () -> closed.load(owner));
        refuses(trial, "find", () -> closed.find(owner, JULIET));
        refuses(trial, "find of an absent contact", () -> closed.find(owner, TYBALT));
        refuses(trial, "revision", () -> closed.revision(owner));
        refuses(trial, "loadAll", () -> closed.loadAll(List.of(owner)));
    }

    private static void refusesCommits(Trial trial, RosterStore closed, BareJid owner, Revision revision) {
        refuses(trial, "commit", () -> closed.commit(owner, PUT_NURSE));
        refuses(trial, "a commit of nothing", () -> closed.commit(owner, RosterEdit.nothing()));
        refuses(
                trial,
                "a commit whose condition does not hold",
                () -> closed.commit(owner, PUT_NURSE, Condition.at(Revision.NONE)));
        refuses(
                trial,
                "a commit that was made before",
                () -> closed.commit(owner, PUT_JULIET, Condition.none().withCommit(revision.commit())));
        refuses(trial, "update", () -> closed.update(owner, roster -> PUT_NURSE));
        refuses(trial, "an update without a change", () -> closed.update(owner, roster -> RosterEdit.nothing()));
        refuses(trial, "erase", () -> closed.erase(owner));
    }

    private static void refusesHistory(Trial trial, History history, BareJid owner, Revision revision) {
        refuses(trial, "history().since", () -> history.since(owner, revision));
    }

    private static void refusesFeed(Trial trial, Feed feed) {
        refuses(trial, "feed().subscribe", () -> feed.subscribe(signal -> {}));
    }

    private static void refusesCatalog(Trial trial, Catalog catalog) {
        refuses(trial, "catalog().page", () -> catalog.page(Optional.empty(), 10));
        refuses(trial, "catalog().owners, read", () -> catalog.owners().forEach(owner -> {}));
    }

    private static void refuses(Trial trial, String call, Runnable runnable) {
        trial.expectThrows(IllegalStateException.class, call + " after close", runnable);
    }

    private static void answersOrRefuses(Trial trial, String call, Runnable runnable) {
        try {
            runnable.run();
        } catch (IllegalStateException e) {
            // Refused at once: as good.
        } catch (RuntimeException e) {
            throw trial.fail(call + " after close answers, or throws IllegalStateException", e);
        }
    }

    @Verifies(Clause.LIFE_HANDLES)
    static void handlesSeeEachOthersCommits(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle(), trial.anotherHandle());
        List<RosterEdit> edits = List.of(
                PUT_JULIET.and(RosterEdit.ver("1")),
                RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH)),
                RosterEdit.extra(JULIET, "trusted", "yes"),
                RosterEdit.replaceItems(List.of(RosterItem.of(NURSE))),
                RosterEdit.settle(TYBALT),
                RosterEdit.eraseAll(),
                PUT_JULIET);
        for (int i = 0; i < edits.size(); i++) {
            RosterStore writer = handles.get(i % handles.size());
            Revision revision = writer.commit(owner, edits.get(i));
            Roster written = Patience.load(trial, writer, owner, revision);
            for (RosterStore reader : handles) {
                Roster seen = Patience.load(trial, reader, owner, revision);
                trial.expect(
                        seen.revision().equals(revision) && seen.sameContent(written),
                        "after " + Statements.of(edits.get(i)) + " through one handle, another sees " + written,
                        seen);
            }
        }
    }

    @Verifies(Clause.LIFE_HANDLES)
    static void handlesCommitOnTopOfEachOther(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore one = trial.store();
        RosterStore two = trial.anotherHandle();
        one.load(owner);
        two.load(owner);
        Revision revision = Revision.NONE;
        for (int i = 0; i < 6; i++) {
            RosterStore writer = i % 2 == 0 ? one : two;
            CommitResult result = writer.commit(owner, RosterEdit.ver("" + i), Condition.at(revision));
            trial.expect(
                    result instanceof Committed,
                    "a commit through one handle at %s, where a commit through the other led".formatted(revision),
                    result);
            revision = ((Committed) result).revision();
        }
    }

    @Verifies(Clause.LIFE_HANDLES)
    static void closingOneHandleLeavesTheOther(Trial trial) {
        BareJid owner = trial.owner();
        for (int i = 0; i < 3; i++) {
            RosterStore passing = trial.anotherHandle();
            Revision through = passing.commit(owner, RosterEdit.extra(JULIET, "n", "" + i));
            passing.close();
            expectOpen(trial.store(), owner);
            Roster seen = Patience.load(trial, trial.store(), owner, through);
            trial.expectEqual("after another handle was closed, the revision", through, seen.revision());
            Revision next = trial.store().commit(owner, PUT_JULIET);
            trial.expectEqual(
                    "after a commit when another handle was closed, the counter",
                    through.counter() + 1,
                    next.counter());
        }
    }

    @Verifies(Clause.LIFE_DURABLE)
    static void whatWasAcknowledgedIsThereAfterReopening(Trial trial) {
        Map<BareJid, Roster> before = new LinkedHashMap<>();
        for (List<RosterEdit> edits : List.of(
                List.of(PUT_JULIET),
                List.of(
                        PUT_JULIET,
                        RosterEdit.put(named(NURSE, "Nurse")
                                        .withGroups("servants", "Capulets")
                                        .withSubscription(Subscription.BOTH)
                                        .withApproved(true))
                                .and(RosterEdit.request(
                                        SubscriptionRequest.of(TYBALT, Instant.ofEpochMilli(1_234_567))))
                                .and(RosterEdit.extra(JULIET, "trusted", "yes"))
                                .and(RosterEdit.ver("v2"))),
                List.of(RosterEdit.nothing()),
                List.of(PUT_JULIET.and(RosterEdit.ver("v1")), RosterEdit.remove(JULIET)),
                List.of(PUT_JULIET.and(RosterEdit.ver("v1")), RosterEdit.eraseAll()))) {
            BareJid owner = trial.owner();
            Revision last = Revision.NONE;
            for (RosterEdit edit : edits) {
                last = trial.store().commit(owner, edit);
            }
            before.put(owner, Patience.load(trial, trial.store(), owner, last));
        }
        RosterStore reopened = reopen(trial, before.keySet());
        before.forEach((owner, roster) -> {
            // A commit at the old revision shows that it is the present one; its own handle reads no older state.
            CommitResult next = reopened.commit(owner, RosterEdit.nothing(), Condition.at(roster.revision()));
            trial.expect(next instanceof Committed, "after reopening the revision " + roster.revision(), next);
            Roster after = reopened.load(owner);
            trial.expectEqual(
                    "of the first commit after reopening the counter",
                    roster.revision().counter() + 1,
                    after.revision().counter());
            trial.expect(isSame(roster, after), "after reopening the contacts and ver of " + roster, after);
        });
    }

    private static boolean isSame(Roster before, Roster after) {
        return after.sameContent(before)
                && before.contacts().values().stream()
                        .allMatch(contact ->
                                after.contact(contact.jid()).changedIn().equals(contact.changedIn()));
    }

    @Verifies(Clause.LIFE_DURABLE)
    static void aRetryIsRecognisedAfterReopening(Trial trial) {
        BareJid owner = trial.owner();
        BareJid erased = trial.owner();
        Revision base = trial.store().commit(owner, PUT_NURSE);
        Revision first = trial.store().commit(owner, PUT_JULIET);
        Condition retry = Condition.retrying(new Attempt(Condition.at(base), first.commit(), base));
        Revision removed = trial.store().commit(owner, RosterEdit.remove(JULIET));
        Revision gone = trial.store().commit(erased, PUT_JULIET);
        Revision last = trial.store().commit(erased, RosterEdit.eraseAll());
        Condition retryOfGone = Condition.none().withCommit(gone.commit());
        List<CommitResult> before = List.of(
                trial.store().commit(owner, PUT_JULIET, retry), trial.store().commit(erased, PUT_JULIET, retryOfGone));
        if (!before.equals(List.of(new Committed(first), new Committed(gone)))) {
            throw new Nonconformity(Clause.RETRY_ONCE, first + " and " + gone, before.toString());
        }
        RosterStore reopened = reopen(trial, Set.of(owner, erased));
        trial.expectEqual(
                "after reopening, for a commit that was made before,",
                new Committed(first),
                reopened.commit(owner, PUT_JULIET, retry));
        expectAt(trial, reopened, owner, removed);
        reopened.commit(erased, PUT_JULIET, retryOfGone);
        expectAt(trial, reopened, erased, last);
    }

    private static void expectAt(Trial trial, RosterStore reopened, BareJid owner, Revision expected) {
        CommitResult next = reopened.commit(owner, RosterEdit.nothing(), Condition.at(expected));
        trial.expect(
                next instanceof Committed,
                "after reopening, and a retry of what came before, the owner still at " + expected,
                next);
    }

    @Verifies(Clause.LIFE_DURABLE)
    static void theAbilitiesAnswerTheSameAfterReopening(Trial trial) {
        BareJid owner = trial.owner();
        BareJid empty = trial.owner();
        BareJid erased = trial.owner();
        Revision first = trial.store().commit(owner, PUT_JULIET);
        trial.store().commit(owner, PUT_NURSE.and(RosterEdit.remove(JULIET)));
        trial.store().commit(owner, RosterEdit.ver("v3"));
        trial.store().commit(empty, RosterEdit.nothing());
        trial.store().commit(erased, PUT_JULIET);
        trial.store().commit(erased, RosterEdit.eraseAll());
        Set<BareJid> owners = Set.of(owner, empty, erased);
        RosterStore store = trial.store();
        Optional<Changes> changes = store.history().flatMap(history -> history.since(owner, first));
        Optional<Set<BareJid>> named = store.catalog().map(catalog -> listed(catalog, owners));
        RosterStore reopened = reopen(trial, owners);
        trial.expectEqual(
                "after reopening the contacts changed since " + first,
                changes.map(LifeTests::contents),
                reopened.history()
                        .flatMap(history -> history.since(owner, first))
                        .map(LifeTests::contents));
        trial.expectEqual(
                "after reopening, in the catalog", named, reopened.catalog().map(catalog -> listed(catalog, owners)));
    }

    private static Map<BareJid, Contact> contents(Changes changes) {
        return changes.contacts();
    }

    private static Set<BareJid> listed(Catalog catalog, Set<BareJid> ours) {
        Set<BareJid> named = new HashSet<>(ours);
        named.retainAll(catalog.owners().filter(ours::contains).toList());
        return named;
    }

    /** Closes all handles of the trial and takes what is kept outside of the storage away. */
    private static RosterStore reopen(Trial trial, Set<BareJid> owners) {
        owners.forEach(trial::unmodelled);
        trial.store().close();
        trial.fixture().reopening().orElseThrow().reopen();
        return trial.anotherHandle();
    }
}
