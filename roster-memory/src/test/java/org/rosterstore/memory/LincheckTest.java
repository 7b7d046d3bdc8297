package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.OwnerState;

/**
 * Stores of this process under Lincheck, which tries the interleavings of a few calls one by one (model checking) and many at
 * random (stress). {@code -Droster.lincheck.size=full} makes it some ten minutes long.
 */
class LincheckTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final boolean IS_FULL = "full".equals(System.getProperty("roster.lincheck.size"));

    /** Within so many scenarios the planted fault must be found; the first few do it. */
    private static final int ENOUGH = 50;

    /** A new store for each run. */
    public static final class Memory extends OneOwner {

        public Memory() {
            super(new InMemoryRosterStore(new Storage(CLOCK), () -> {}));
        }
    }

    /** A new cache in front of a new store for each run. */
    public static final class Cached extends OneOwner {

        public Cached() {
            super(CachedRosterStore.over(new InMemoryRosterStore(new Storage(CLOCK), () -> {}))
                    .ticker(() -> 0)
                    .open());
        }
    }

    /** The planted fault: what was written between reading and writing is lost. */
    public static final class Losing extends OneOwner {

        public Losing() {
            super(new LosingStore());
        }
    }

    private static final class LosingStore implements RosterStore {

        private final Map<BareJid, OwnerState> states = new ConcurrentHashMap<>();

        @Override
        public Roster load(BareJid owner) {
            return state(owner).roster();
        }

        @Override
        public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
            OwnerState.Step step = state(owner).commit(edit, condition, Instant.EPOCH);
            states.put(owner, step.after());
            return step.result();
        }

        private OwnerState state(BareJid owner) {
            OwnerState state = states.get(owner);
            return state == null ? OwnerState.none(owner) : state;
        }

        @Override
        public void close() {}
    }

    /** How Lincheck comes to its interleavings. */
    enum Mode {
        MODEL_CHECKING(IS_FULL ? 20 : 2) {
            @Override
            void check(Class<?> store, int iterations) {
                checked(new ModelCheckingOptions()
                                .iterations(iterations)
                                .invocationsPerIteration(IS_FULL ? 1_000 : 30)
                                .threads(IS_FULL ? 3 : 2)
                                .actorsPerThread(IS_FULL ? 3 : 2)
                                .addGuarantee(forClasses(LincheckTest::isAtomic)
                                        .allMethods()
                                        .treatAsAtomic()))
                        .check(store);
            }
        },
        STRESS(IS_FULL ? 50 : 3) {
            @Override
            void check(Class<?> store, int iterations) {
                checked(new StressOptions()
                                .iterations(iterations)
                                .invocationsPerIteration(IS_FULL ? 5_000 : 100)
                                .threads(IS_FULL ? 3 : 2)
                                .actorsPerThread(3))
                        .check(store);
            }
        };

        private final int iterations;

        Mode(int iterations) {
            this.iterations = iterations;
        }

        /** Checks so many random scenarios. */
        abstract void check(Class<?> store, int iterations);

        /** Lincheck takes a run for hung after 30 s, which instrumenting the classes alone may take on a busy machine. */
        private static Options<?, ?> checked(Options<?, ?> options) {
            return options.actorsBefore(1)
                    .actorsAfter(1)
                    .minimizeFailedScenario(false)
                    .logLevel(LoggingLevel.ERROR)
                    .invocationTimeout$lincheck(300_000);
        }
    }

    /** What is immutable, or somebody else's, has no moments to get in between: only the stores themselves have. */
    private static boolean isAtomic(String className) {
        return className.startsWith("com.github.benmanes.caffeine.")
                || (className.startsWith("org.rosterstore.spi.") && !className.contains(".Feed"))
                || (className.startsWith("org.rosterstore.")
                        && className.lastIndexOf('.') == "org.rosterstore".length());
    }

    private static Stream<Arguments> rightStores() {
        return inEachMode(Memory.class, Cached.class);
    }

    private static Stream<Arguments> wrongStores() {
        return inEachMode(Losing.class);
    }

    private static Stream<Arguments> inEachMode(Class<?>... stores) {
        return Stream.of(stores).flatMap(store -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, store)));
    }

    @ParameterizedTest
    @MethodSource("rightStores")
    void everyInterleavingIsAnsweredAsSomeOrder(Mode mode, Class<?> store) {
        mode.check(store, mode.iterations);
    }

    @ParameterizedTest
    @MethodSource("wrongStores")
    void aLostUpdateIsFound(Mode mode, Class<?> store) {
        assertThatThrownBy(() -> mode.check(store, ENOUGH))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }
}
