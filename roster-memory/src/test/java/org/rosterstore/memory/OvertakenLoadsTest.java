package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;

/** Loads of which something is heard while they are under way. */
class OvertakenLoadsTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.com");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow, as a ticker may
    private final Semaphore readings = new Semaphore(0); // of the ticker
    private final Backstage behind = new Backstage();
    private final CachedRosterStore cache =
            CachedRosterStore.over(behind).feedDriven(BOUND).ticker(this::read).open();
    private final Callers callers = new Callers();

    @AfterEach
    void close() {
        behind.playOn();
        cache.close();
    }

    private long read() {
        readings.release();
        return now.get();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Optional<String> ver() {
        return cache.load(NURSE).ver();
    }

    /** A load that has its answer, and is held up before the cache has it. */
    private CompletableFuture<Roster> begin(HeldUp load) {
        behind.play(load);
        CompletableFuture<Roster> caller = callers.call(() -> cache.load(NURSE));
        load.awaitAnswer();
        return caller;
    }

    @Test
    void aLoadThatWasUnderWayDuringAnInterruptionIsNotHeld() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        behind.signal(new Feed.Interrupted());
        load.release();
        Callers.answer(early);

        assertThat(cache.statistics().owners()).isZero();
        assertThat(ver()).contains("2");
    }

    @Test
    void aLoaderInFlightPutsNothingBackThatIsOlderThanAnOwnCommit() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);

        Revision own = cache.commit(NURSE, RosterEdit.ver("2"));
        CompletableFuture<Roster> after = callers.call(() -> cache.load(NURSE));
        callers.awaitWaiting();
        load.release();

        assertThat(Callers.answer(after).revision()).isEqualTo(own);
        assertThat(Callers.answer(early).revision()).isEqualTo(own);
        assertThat(ver()).contains("2");
    }

    @Test
    void norAnythingOlderThanASignal() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        behind.signal(new Feed.Changed(NURSE, behind.other().commit(NURSE, RosterEdit.ver("2"))));
        load.release();

        assertThat(Callers.answer(early).ver()).contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void aLateSignalOfAnEarlierCommitExcusesNoOlderResult() throws Exception {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        cache.commit(NURSE, RosterEdit.ver("2"));
        behind.signal(new Feed.Changed(NURSE, first)); // which is what the load has read
        load.release();

        assertThat(Callers.answer(early).ver()).contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void aLoadThatBeganBeforeTheBoundIsNotShared() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> slow = begin(load);
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        pass(BOUND.plusNanos(1));

        assertThat(ver()).contains("2");
        load.release();
        assertThat(Callers.answer(slow).ver()).contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void nobodyGoesBackBehindACallerWhoHasLoadedAlone() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp late = new HeldUp();
        AtomicInteger loads = new AtomicInteger();
        List<CompletableFuture<Roster>> others = new ArrayList<>();
        behind.play(call -> {
            int load = loads.incrementAndGet();
            if (load <= 3) { // each flight is overtaken
                behind.signal(new Feed.Changed(NURSE, new Revision(100 + load, 7)));
            } else if (load == 4) {
                others.add(callers.call(() -> cache.load(NURSE)));
                late.awaitAnswer();
                behind.other().commit(NURSE, RosterEdit.ver("2"));
            }
            return load == 5 ? late.play(call) : call.get();
        });

        assertThat(ver()).contains("2");
        late.release();
        assertThat(Callers.answer(others.get(0)).ver()).contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void aLoadFromBeforeAnInterruptionIsNotShared() throws Exception {
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        behind.other().commit(NURSE, RosterEdit.ver("2"));
        behind.signal(new Feed.Interrupted());

        assertThat(Callers.answer(callers.call(this::ver))).contains("2");
        load.release();
        assertThat(Callers.answer(early).ver()).contains("2");
    }

    @Test
    void aSignalOfWhatTheLoadHasReadDoesNotOvertakeIt() throws Exception {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        behind.signal(new Feed.Changed(NURSE, first));
        load.release();

        assertThat(Callers.answer(early).ver()).contains("1");
        assertThat(ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("load");
    }

    @Test
    void aCommitAfterThatSignalDoes() throws Exception {
        Revision first = behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp load = new HeldUp();
        CompletableFuture<Roster> early = begin(load);
        behind.signal(new Feed.Changed(NURSE, first));
        cache.commit(NURSE, RosterEdit.ver("2"));
        load.release();

        assertThat(Callers.answer(early).ver()).contains("2");
        assertThat(ver()).contains("2");
    }

    @Test
    void theEndOfAnOvertakenLoadIsNotThatOfTheOneAfterIt() throws Exception {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        HeldUp slow = new HeldUp();
        CompletableFuture<Roster> early = begin(slow);
        pass(BOUND.plusNanos(1));
        HeldUp next = new HeldUp();
        CompletableFuture<Roster> late = begin(next);

        readings.drainPermits();
        slow.release();
        assertThat(readings.tryAcquire(30, TimeUnit.SECONDS))
                .as("it has ended, and another is looked for")
                .isTrue();
        next.release();

        assertThat(Callers.answer(early)).isSameAs(Callers.answer(late));
        assertThat(behind.takeCalls()).filteredOn("load"::equals).hasSize(2);
    }

    @Test
    void whoIsOvertakenAgainAndAgainLoadsAlone() {
        behind.other().commit(NURSE, RosterEdit.ver("1"));
        AtomicInteger loads = new AtomicInteger();
        behind.play(call -> {
            behind.signal(new Feed.Changed(NURSE, new Revision(100 + loads.incrementAndGet(), 7)));
            return call.get();
        });

        assertThat(ver()).contains("1");
        assertThat(behind.takeCalls()).containsExactly("load", "load", "load", "load");
        assertThat(cache.statistics().misses()).isEqualTo(1);
        assertThat(cache.statistics().loads()).isEqualTo(4);
        assertThat(cache.statistics().owners()).isZero();
    }

    @Test
    void thatLoadMayFailAsAnyOther() {
        AtomicInteger loads = new AtomicInteger();
        behind.play(call -> {
            if (loads.incrementAndGet() == 4) {
                throw new StoreUnavailableException("away");
            }
            behind.signal(new Feed.Changed(NURSE, new Revision(100 + loads.get(), 7)));
            return call.get();
        });

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::ver);
        assertThat(cache.statistics().failures()).isEqualTo(1);
    }

    @Test
    void whatLoadAllHasReadIsReadAgainIfItWasOvertaken() throws Exception {
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Map<BareJid, Roster>> early = callers.call(() -> cache.loadAll(List.of(NURSE, ROMEO)));
        load.awaitAnswer();
        behind.signal(new Feed.Changed(NURSE, behind.other().commit(NURSE, RosterEdit.ver("2"))));
        load.release();

        assertThat(Callers.answer(early).get(NURSE)).isEqualTo(cache.load(NURSE));
        assertThat(ver()).contains("2");
        assertThat(behind.takeCalls()).containsExactly("loadAll 2", "load");
        assertThat(cache.statistics().misses()).isEqualTo(2);
        assertThat(cache.statistics().loads()).isEqualTo(3);
    }
}
