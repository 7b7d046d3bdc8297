package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;

/** Callers who need the same owner at the same time, and wait for each other. */
class SharedLoadsTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.com");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow, as a ticker may
    private final Backstage behind = new Backstage();
    private final CachedRosterStore cache =
            CachedRosterStore.over(behind).feedDriven(BOUND).ticker(now::get).open();
    private final Callers callers = new Callers();

    @AfterEach
    void close() {
        behind.playOn();
        cache.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void callersShareOneLoad() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Roster> first = callers.call(() -> cache.load(NURSE));
        load.awaitAnswer();
        List<CompletableFuture<Roster>> others = IntStream.range(0, 3)
                .mapToObj(i -> callers.call(() -> cache.load(NURSE)))
                .toList();
        callers.awaitWaiting();
        load.release();

        Roster roster = Callers.answer(first);
        for (CompletableFuture<Roster> other : others) {
            assertThat(Callers.answer(other)).isSameAs(roster);
        }
        assertThat(behind.takeCalls()).containsExactly("load");
        assertThat(cache.statistics().loads()).isEqualTo(1);
    }

    @Test
    void aFailureOfSomebodyElsesLoadIsNotOnes() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Roster> first = callers.call(() -> cache.load(NURSE));
        load.awaitAnswer();
        CompletableFuture<Roster> second = callers.call(() -> cache.load(NURSE));
        callers.awaitWaiting();
        load.fail();

        assertThat(Callers.answer(second).ver()).contains("1");
        assertThat(first).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aCheckedCacheSharesNoLoadThatIsOlderThanItsQuestion() throws Exception {
        CachedRosterStore checked = CachedRosterStore.over(behind).open();
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp(Roster.class::isInstance);
        behind.play(load);
        CompletableFuture<Roster> early = callers.call(() -> checked.load(NURSE));
        load.awaitAnswer();
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        CompletableFuture<Roster> late = callers.call(() -> checked.load(NURSE));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(late).ver()).contains("2");
        assertThat(Callers.answer(early).ver()).contains("1");
        assertThat(checked.statistics().loads()).isEqualTo(2);
        assertThat(checked.statistics().misses()).isEqualTo(2);
        assertThat(checked.load(NURSE).ver()).contains("2");
    }

    @Test
    void aLoadThatIsAsOldAsTheBoundIsShared() throws Exception {
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Roster> first = callers.call(() -> cache.load(NURSE));
        load.awaitAnswer();
        pass(BOUND);
        CompletableFuture<Roster> second = callers.call(() -> cache.load(NURSE));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(second)).isSameAs(Callers.answer(first));
        assertThat(behind.takeCalls()).containsExactly("load");
    }

    @Test
    void whoHasWaitedForAFailureWaitsForNobodyElse() throws Exception {
        HeldUp failing = new HeldUp();
        behind.play(failing);
        CompletableFuture<Roster> first = callers.call(() -> cache.load(NURSE));
        failing.awaitAnswer();
        CompletableFuture<Roster> second = callers.call(() -> cache.load(NURSE));
        callers.awaitWaiting();
        pass(BOUND.plusNanos(1));
        HeldUp next = new HeldUp();
        behind.play(next);
        CompletableFuture<Roster> third = callers.call(() -> cache.load(NURSE));
        next.awaitAnswer();

        failing.fail();

        assertThat(Callers.answer(second)).isEqualTo(Roster.none(NURSE));
        assertThat(third).isNotDone();
        next.release();
        assertThat(Callers.answer(third)).isEqualTo(Roster.none(NURSE));
        assertThat(first).failsWithin(Duration.ofSeconds(30));
        assertThat(cache.statistics().failures()).isEqualTo(1);
    }

    @Test
    void loadAllWaitsForTheLoadsOfOthersAndLoadsTheRest() throws Exception {
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Roster> one = callers.call(() -> cache.load(NURSE));
        load.awaitAnswer();
        CompletableFuture<Map<BareJid, Roster>> both = callers.call(() -> cache.loadAll(List.of(NURSE, ROMEO)));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(both).get(NURSE)).isSameAs(Callers.answer(one));
        assertThat(Callers.answer(both)).containsOnlyKeys(NURSE, ROMEO);
        assertThat(behind.takeCalls()).containsExactly("load", "loadAll 1");
        assertThat(cache.statistics().misses()).isEqualTo(3);
        assertThat(cache.statistics().hits()).isZero();
    }

    @Test
    void whatHasComeMeanwhileIsNotAskedAbout() {
        List<CompletableFuture<Roster>> others = new ArrayList<>();
        HeldUp load = new HeldUp(Roster.class::isInstance);
        behind.play(load);
        others.add(callers.call(() -> cache.load(NURSE)));
        load.awaitAnswer();
        behind.play(call -> {
            load.release();
            others.forEach(CompletableFuture::join);
            return call.get();
        });

        assertThat(cache.loadAll(List.of(NURSE, ROMEO)).get(NURSE))
                .isSameAs(others.get(0).join());
        assertThat(behind.takeCalls()).containsExactly("load", "loadAll 1");
    }

    @Test
    void aLoadWaitsForLoadAllOfAnother() throws Exception {
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Map<BareJid, Roster>> both = callers.call(() -> cache.loadAll(List.of(NURSE, ROMEO)));
        load.awaitAnswer();
        CompletableFuture<Roster> one = callers.call(() -> cache.load(ROMEO));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(one)).isSameAs(Callers.answer(both).get(ROMEO));
        assertThat(behind.takeCalls()).containsExactly("loadAll 2");
    }

    @Test
    void aFailureOfLoadAllIsNotThatOfWhoWaitsForIt() throws Exception {
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Map<BareJid, Roster>> both = callers.call(() -> cache.loadAll(List.of(NURSE, ROMEO)));
        load.awaitAnswer();
        CompletableFuture<Roster> one = callers.call(() -> cache.load(ROMEO));
        callers.awaitWaiting();
        load.fail();

        assertThat(Callers.answer(one)).isEqualTo(Roster.none(ROMEO));
        assertThat(both).failsWithin(Duration.ofSeconds(30));
        assertThat(behind.takeCalls()).containsExactly("loadAll 2", "load");
    }

    @Test
    void callersOfACheckedCacheShareALoadToo() throws Exception {
        CachedRosterStore checked = CachedRosterStore.over(behind).open();
        HeldUp load = new HeldUp(Roster.class::isInstance);
        behind.play(load);
        CompletableFuture<Roster> first = callers.call(() -> checked.load(NURSE));
        load.awaitAnswer();
        CompletableFuture<Roster> second = callers.call(() -> checked.load(NURSE));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(second)).isSameAs(Callers.answer(first));
        assertThat(behind.takeCalls()).containsExactly("revision", "load", "revision");
    }

    @Test
    void theirOwnLoadMayFailAsAnyOther() throws Exception {
        CachedRosterStore checked = CachedRosterStore.over(behind).open();
        HeldUp load = new HeldUp(Roster.class::isInstance);
        behind.play(load);
        CompletableFuture<Roster> first = callers.call(() -> checked.load(NURSE));
        load.awaitAnswer();
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        CompletableFuture<Roster> second = callers.call(() -> checked.load(NURSE));
        callers.awaitWaiting();
        behind.play(call -> {
            throw new StoreUnavailableException("away");
        });
        load.release();

        assertThat(second).failsWithin(Duration.ofSeconds(30));
        assertThat(Callers.answer(first)).isEqualTo(Roster.none(NURSE));
        assertThat(checked.statistics().failures()).isEqualTo(1);
    }
}
