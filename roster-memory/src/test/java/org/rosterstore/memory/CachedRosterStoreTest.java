package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.ForwardingRosterStore;

/** What the cache asks of the store behind, and when: with a clock, a feed and a store that are played. */
class CachedRosterStoreTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.com");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow, as a ticker may
    private final Backstage behind = new Backstage();
    private final CachedRosterStore cache =
            CachedRosterStore.over(behind).feedDriven(BOUND).ticker(now::get).open();

    @AfterEach
    void close() {
        behind.playOn();
        cache.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Optional<String> ver() {
        return cache.load(NURSE).ver();
    }

    private CachedRosterStore checked() {
        return CachedRosterStore.over(behind).ticker(now::get).open();
    }

    @Test
    void withinTheBoundNobodyIsAsked() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        assertThat(ver()).contains("1");
        behind.takeCalls();

        pass(BOUND);
        assertThat(ver()).contains("1");
        assertThat(cache.revision(NURSE).counter()).isEqualTo(1);
        assertThat(cache.find(NURSE, ROMEO).isAbsent()).isTrue();
        assertThat(cache.loadAll(List.of(NURSE))).containsOnlyKeys(NURSE);

        assertThat(behind.takeCalls()).isEmpty();
        assertThat(cache.statistics().hits()).isEqualTo(4);
    }

    @Test
    void beyondTheBoundTheRevisionIsAskedForOnce() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        pass(BOUND.plusNanos(1));
        behind.takeCalls();

        assertThat(ver()).contains("1");
        assertThat(ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("revision");

        pass(BOUND.plusNanos(1));
        assertThat(ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("revision");
    }

    @Test
    void aFeedThatDiesWithoutAWordMakesNothingOlderThanTheBound() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.other().commit(NURSE, RosterEdit.ver("2"));

        pass(BOUND);
        assertThat(ver()).contains("1");
        pass(Duration.ofNanos(1));
        assertThat(ver()).contains("2");
    }

    @Test
    void signalsOfOthersDoNotMakeASnapshotYounger() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.other().commit(NURSE, RosterEdit.ver("2"));

        pass(BOUND);
        behind.signal(new Feed.Changed(ROMEO, new Revision(7, 7)));
        pass(Duration.ofNanos(1));
        assertThat(ver()).contains("2");
    }

    @Test
    void aSignalDropsTheSnapshotAndItsRepetitionDoesNot() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        Revision second = behind.other().commit(NURSE, RosterEdit.ver("2"));
        behind.signal(new Feed.Changed(NURSE, second));
        behind.takeCalls();

        assertThat(ver()).contains("2");
        behind.signal(new Feed.Changed(NURSE, second));
        assertThat(ver()).contains("2");
        assertThat(behind.takeCalls()).containsExactly("load");
    }

    @Test
    void aSignalOfAnEarlierRevisionCostsAQuestionAndNoLoad() {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        ver();
        behind.takeCalls();

        behind.signal(new Feed.Changed(NURSE, first));
        assertThat(ver()).contains("2");
        assertThat(ver()).contains("2");
        assertThat(behind.takeCalls()).containsExactly("revision");
    }

    @Test
    void soDoesOneOfAnotherCommitWithTheSameCounter() {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.takeCalls();

        behind.signal(new Feed.Changed(NURSE, new Revision(first.counter(), first.commit() + 1)));
        assertThat(ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("revision");
    }

    @Test
    void anInterruptionDropsEverything() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        behind.other().commit(ROMEO, RosterEdit.ver("1"));
        cache.loadAll(List.of(NURSE, ROMEO));
        behind.other().commit(NURSE, RosterEdit.ver("2"));

        behind.signal(new Feed.Interrupted());

        assertThat(cache.statistics().owners()).isZero();
        assertThat(ver()).contains("2");
        behind.takeCalls();
        assertThat(ver()).contains("2");
        assertThat(behind.takeCalls()).as("what was read since is held").isEmpty();
    }

    @Test
    void norAnythingOlderThanTheHistoryHasTold() {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.other().commit(NURSE, RosterEdit.ver("2"));

        assertThat(cache.history()
                        .orElseThrow()
                        .since(NURSE, first)
                        .orElseThrow()
                        .ver())
                .contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void norAnythingOlderThanAConflictHasTold() {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        Revision second = behind.other().commit(NURSE, RosterEdit.ver("2"));

        assertThat(cache.commit(NURSE, RosterEdit.ver("3"), Condition.at(first)))
                .isEqualTo(new Conflict(second));
        assertThat(ver()).contains("2");
    }

    @Test
    void anUpdateOverAStaleSnapshotSucceedsAtTheSecondTry() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        List<String> seen = new ArrayList<>();

        cache.update(NURSE, roster -> {
            seen.add(roster.ver().orElseThrow());
            return RosterEdit.ver("3");
        });

        assertThat(seen).containsExactly("1", "2");
    }

    @Test
    void whoListensAtTheCacheReadsNothingOlderThanTheSignal() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        List<String> seen = new ArrayList<>();
        try (Feed.Registration registration =
                cache.feed().orElseThrow().subscribe(signal -> seen.add(ver().orElse("")))) {
            behind.signal(new Feed.Changed(NURSE, behind.other().commit(NURSE, RosterEdit.ver("2"))));
        }
        assertThat(seen).containsExactly("2");
    }

    @Test
    void aCounterThatBeganAgainPinsNothing() {
        for (int i = 0; i < 5; i++) {
            behind.other().commit(NURSE, RosterEdit.ver("before"));
        }
        ver();
        Roster restored = new Roster(NURSE, new Revision(2, 0xBACC), Optional.of("restored"), Map.of(), List.of());
        behind.play(call -> call.get() instanceof Revision ? restored.revision() : restored);

        assertThat(ver()).as("nobody knows yet").contains("before");
        behind.signal(new Feed.Changed(NURSE, restored.revision()));
        assertThat(ver()).contains("restored");
        assertThat(ver()).contains("restored");
    }

    @Test
    void anErasedOwnerIsGoneAndMayBeginAgain() {
        cache.commit(NURSE, RosterEdit.put(RosterItem.of(ROMEO)));
        assertThat(cache.load(NURSE).contacts()).hasSize(1);
        Revision erased = cache.erase(NURSE);
        assertThat(cache.load(NURSE).contacts()).isEmpty();
        assertThat(cache.revision(NURSE)).isEqualTo(erased);

        Roster reborn = new Roster(NURSE, new Revision(1, 0xB), Optional.of("reborn"), Map.of(), List.of());
        behind.play(call -> call.get() instanceof Revision ? reborn.revision() : reborn);
        pass(BOUND.plusNanos(1));
        assertThat(ver()).contains("reborn");
    }

    @Test
    void aCommitOfUnknownOutcomeDropsTheSnapshot() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.play(call -> {
            Object applied = call.get();
            throw StoreUnavailableException.unknownOutcome(
                    "no answer to " + applied, new Attempt(Condition.none(), 7, Revision.NONE));
        });
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> cache.commit(NURSE, RosterEdit.ver("2")));
        behind.playOn();

        assertThat(ver()).contains("2");
    }

    @Test
    void soDoesOneThatDiesOfSomethingElse() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.play(call -> {
            throw new IllegalArgumentException("after " + call.get());
        });
        assertThatIllegalArgumentException().isThrownBy(() -> cache.commit(NURSE, RosterEdit.ver("2")));
        behind.playOn();

        assertThat(ver()).contains("2");
    }

    @Test
    void aFailureIsToldAndNotKept() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        behind.play(call -> {
            throw new StoreUnavailableException("away");
        });
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(this::ver);
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(() -> cache.loadAll(List.of(NURSE, ROMEO)));
        assertThat(cache.statistics().failures()).isEqualTo(3);
        behind.playOn();

        assertThat(ver()).contains("1");
        assertThat(cache.loadAll(List.of(NURSE, ROMEO)).get(ROMEO)).isEqualTo(Roster.none(ROMEO));
    }

    @Test
    void duringAnOutageWhatIsHeldIsAnsweredUntilTheBoundIsOver() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        ver();
        behind.play(call -> {
            throw new StoreUnavailableException("away");
        });

        pass(BOUND);
        assertThat(ver()).contains("1");
        pass(Duration.ofNanos(1));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::ver);
        behind.playOn();
        assertThat(ver()).contains("1");
    }

    @Test
    void aRosterWithAnUnreadableRecordIsReadEachTime() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        behind.play(call -> new Roster(
                NURSE, new Revision(1, 1), Optional.empty(), Map.of(), List.of(new Unreadable(ROMEO, "damaged"))));
        assertThat(cache.load(NURSE).unreadable()).hasSize(1);
        assertThatExceptionOfType(StoredDataException.class).isThrownBy(() -> cache.find(NURSE, ROMEO));
        behind.playOn();

        assertThat(ver()).as("it was repaired behind the store's back").contains("1");
    }

    @Test
    void loadAllLoadsWhatIsMissingAtOnce() {
        ver();
        behind.takeCalls();
        List<BareJid> owners = IntStream.range(0, 4)
                .mapToObj(i -> BareJid.of("o" + i + "@example.com"))
                .toList();
        List<BareJid> asked = new ArrayList<>(owners);
        asked.add(1, NURSE);
        asked.add(owners.get(0));

        assertThat(cache.loadAll(asked).keySet()).containsExactlyElementsOf(asked.subList(0, 5));
        assertThat(behind.takeCalls()).containsExactly("loadAll 4");
        assertThat(cache.loadAll(asked)).hasSize(5);
        assertThat(behind.takeCalls()).isEmpty();
    }

    @Test
    void loadAllAsksOnceAlsoForWhatIsNotHeld() {
        behind.play(call -> Map.of(
                NURSE,
                new Roster(
                        NURSE, Revision.NONE, Optional.empty(), Map.of(), List.of(new Unreadable(ROMEO, "damaged")))));

        assertThat(cache.loadAll(List.of(NURSE)).get(NURSE).unreadable()).hasSize(1);
        assertThat(behind.takeCalls()).containsExactly("loadAll 1");
        assertThat(cache.loadAll(List.of())).isEmpty();
        assertThat(behind.takeCalls()).isEmpty();
    }

    @Test
    void roomIsMeasuredInContacts() {
        try (CachedRosterStore small = CachedRosterStore.over(InMemoryRosterStore.create())
                .contacts(50)
                .open()) {
            for (int i = 0; i < 20; i++) {
                BareJid owner = BareJid.of("o" + i + "@example.com");
                small.commit(owner, crowd(9));
                small.load(owner);
            }
            CacheStatistics statistics = small.statistics();
            assertThat(statistics.owners()).isEqualTo(5);
            assertThat(statistics.contacts()).isEqualTo(45);
            assertThat(statistics.evictions()).isEqualTo(15);

            small.commit(NURSE, crowd(60));
            assertThat(small.load(NURSE).contacts()).hasSize(60);
            assertThat(small.statistics().contacts()).as("too large to be held").isEqualTo(45);
        }
    }

    private static RosterEdit crowd(int contacts) {
        return RosterEdit.replaceItems(IntStream.range(0, contacts)
                .mapToObj(i -> RosterItem.of(BareJid.of("c" + i + "@example.com")))
                .toList());
    }

    @Test
    void aCheckedCacheAsksForTheRevisionEachTime() {
        CachedRosterStore checked = checked();
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        checked.load(NURSE);
        behind.takeCalls();

        assertThat(checked.load(NURSE).ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("revision");
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        assertThat(checked.load(NURSE).ver()).contains("2");
        assertThat(behind.takeCalls()).containsExactly("revision", "load");
        assertThat(checked.statistics().hits()).isEqualTo(1);
    }

    @Test
    void aCheckedCacheHoldsWhatLoadAllHasBrought() {
        CachedRosterStore checked = checked();
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        Map<BareJid, Roster> all = checked.loadAll(List.of(NURSE, ROMEO));

        assertThat(all).containsOnlyKeys(NURSE, ROMEO);
        assertThat(checked.load(NURSE)).isSameAs(all.get(NURSE));
        assertThat(behind.takeCalls()).containsExactly("loadAll 2", "revision");
    }

    @Test
    void freshnessIsStated() {
        assertThat(cache.describe().freshness()).isEqualTo(Freshness.bounded(BOUND));
        assertThat(checked().describe().freshness()).isEqualTo(Freshness.CURRENT);
        CachedRosterStore twice =
                CachedRosterStore.over(cache).feedDriven(Duration.ofSeconds(1)).open();
        assertThat(twice.describe().freshness())
                .as("what the store behind adds")
                .isEqualTo(Freshness.bounded(Duration.ofSeconds(6)));
        assertThat(twice.describe().product()).isEqualTo("memory");
    }

    @Test
    void withoutAFeedItCannotBeFeedDriven() {
        RosterStore feedless = new ForwardingRosterStore(behind) {
            @Override
            public Optional<Feed> feed() {
                return Optional.empty();
            }
        };
        assertThatExceptionOfType(StoreConfigurationException.class)
                .isThrownBy(() -> CachedRosterStore.over(feedless).feedDriven().open())
                .withMessageContaining("revision-checked");
    }

    @Test
    void wrongSettingsAreRefused() {
        CachedRosterStore.Builder builder = CachedRosterStore.over(behind);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.contacts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.feedDriven(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.feedDriven(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.feedDriven(Duration.ofDays(36_501)));
    }

    @Test
    void theBoundMayBeACentury() {
        Duration century = Duration.ofDays(36_500);
        RosterStore patient = CachedRosterStore.over(behind).feedDriven(century).open();
        assertThat(patient.describe().freshness()).isEqualTo(Freshness.bounded(century));
    }
}
