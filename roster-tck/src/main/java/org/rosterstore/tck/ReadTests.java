package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.MERCUTIO;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** READ: what a read answers, and when. */
final class ReadTests {

    private static final int READERS = 2;

    private ReadTests() {}

    @Verifies(Clause.READ_UNKNOWN)
    static void anUnknownOwnerHasAnEmptyRosterAtRevisionNone(Trial trial) {
        BareJid owner = trial.owner();
        expectUnknown(trial, owner, trial.store().load(owner));
    }

    @Verifies(Clause.READ_UNKNOWN)
    static void anUnknownOwnerIsTheSameToEveryKindOfRead(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore store = trial.store();
        trial.expectEqual("the revision is", Revision.NONE, store.revision(owner));
        trial.expectEqual("the contact is", Contact.absent(JULIET, Revision.NONE), store.find(owner, JULIET));
        Map<BareJid, Roster> rosters = store.loadAll(List.of(owner));
        trial.expectEqual("the owners of the loaded rosters are", Set.of(owner), rosters.keySet());
        rosters.values().forEach(roster -> expectUnknown(trial, owner, roster));
    }

    @Verifies(Clause.READ_UNKNOWN)
    static void readingCreatesNothing(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore store = trial.store();
        store.load(owner);
        store.find(owner, JULIET);
        store.revision(owner);
        store.loadAll(List.of(owner));
        expectUnknown(trial, owner, store.load(owner));
        expectUnknown(trial, owner, trial.anotherHandle().load(owner));
    }

    private static void expectUnknown(Trial trial, BareJid owner, Roster roster) {
        trial.expectEqual("the owner of the roster is", owner, roster.owner());
        trial.expectEqual("the revision of an owner that was never committed to is", Revision.NONE, roster.revision());
        trial.expectEqual("its contacts are", Map.of(), roster.contacts());
        trial.expectEqual("its ver is", Optional.empty(), roster.ver());
        trial.expectEqual("its unreadable records are", List.of(), roster.unreadable());
    }

    @Verifies(Clause.READ_ONE_STATE)
    static void contactsVerAndRevisionOfALoadBelongToOneCommit(Trial trial) {
        BareJid owner = trial.owner();
        List<BareJid> contacts = Cast.crowd(20);
        Revision first = writeGeneration(trial, owner, contacts, 1);
        List<Runnable> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            RosterStore handle = Eventually.handle(trial, owner, first);
            readers.add(() -> expectOneGeneration(trial, contacts, handle.load(owner)));
        }
        Race.readWhile(readers, () -> {
            for (int generation = 2; generation <= trial.effort().rounds(); generation++) {
                writeGeneration(trial, owner, contacts, generation);
            }
        });
    }

    /** A commit whose id is the generation, by which readers know what belongs to its revision. */
    private static Revision writeGeneration(Trial trial, BareJid owner, List<BareJid> contacts, int generation) {
        List<RosterEdit> edits = new ArrayList<>();
        contacts.forEach(contact -> edits.add(RosterEdit.put(named(contact, Integer.toString(generation)))));
        edits.add(RosterEdit.ver(Integer.toString(generation)));
        Condition condition = Condition.none().withCommit(generation);
        return Answers.committed(
                trial, "a commit without expectation", trial.store().commit(owner, RosterEdit.all(edits), condition));
    }

    private static void expectOneGeneration(Trial trial, List<BareJid> contacts, Roster roster) {
        Set<String> names = new TreeSet<>();
        roster.items().forEach(item -> names.add(item.name()));
        trial.expectEqual(
                "the number of items at " + roster.revision() + " is",
                contacts.size(),
                roster.contacts().size());
        trial.expect(names.size() == 1, "all items of one commit, at " + roster.revision(), "items of " + names);
        trial.expectEqual(
                "with items of " + names + " the ver is of",
                names,
                Set.of(roster.ver().orElse("none")));
        String revision = Long.toString(roster.revision().commit());
        trial.expectEqual("with items of " + names + " the revision is of", names, Set.of(revision));
    }

    @Verifies(Clause.READ_AGREES)
    static void findAnswersWhatLoadAnswers(Trial trial) {
        BareJid owner = trial.owner();
        Roster roster = write(trial, owner);
        expectFound(trial, roster, JULIET);
        expectFound(trial, roster, ROMEO);
        expectFound(trial, roster, NURSE);
        expectFound(trial, roster, TYBALT);
    }

    @Verifies(Clause.READ_AGREES)
    static void findFollowsLoadFromCommitToCommit(Trial trial) {
        BareJid owner = trial.owner();
        List<RosterEdit> edits = List.of(
                RosterEdit.put(named(JULIET, "Juliet")),
                RosterEdit.put(named(JULIET, "Juliet Capulet")),
                RosterEdit.extra(JULIET, "trust", "full"),
                RosterEdit.request(SubscriptionRequest.of(JULIET, Instant.EPOCH)),
                RosterEdit.settle(JULIET),
                RosterEdit.remove(JULIET),
                RosterEdit.put(named(ROMEO, "Romeo")));
        for (RosterEdit edit : edits) {
            trial.store().commit(owner, edit);
            expectFound(trial, trial.store().load(owner), JULIET);
        }
    }

    @Verifies(Clause.READ_AGREES)
    static void findAnswersThatAContactIsAbsentAtThePresentRevision(Trial trial) {
        BareJid owner = trial.owner();
        expectFound(trial, write(trial, owner), MERCUTIO);
    }

    @Verifies(Clause.READ_AGREES)
    static void findTellsContactsWithSpecialNamesApart(Trial trial) {
        BareJid owner = trial.owner();
        List<BareJid> contacts = Texts.LOCALPARTS.stream()
                .map(localpart -> BareJid.stored(localpart + "@verona.example"))
                .toList();
        trial.store()
                .commit(
                        owner,
                        RosterEdit.replaceItems(contacts.stream()
                                .map(jid -> named(jid, jid.localpart()))
                                .toList()));
        Roster roster = trial.store().load(owner);
        contacts.forEach(contact -> expectFound(trial, roster, contact));
    }

    @Verifies(Clause.READ_AGREES)
    static void revisionAnswersWhatLoadAnswers(Trial trial) {
        BareJid owner = trial.owner();
        Roster roster = write(trial, owner);
        trial.expectEqual("the revision is", roster.revision(), trial.store().revision(owner));
    }

    @Verifies(Clause.READ_AGREES)
    static void loadAllAnswersWhatLoadAnswersInTheOrderAskedFor(Trial trial) {
        BareJid one = trial.owner();
        BareJid other = trial.owner();
        BareJid unknown = trial.owner();
        Map<BareJid, Roster> expected = Map.of(
                one,
                write(trial, one),
                other,
                write(trial, other),
                unknown,
                trial.store().load(unknown));
        List<BareJid> owners = new ArrayList<>(new TreeSet<>(expected.keySet()).descendingSet());
        List<BareJid> asked = new ArrayList<>(owners);
        asked.add(owners.get(0));

        Map<BareJid, Roster> rosters = trial.store().loadAll(asked);
        trial.expectEqual("the owners are", owners, List.copyOf(rosters.keySet()));
        rosters.forEach((owner, roster) -> {
            Roster loaded = expected.getOrDefault(owner, roster);
            trial.expectEqual("the owner of the roster is", owner, roster.owner());
            trial.expectEqual("the revision of " + owner + " is", loaded.revision(), roster.revision());
            trial.expect(roster.sameContent(loaded), loaded.toString(), roster);
        });
    }

    /** An owner with each part that a contact may have, alone, and one with all. */
    private static Roster write(Trial trial, BareJid owner) {
        trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet")));
        trial.store().commit(owner, RosterEdit.request(SubscriptionRequest.of(ROMEO, Instant.EPOCH)));
        trial.store().commit(owner, RosterEdit.extra(NURSE, "trust", "full"));
        trial.store()
                .commit(
                        owner,
                        RosterEdit.put(named(TYBALT, "Tybalt").withGroups("Capulets"))
                                .and(RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH)))
                                .and(RosterEdit.extra(TYBALT, "trust", "none"))
                                .and(RosterEdit.ver("4")));
        trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet Capulet")));
        return trial.store().load(owner);
    }

    private static void expectFound(Trial trial, Roster roster, BareJid jid) {
        Contact loaded = roster.contact(jid);
        Contact found = trial.store().find(roster.owner(), jid);
        trial.expect(found.sameContent(loaded), loaded.toString(), found);
        trial.expectEqual("changedIn of " + jid + " is", loaded.changedIn(), found.changedIn());
    }

    @Verifies(Clause.READ_FRESH)
    static void aCommitIsSeenByTheHandleThatMadeIt(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore handle = trial.anotherHandle();
        for (int i = 0; i < 10; i++) {
            Revision committed = handle.commit(owner, RosterEdit.put(named(JULIET, "Juliet " + i)));
            trial.expectEqual(
                    "after commit " + i + " the revision is",
                    committed,
                    handle.load(owner).revision());
        }
    }

    @Verifies(Clause.READ_FRESH)
    static void aCommitIsSeenByAHandleThatHasReadBefore(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore reader = trial.anotherHandle();
        Revision first = trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet")));
        expectSeen(trial, reader, owner, first, "Juliet");
        Revision second = trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet Capulet")));
        expectSeen(trial, reader, owner, second, "Juliet Capulet");
    }

    private static void expectSeen(Trial trial, RosterStore reader, BareJid owner, Revision committed, String name) {
        Roster loaded = Eventually.read(
                trial, () -> reader.load(owner), it -> it.revision().equals(committed));
        trial.expectEqual("another handle loads the revision", committed, loaded.revision());
        Answers.item(trial, loaded, named(JULIET, name));
        Contact found = Eventually.read(
                trial, () -> reader.find(owner, JULIET), it -> it.changedIn().equals(committed));
        trial.expectEqual("another handle finds the contact changed in", committed, found.changedIn());
        Revision revision = Eventually.read(trial, () -> reader.revision(owner), committed::equals);
        trial.expectEqual("another handle reads the revision", committed, revision);
    }

    @Verifies(Clause.READ_FRESH)
    static void aReadDoesNotGoBackBehindAnAcknowledgedCommitOrAnEarlierRead(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore store = trial.store();
        boolean current = store.describe().freshness().bound().isEmpty();
        Revision first = store.commit(owner, RosterEdit.put(named(JULIET, "0")));
        AtomicLong acknowledged = new AtomicLong(first.counter());
        List<Runnable> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            RosterStore handle = Eventually.handle(trial, owner, first);
            AtomicLong seen = new AtomicLong(first.counter());
            readers.add(() -> {
                long least = current ? Math.max(seen.get(), acknowledged.get()) : seen.get();
                Revision revision = handle.load(owner).revision();
                trial.expect(revision.counter() >= least, "a revision of at least " + least, revision);
                seen.set(revision.counter());
            });
        }
        Race.readWhile(readers, () -> {
            for (int i = 1; i <= trial.effort().rounds(); i++) {
                acknowledged.set(store.commit(owner, RosterEdit.put(named(JULIET, Integer.toString(i))))
                        .counter());
            }
        });
    }

    @Verifies(Clause.READ_FRESH)
    static void aCommitIsSeenByItsHandleWhileOthersReadThroughIt(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore handle = trial.anotherHandle();
        AtomicLong acknowledged = new AtomicLong();
        Runnable read = () -> {
            long least = acknowledged.get();
            Revision revision = handle.load(owner).revision();
            trial.expect(revision.counter() >= least, "a revision of at least " + least, revision);
        };
        Race.readWhile(Collections.nCopies(READERS, read), () -> {
            for (int i = 0; i < trial.effort().rounds(); i++) {
                RosterEdit edit = RosterEdit.put(named(JULIET, Integer.toString(i)));
                acknowledged.set(handle.commit(owner, edit).counter());
                read.run();
            }
        });
    }

    @Verifies(Clause.READ_FRESH)
    static void whatAHandleHasReadItReadsAgain(Trial trial) {
        BareJid owner = trial.owner();
        RosterStore reader = trial.anotherHandle();
        for (int i = 0; i < 5; i++) {
            Revision committed = trial.store().commit(owner, RosterEdit.put(named(JULIET, "Juliet " + i)));
            Revision seen = Eventually.read(trial, () -> reader.load(owner).revision(), committed::equals);
            for (int again = 0; again < 4; again++) {
                trial.expectEqual(
                        "after it was read, the revision is",
                        seen,
                        reader.load(owner).revision());
            }
        }
    }
}
