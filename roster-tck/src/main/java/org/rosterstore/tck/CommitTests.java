package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.extra;
import static org.rosterstore.RosterEdit.noExtra;
import static org.rosterstore.RosterEdit.noVer;
import static org.rosterstore.RosterEdit.nothing;
import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.remove;
import static org.rosterstore.RosterEdit.replaceItems;
import static org.rosterstore.RosterEdit.request;
import static org.rosterstore.RosterEdit.settle;
import static org.rosterstore.RosterEdit.ver;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.MERCUTIO;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** COMMIT: what each kind of edit does, and that it does it at one moment. */
final class CommitTests {

    private static final int CALLERS = 4;
    private static final Instant MORNING = Instant.parse("2026-03-29T05:30:00Z");

    private CommitTests() {}

    @Verifies(Clause.COMMIT_ATOMIC)
    static void allPartsOfAnEditAreThereAfterIt(Trial trial) {
        BareJid owner = trial.owner();
        RosterEdit edit = put(named(JULIET, "Juliet"))
                .and(extra(NURSE, "trust", "full"))
                .and(request(requestOf(ROMEO)))
                .and(ver("1"));
        Revision revision = trial.store().commit(owner, edit);
        Roster roster = trial.store().load(owner);
        trial.expectEqual("the revision is", revision, roster.revision());
        trial.expectEqual("the ver is", Optional.of("1"), roster.ver());
        trial.expectEqual(
                "the contacts are",
                Set.of(JULIET, NURSE, ROMEO),
                roster.contacts().keySet());
    }

    /**
     * Parts are read one after another, each by a load of its own, so that only what is written in parts is found, and
     * not what is read in parts.
     */
    @Verifies(Clause.COMMIT_ATOMIC)
    static void noPartOfACommitIsSeenBeforeAnother(Trial trial) {
        BareJid owner = trial.owner();
        List<BareJid> contacts = Cast.crowd(20);
        Revision first = writeGeneration(trial, owner, contacts, 1);
        List<Runnable> readers = List.of(
                partByPart(trial, owner, contacts, Eventually.handle(trial, owner, first)),
                partByPart(trial, owner, contacts, Eventually.handle(trial, owner, first)));
        Race.readWhile(readers, () -> {
            for (int generation = 2; generation <= trial.effort().rounds(); generation++) {
                writeGeneration(trial, owner, contacts, generation);
            }
        });
    }

    /** A commit whose id is the generation, by which readers know what belongs to its revision. */
    private static Revision writeGeneration(Trial trial, BareJid owner, List<BareJid> contacts, int generation) {
        String text = Integer.toString(generation);
        List<RosterEdit> edits = new ArrayList<>();
        contacts.forEach(contact -> edits.add(put(named(contact, text))));
        edits.add(extra(NURSE, "generation", text));
        edits.add(ver(text));
        Condition condition = Condition.none().withCommit(generation);
        return Answers.committed(
                trial, "a commit without expectation", trial.store().commit(owner, RosterEdit.all(edits), condition));
    }

    private static Runnable partByPart(Trial trial, BareJid owner, List<BareJid> contacts, RosterStore handle) {
        List<Generation> seen = new ArrayList<>(List.of(new Generation("the beginning", 1)));
        return () -> {
            for (Part part : List.of(Part.FIRST_ITEM, Part.VER, Part.LAST_ITEM, Part.REVISION, Part.EXTRA)) {
                Generation before = seen.get(0);
                Generation now = new Generation(part.toString(), part.generation(handle.load(owner), contacts));
                trial.expect(
                        now.number() >= before.number(),
                        "%s of generation %d or later, after %s was of it"
                                .formatted(part, before.number(), before.part()),
                        "generation " + now.number());
                seen.set(0, now);
            }
        };
    }

    private record Generation(String part, long number) {}

    private enum Part {
        FIRST_ITEM,
        LAST_ITEM,
        EXTRA,
        VER,
        REVISION;

        long generation(Roster roster, List<BareJid> contacts) {
            return switch (this) {
                case FIRST_ITEM -> nameOf(roster, contacts.get(0));
                case LAST_ITEM -> nameOf(roster, contacts.get(contacts.size() - 1));
                case EXTRA -> Long.parseLong(roster.contact(NURSE).extras().getOrDefault("generation", "0"));
                case VER -> Long.parseLong(roster.ver().orElse("0"));
                case REVISION -> roster.revision().commit();
            };
        }

        private static long nameOf(Roster roster, BareJid contact) {
            return roster.contact(contact)
                    .item()
                    .map(RosterItem::name)
                    .map(Long::parseLong)
                    .orElse(0L);
        }
    }

    @Verifies(Clause.COMMIT_COUNTER)
    static void everyKindOfEditAdvancesTheCounterByOne(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        List<RosterEdit> edits = List.of(
                put(named(JULIET, "Juliet Capulet")),
                put(named(ROMEO, "Romeo")).and(put(named(NURSE, "Nurse"))),
                replaceItems(List.of(named(JULIET, "Juliet"), named(TYBALT, "Tybalt"))),
                remove(TYBALT),
                ver("1"),
                noVer(),
                request(requestOf(ROMEO)),
                settle(ROMEO),
                extra(NURSE, "trust", "full"),
                noExtra(NURSE, "trust"));
        for (RosterEdit edit : edits) {
            Revision after = trial.store().commit(owner, edit);
            trial.expectEqual("after " + edit + " the counter is", before.counter() + 1, after.counter());
            trial.expectEqual(
                    "after " + edit + " a load gives",
                    after,
                    trial.store().load(owner).revision());
            before = after;
        }
    }

    @Verifies(Clause.COMMIT_COUNTER)
    static void aLargeEditAdvancesTheCounterByOne(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        List<RosterItem> crowd =
                Cast.crowd(2_500).stream().map(guest -> named(guest, "Guest")).toList();
        Revision after = trial.store().commit(owner, replaceItems(crowd));
        trial.expectEqual("after an edit of 2,500 items the counter is", before.counter() + 1, after.counter());
    }

    @Verifies(Clause.COMMIT_COUNTER)
    static void concurrentCommitsHaveACounterEach(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterStore> handles = List.of(trial.store(), trial.anotherHandle());
        long first = trial.store().commit(owner, put(named(JULIET, "Juliet"))).counter();
        int each = trial.effort().rounds() / CALLERS;
        List<List<Long>> counters = Race.run(CALLERS, caller -> {
            List<Long> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                RosterEdit edit = put(named(Cast.crowd(CALLERS).get(caller), Integer.toString(i)));
                own.add(handles.get(caller % 2).commit(owner, edit).counter());
            }
            return own;
        });
        trial.expectEqual(
                "the counters of %d commits of %d callers at once are".formatted(each, CALLERS),
                LongStream.rangeClosed(first + 1, first + (long) CALLERS * each)
                        .boxed()
                        .toList(),
                counters.stream().flatMap(List::stream).sorted().toList());
    }

    @Verifies(Clause.COMMIT_PUT)
    static void aPutItemIsThereExactlyAsGiven(Trial trial) {
        BareJid owner = trial.owner();
        RosterItem item = named(JULIET, "Juliet").withGroups("Capulets").withSubscription(Subscription.BOTH);
        trial.store().commit(owner, put(item));
        Answers.item(trial, trial.store().load(owner), item);
    }

    @Verifies(Clause.COMMIT_PUT)
    static void aPutItemTakesOverNothingFromTheOneBefore(Trial trial) {
        BareJid owner = trial.owner();
        RosterItem before = new RosterItem(JULIET, "Juliet", Set.of("Capulets"), Subscription.BOTH, true, true);
        trial.store().commit(owner, put(before));
        trial.store().commit(owner, put(RosterItem.of(JULIET)));
        Answers.item(trial, trial.store().load(owner), RosterItem.of(JULIET));
    }

    @Verifies(Clause.COMMIT_PUT)
    static void aChangeOfOnePartOfAnItemLeavesTheOthersAsTheyWere(Trial trial) {
        BareJid owner = trial.owner();
        RosterItem item = new RosterItem(JULIET, "Juliet", Set.of("Capulets"), Subscription.TO, true, true);
        trial.store().commit(owner, put(item));
        List<RosterItem> changed = List.of(
                item.withName("Juliet Capulet"),
                item.withGroups("Friends"),
                item.withSubscription(Subscription.BOTH),
                item.withAsk(false),
                item.withApproved(false));
        for (RosterItem next : changed) {
            trial.store().commit(owner, put(item));
            trial.store().commit(owner, put(next));
            Answers.item(trial, trial.store().load(owner), next);
        }
    }

    @Verifies(Clause.COMMIT_PUT)
    static void puttingAnItemLeavesTheRequestAlone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, request(requestOf(JULIET)));
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        expectRequest(trial, owner, requestOf(JULIET));
    }

    @Verifies(Clause.COMMIT_PUT)
    static void puttingAnItemLeavesTheExtrasAlone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().commit(owner, put(named(JULIET, "Juliet Capulet")));
        expectExtras(trial, owner, JULIET, Map.of("trust", "full"));
    }

    @Verifies(Clause.COMMIT_PUT)
    static void puttingAnItemLeavesOtherContactsAlone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Answers.item(trial, trial.store().load(owner), named(ROMEO, "Romeo"));
    }

    @Verifies(Clause.COMMIT_REMOVE)
    static void aRemovedContactHasNoItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(put(named(ROMEO, "Romeo"))));
        trial.store().commit(owner, remove(JULIET));
        Roster roster = trial.store().load(owner);
        Answers.noItem(trial, roster, JULIET);
        Answers.item(trial, roster, named(ROMEO, "Romeo"));
    }

    @Verifies(Clause.COMMIT_REMOVE)
    static void aRemovedContactHasNoExtras(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().commit(owner, remove(JULIET));
        expectExtras(trial, owner, JULIET, Map.of());
    }

    @Verifies(Clause.COMMIT_REMOVE)
    static void aRemovedContactThatIsPutAgainHasNoExtras(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().commit(owner, remove(JULIET));
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        expectExtras(trial, owner, JULIET, Map.of());
    }

    @Verifies(Clause.COMMIT_REMOVE)
    static void removingAContactWithoutItemDropsItsExtras(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full"));
        trial.store().commit(owner, remove(NURSE));
        expectExtras(trial, owner, NURSE, Map.of());
    }

    @Verifies(Clause.COMMIT_REMOVE)
    static void removingAContactKeepsItsRequest(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(request(requestOf(JULIET))));
        trial.store().commit(owner, remove(JULIET));
        expectRequest(trial, owner, requestOf(JULIET));
    }

    @Verifies(Clause.COMMIT_REMOVE_ABSENT)
    static void removingAContactThatIsNotThereIsACommit(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        Revision after = trial.store().commit(owner, remove(JULIET));
        expectNewRevision(trial, owner, before, after);
        trial.expectEqual(
                "the contacts are",
                Set.of(ROMEO),
                trial.store().load(owner).contacts().keySet());
    }

    @Verifies(Clause.COMMIT_REMOVE_ABSENT)
    static void removingAContactThatIsNotThereSetsTheVerThatComesWithIt(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(ROMEO, "Romeo")).and(ver("1")));
        trial.store().commit(owner, remove(JULIET).and(ver("2")));
        expectVer(trial, owner, Optional.of("2"));
    }

    @Verifies(Clause.COMMIT_REMOVE_ABSENT)
    static void removingAContactThatIsNotThereMayBeAnOwnersFirstCommit(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, remove(JULIET));
        expectNewRevision(trial, owner, Revision.NONE, revision);
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingLeavesExactlyTheGivenItems(Trial trial) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(List.of(
                                put(named(JULIET, "Juliet")), put(named(ROMEO, "Romeo")), put(named(NURSE, "Nurse")))));
        RosterItem same = named(JULIET, "Juliet");
        RosterItem changed = named(ROMEO, "Romeo Montague");
        RosterItem added = named(TYBALT, "Tybalt");
        trial.store().commit(owner, replaceItems(List.of(same, changed, added)));
        Roster roster = trial.store().load(owner);
        trial.expectEqual(
                "the contacts are",
                Set.of(JULIET, ROMEO, TYBALT),
                roster.contacts().keySet());
        List.of(same, changed, added).forEach(item -> Answers.item(trial, roster, item));
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingByNoItemsLeavesNone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(put(named(ROMEO, "Romeo"))));
        trial.store().commit(owner, replaceItems(List.of()));
        trial.expectEqual(
                "the contacts are",
                Set.of(),
                trial.store().load(owner).contacts().keySet());
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingKeepsTheExtrasOfContactsThatKeepAnItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().commit(owner, put(named(ROMEO, "Romeo")).and(extra(ROMEO, "trust", "some")));
        trial.store().commit(owner, replaceItems(List.of(named(JULIET, "Juliet"), named(ROMEO, "Romeo Montague"))));
        expectExtras(trial, owner, JULIET, Map.of("trust", "full"));
        expectExtras(trial, owner, ROMEO, Map.of("trust", "some"));
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingKeepsTheExtrasOfContactsThatNeverHadAnItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(NURSE, "trust", "full")));
        trial.store().commit(owner, replaceItems(List.of()));
        expectExtras(trial, owner, NURSE, Map.of("trust", "full"));
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingDropsTheExtrasOfContactsThatLoseTheirItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(extra(JULIET, "trust", "full")));
        trial.store().commit(owner, replaceItems(List.of()));
        expectExtras(trial, owner, JULIET, Map.of());
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingKeepsAllRequests(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(put(named(ROMEO, "Romeo"))));
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(List.of(
                                request(requestOf(JULIET)), request(requestOf(ROMEO)), request(requestOf(MERCUTIO)))));
        trial.store().commit(owner, replaceItems(List.of(named(JULIET, "Juliet Capulet"))));
        expectRequest(trial, owner, requestOf(JULIET));
        expectRequest(trial, owner, requestOf(ROMEO));
        expectRequest(trial, owner, requestOf(MERCUTIO));
    }

    @Verifies(Clause.COMMIT_REPLACE)
    static void replacingMayComeWithExtrasRequestsAndVer(Trial trial) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        put(named(ROMEO, "Romeo"))
                                .and(extra(ROMEO, "trust", "some"))
                                .and(ver("1")));
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(List.of(
                                replaceItems(List.of(named(JULIET, "Juliet"))),
                                extra(JULIET, "trust", "full"),
                                extra(ROMEO, "met", "never"),
                                request(requestOf(MERCUTIO)),
                                ver("2"))));
        expectExtras(trial, owner, JULIET, Map.of("trust", "full"));
        expectExtras(trial, owner, ROMEO, Map.of("met", "never"));
        expectRequest(trial, owner, requestOf(MERCUTIO));
        expectVer(trial, owner, Optional.of("2"));
    }

    @Verifies(Clause.COMMIT_REPLACE_ATOMIC)
    static void noReaderSeesAMixtureOfOldAndNewItemsOrNone(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore store = trial.store();
        Revision first = store.commit(owner, replaceItems(items(0)));
        List<Runnable> readers = List.of(
                wholeSets(trial, owner, Eventually.handle(trial, owner, first)),
                wholeSets(trial, owner, Eventually.handle(trial, owner, first)));
        Race.readWhile(readers, () -> {
            for (int generation = 1; generation <= trial.effort().rounds(); generation++) {
                store.commit(owner, replaceItems(items(generation)));
            }
        });
    }

    private static final int ITEMS = 20;

    /** Each generation shares half of its contacts with the next, under new names. */
    private static List<RosterItem> items(int generation) {
        int from = generation % 2 * ITEMS / 2;
        return Cast.crowd(ITEMS * 2).subList(from, from + ITEMS).stream()
                .map(contact -> named(contact, Integer.toString(generation)))
                .toList();
    }

    private static Runnable wholeSets(Trial trial, BareJid owner, RosterStore handle) {
        return () -> {
            List<RosterItem> items = handle.load(owner).items().toList();
            Set<String> generations =
                    items.stream().map(RosterItem::name).collect(Collectors.toCollection(TreeSet::new));
            trial.expect(
                    items.size() == ITEMS && generations.size() == 1,
                    ITEMS + " items of one generation",
                    items.size() + " items of generations " + generations);
        };
    }

    @Verifies(Clause.COMMIT_VER)
    static void verIsKeptAsGiven(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        expectVer(trial, owner, Optional.of("ver14"));
        trial.store().commit(owner, ver("ver3"));
        expectVer(trial, owner, Optional.of("ver3"));
    }

    @Verifies(Clause.COMMIT_VER)
    static void anOwnerHasNoVerUntilOneIsGiven(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")));
        expectVer(trial, owner, Optional.empty());
    }

    @Verifies(Clause.COMMIT_VER)
    static void verStaysWhenAnEditDoesNotSpeakOfIt(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        List<RosterEdit> edits = List.of(
                put(named(ROMEO, "Romeo")),
                remove(ROMEO),
                request(requestOf(ROMEO)),
                settle(ROMEO),
                extra(JULIET, "trust", "full"),
                noExtra(JULIET, "trust"),
                replaceItems(List.of(named(TYBALT, "Tybalt"))));
        for (RosterEdit edit : edits) {
            trial.store().commit(owner, edit);
            trial.expectEqual(
                    "after " + edit + " the ver is",
                    Optional.of("ver14"),
                    trial.store().load(owner).ver());
        }
    }

    @Verifies(Clause.COMMIT_VER)
    static void verIsGoneAfterNoVer(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("ver14")));
        trial.store().commit(owner, put(named(ROMEO, "Romeo")).and(noVer()));
        expectVer(trial, owner, Optional.empty());
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void aRequestIsRememberedWithoutMakingAnItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, request(requestOf(ROMEO)));
        expectRequest(trial, owner, requestOf(ROMEO));
        Answers.noItem(trial, trial.store().load(owner), ROMEO);
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void aRequestStandsBesideTheItem(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.store().commit(owner, request(requestOf(ROMEO)));
        expectRequest(trial, owner, requestOf(ROMEO));
        Answers.item(trial, trial.store().load(owner), named(ROMEO, "Romeo"));
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void aContactHasOneRequestTheLast(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, request(requestOf(ROMEO)));
        SubscriptionRequest later = SubscriptionRequest.of(ROMEO, MORNING.plusSeconds(60));
        trial.store().commit(owner, request(later));
        expectRequest(trial, owner, later);
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void eachContactHasARequestOfItsOwn(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, request(requestOf(ROMEO)));
        trial.store().commit(owner, request(requestOf(JULIET)));
        trial.store().commit(owner, settle(JULIET));
        expectRequest(trial, owner, requestOf(ROMEO));
        expectNoRequest(trial, owner, JULIET);
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void aSettledRequestIsGoneAndTheItemStays(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(ROMEO, "Romeo")));
        trial.store().commit(owner, request(requestOf(ROMEO)));
        trial.store().commit(owner, settle(ROMEO));
        expectNoRequest(trial, owner, ROMEO);
        Answers.item(trial, trial.store().load(owner), named(ROMEO, "Romeo"));
    }

    @Verifies(Clause.COMMIT_REQUEST)
    static void ofAContactWithARequestAloneNothingIsLeftWhenItIsSettled(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, request(requestOf(ROMEO)));
        trial.store().commit(owner, settle(ROMEO));
        trial.expectEqual(
                "the contacts are",
                Set.of(),
                trial.store().load(owner).contacts().keySet());
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void anExtraNeedsNoItemAndMakesNone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full"));
        expectExtras(trial, owner, NURSE, Map.of("trust", "full"));
        Answers.noItem(trial, trial.store().load(owner), NURSE);
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void settingAnExtraLeavesOthersAndTheItemAlone(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(NURSE, "Nurse")));
        trial.store().commit(owner, extra(NURSE, "trust", "full"));
        trial.store().commit(owner, extra(NURSE, "met", "always"));
        trial.store().commit(owner, extra(NURSE, "trust", "some"));
        expectExtras(trial, owner, NURSE, Map.of("trust", "some", "met", "always"));
        Answers.item(trial, trial.store().load(owner), named(NURSE, "Nurse"));
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void oneEditMaySetAndDropExtras(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full").and(extra(NURSE, "met", "always")));
        trial.store().commit(owner, noExtra(NURSE, "trust").and(extra(NURSE, "age", "old")));
        expectExtras(trial, owner, NURSE, Map.of("met", "always", "age", "old"));
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void aDroppedExtraIsGoneAndOthersStay(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full").and(extra(NURSE, "met", "always")));
        trial.store().commit(owner, noExtra(NURSE, "trust"));
        expectExtras(trial, owner, NURSE, Map.of("met", "always"));
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void ofAContactWithExtrasAloneNothingIsLeftWhenTheLastIsDropped(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full"));
        trial.store().commit(owner, noExtra(NURSE, "trust"));
        trial.expectEqual(
                "the contacts are",
                Set.of(),
                trial.store().load(owner).contacts().keySet());
    }

    @Verifies(Clause.COMMIT_EXTRA)
    static void droppingAnExtraThatIsNotThereIsFine(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, extra(NURSE, "trust", "full"));
        trial.store().commit(owner, noExtra(NURSE, "met").and(noExtra(ROMEO, "met")));
        expectExtras(trial, owner, NURSE, Map.of("trust", "full"));
        expectExtras(trial, owner, ROMEO, Map.of());
    }

    @Verifies(Clause.COMMIT_NOTHING)
    static void theEmptyEditIsACommit(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        Revision after = trial.store().commit(owner, nothing());
        expectNewRevision(trial, owner, before, after);
        Answers.item(trial, trial.store().load(owner), named(JULIET, "Juliet"));
    }

    @Verifies(Clause.COMMIT_NOTHING)
    static void anEditThatSaysWhatIsThereAlreadyIsACommit(Trial trial) {
        BareJid owner = trial.owner();
        Revision before =
                trial.store().commit(owner, put(named(JULIET, "Juliet")).and(ver("1")));
        List<RosterEdit> edits = List.of(
                put(named(JULIET, "Juliet")),
                ver("1"),
                replaceItems(List.of(named(JULIET, "Juliet"))),
                settle(ROMEO),
                noExtra(NURSE, "trust"));
        for (RosterEdit edit : edits) {
            Revision after = trial.store().commit(owner, edit);
            expectNewRevision(trial, owner, before, after);
            before = after;
        }
    }

    @Verifies(Clause.COMMIT_NOTHING)
    static void theEmptyEditMayBeAnOwnersFirstCommit(Trial trial) {
        BareJid owner = trial.owner();
        Revision revision = trial.store().commit(owner, nothing());
        expectNewRevision(trial, owner, Revision.NONE, revision);
    }

    @Verifies(Clause.COMMIT_CHANGED_IN)
    static void anEditMarksTheContactsThatItNames(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(JULIET, "Juliet")).and(request(requestOf(JULIET))));
        List<RosterEdit> edits = List.of(
                put(named(JULIET, "Juliet Capulet")),
                put(named(JULIET, "Juliet Capulet")),
                request(SubscriptionRequest.of(JULIET, MORNING.plusSeconds(60))),
                settle(JULIET),
                settle(JULIET),
                extra(JULIET, "trust", "full"),
                extra(JULIET, "trust", "full"),
                noExtra(JULIET, "trust"),
                noExtra(JULIET, "trust"),
                replaceItems(List.of(named(JULIET, "Juliet"))));
        for (RosterEdit edit : edits) {
            expectChangedIn(trial, owner, JULIET, trial.store().commit(owner, edit), edit);
        }
    }

    @Verifies(Clause.COMMIT_CHANGED_IN)
    static void anEditDoesNotMarkOtherContacts(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store().commit(owner, put(named(JULIET, "Juliet")));
        List<RosterEdit> edits = List.of(
                nothing(),
                ver("1"),
                noVer(),
                put(named(ROMEO, "Romeo")),
                request(requestOf(ROMEO)),
                extra(ROMEO, "trust", "full"),
                remove(ROMEO));
        for (RosterEdit edit : edits) {
            trial.store().commit(owner, edit);
            expectChangedIn(trial, owner, JULIET, before, edit);
        }
    }

    @Verifies(Clause.COMMIT_CHANGED_IN)
    static void replacingMarksTheContactsWhoseItemIsAnother(Trial trial) {
        BareJid owner = trial.owner();
        Revision before = trial.store()
                .commit(
                        owner,
                        put(named(JULIET, "Juliet").withGroups("Capulets")).and(put(named(TYBALT, "Tybalt"))));
        RosterEdit edit = replaceItems(List.of(
                named(JULIET, "Juliet").withGroups("Capulets"),
                named(TYBALT, "Tybalt Capulet"),
                named(ROMEO, "Romeo")));
        Revision after = trial.store().commit(owner, edit);
        expectChangedIn(trial, owner, JULIET, before, edit);
        expectChangedIn(trial, owner, TYBALT, after, edit);
        expectChangedIn(trial, owner, ROMEO, after, edit);
    }

    private static SubscriptionRequest requestOf(BareJid from) {
        return SubscriptionRequest.of(from, MORNING);
    }

    private static void expectRequest(Trial trial, BareJid owner, SubscriptionRequest expected) {
        trial.expectEqual(
                "the request of " + expected.from() + " is",
                Optional.of(expected),
                trial.store().load(owner).contact(expected.from()).request());
    }

    private static void expectNoRequest(Trial trial, BareJid owner, BareJid contact) {
        trial.expectEqual(
                "the request of " + contact + " is",
                Optional.empty(),
                trial.store().load(owner).contact(contact).request());
    }

    private static void expectExtras(Trial trial, BareJid owner, BareJid contact, Map<String, String> expected) {
        trial.expectEqual(
                "the extras of " + contact + " are",
                expected,
                trial.store().load(owner).contact(contact).extras());
    }

    private static void expectVer(Trial trial, BareJid owner, Optional<String> expected) {
        trial.expectEqual("the ver is", expected, trial.store().load(owner).ver());
    }

    private static void expectChangedIn(
            Trial trial, BareJid owner, BareJid contact, Revision expected, RosterEdit edit) {
        trial.expectEqual(
                "after %s changedIn of %s is".formatted(edit, contact),
                expected,
                trial.store().load(owner).contact(contact).changedIn());
    }

    private static void expectNewRevision(Trial trial, BareJid owner, Revision before, Revision after) {
        trial.expect(after.counter() > before.counter(), "a revision after " + before, after);
        trial.expectEqual("the revision is", after, trial.store().load(owner).revision());
    }
}
