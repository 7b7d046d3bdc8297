package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.ForwardingRosterStore;

/** The end of a cache. */
class ClosedCacheTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.com");

    private final Backstage behind = new Backstage();

    private CachedRosterStore following() {
        return CachedRosterStore.over(behind).feedDriven().open();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("load", cache -> cache.load(NURSE)),
                call("loadAll", cache -> cache.loadAll(List.of(NURSE))),
                call("loadAll of none", cache -> cache.loadAll(List.of())),
                call("find", cache -> cache.find(NURSE, ROMEO)),
                call("revision", cache -> cache.revision(NURSE)),
                call("commit", cache -> cache.commit(NURSE, RosterEdit.ver("1"), Condition.none())),
                call("describe", RosterStore::describe),
                call("history", RosterStore::history),
                call("feed", RosterStore::feed),
                call("catalog", RosterStore::catalog));
    }

    private static Arguments call(String name, Consumer<RosterStore> call) {
        return arguments(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void itRefusesEachCallItself(String name, Consumer<RosterStore> call) {
        RosterStore neverClosed = new ForwardingRosterStore(behind) {
            @Override
            public void close() {}
        };
        for (CachedRosterStore.Builder builder : List.of(
                CachedRosterStore.over(neverClosed),
                CachedRosterStore.over(neverClosed).feedDriven())) {
            CachedRosterStore cache = builder.open();
            call.accept(cache);
            cache.close();
            behind.takeCalls();

            assertThatIllegalStateException().as(name).isThrownBy(() -> call.accept(cache));
            assertThat(behind.takeCalls()).isEmpty();
        }
    }

    @Test
    void itClosesTheStoreBehindAndHoldsNothing() {
        CachedRosterStore cache = following();
        cache.load(NURSE);
        cache.close();
        cache.close();

        assertThatIllegalStateException().isThrownBy(() -> behind.load(NURSE));
        assertThat(cache.statistics().owners()).isZero();
    }

    @Test
    void itListensNoLonger() {
        RosterStore cache = following();
        assertThat(behind.listeners()).isEqualTo(1);
        cache.close();
        assertThat(behind.listeners()).isZero();
    }

    @Test
    void itHoldsNothingAlsoIfTheStoreBehindCannotBeClosed() {
        CachedRosterStore cache = CachedRosterStore.over(new ForwardingRosterStore(behind) {
                    @Override
                    public void close() {
                        throw new StoreUnavailableException("away");
                    }
                })
                .open();
        cache.load(NURSE);

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(cache::close);
        assertThat(cache.statistics().owners()).isZero();
    }

    @Test
    void itClosesTheStoreBehindAlsoIfTheFeedCannotBeLeft() {
        AtomicBoolean isClosed = new AtomicBoolean();
        CachedRosterStore cache = CachedRosterStore.over(new ForwardingRosterStore(behind) {
                    @Override
                    public Optional<Feed> feed() {
                        return super.feed().map(feed -> new Clinging(feed));
                    }

                    @Override
                    public void close() {
                        isClosed.set(true);
                    }
                })
                .feedDriven()
                .open();
        cache.load(NURSE);

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(cache::close);
        assertThat(isClosed).isTrue();
        assertThat(cache.statistics().owners()).isZero();
    }

    private record Clinging(Feed feed) implements Feed {

        @Override
        public Registration subscribe(Consumer<? super Signal> listener) {
            return () -> {
                throw new StoreUnavailableException("away");
            };
        }

        @Override
        public Duration latency() {
            return feed.latency();
        }
    }

    @Test
    void aLoadThatEndsAfterItIsNotHeld() throws Exception {
        CachedRosterStore cache = following();
        HeldUp load = new HeldUp();
        behind.play(load);
        CompletableFuture<Roster> late = new Callers().call(() -> cache.load(NURSE));
        load.awaitAnswer();
        cache.close();
        load.release();

        assertThat(Callers.answer(late)).isEqualTo(Roster.none(NURSE));
        assertThat(cache.statistics().owners()).isZero();
    }
}
