package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rosterstore.tck.wire.WrongWire;
import org.rosterstore.tck.wire.WrongWires;

/** The tests of the kit that need a network or a process, against wire stores that are wrong in just that. */
@Tag("zoo")
class WireZooTest {

    private static final long SEED = 7;
    private static final Effort GLANCE = new Effort(1, 1, 1, 30, 1_000);

    /** Most of the time is spent waiting for deadlines. */
    private static final int KEEPERS = 8;

    private static final Map<WrongWire, CompletableFuture<List<TestResult>>> RESULTS = new LinkedHashMap<>();
    private static final ExecutorService POOL = Executors.newFixedThreadPool(KEEPERS);

    @BeforeAll
    static void visitTheZoo() {
        WrongWires.all().forEach(wire -> RESULTS.put(wire, CompletableFuture.supplyAsync(() -> run(wire), POOL)));
    }

    @AfterAll
    static void leaveTheZoo() {
        POOL.shutdownNow();
        RESULTS.keySet().forEach(wire -> wire.fixture().close());
    }

    private static boolean isWanted(KitTest test) {
        return test.bringsItsOwnHandles() || test.verifies() == Clause.LIFE_CLOSE_IN_USE;
    }

    private static List<TestResult> run(WrongWire wire) {
        Conformance kit = Conformance.of(wire.fixture())
                .effort(GLANCE)
                .variants(Set.of(Variant.PLAIN))
                .seed(SEED);
        return kit.cases(kit.survey()).stream()
                .filter(it -> isWanted(it.test()))
                .map(it -> it.run().result())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyWrongStoreFailsItsClausesAndNoOthers() {
        return RESULTS.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.getKey().clause().id() + " " + it.getKey().name(),
                        () -> expectFound(it.getKey(), it.getValue().join())));
    }

    /** Where threads race, what the kit sees depends on who is faster: such a store is looked at once more. */
    private static void expectFound(WrongWire wire, List<TestResult> results) {
        List<TestResult> last = isFound(wire, results) ? results : run(wire);
        assertThat(failed(last)).as("%s", failures(last)).containsAll(wire.fails());
        assertThat(failed(last)).as("%s", failures(last)).isSubsetOf(possible(wire));
        assertThat(failures(last))
                .as("a part of which is: %s", wire.message())
                .anyMatch(finding -> finding.contains(wire.message()));
    }

    private static boolean isFound(WrongWire wire, List<TestResult> results) {
        return failed(results).containsAll(wire.fails())
                && possible(wire).containsAll(failed(results))
                && failures(results).stream().anyMatch(finding -> finding.contains(wire.message()));
    }

    private static Set<Clause> possible(WrongWire wire) {
        Set<Clause> possible = EnumSet.copyOf(wire.fails());
        possible.addAll(wire.perhaps());
        return possible;
    }

    private static Set<Clause> failed(List<TestResult> results) {
        return results.stream()
                .filter(result -> result.failure().isPresent())
                .map(TestResult::clause)
                .collect(Collectors.toSet());
    }

    private static List<String> failures(List<TestResult> results) {
        return results.stream()
                .flatMap(result -> result.failure().stream().map(failure -> result.test() + ": " + failure))
                .toList();
    }

    @Test
    void aWrongStoreFailsItsOwnClauseAndAtMostTwoOthers() {
        assertThat(RESULTS.keySet()).allSatisfy(wire -> {
            assertThat(wire.fails()).contains(wire.clause());
            assertThat(possible(wire)).hasSizeLessThanOrEqualTo(3);
        });
    }

    @Test
    void everyTestIsFailedBySomeWrongStore() {
        Set<String> failed = RESULTS.values().stream()
                .flatMap(results -> results.join().stream())
                .filter(result -> result.failure().isPresent())
                .map(TestResult::test)
                .collect(Collectors.toSet());
        assertThat(KitTest.ALL)
                .filteredOn(KitTest::bringsItsOwnHandles)
                .extracting(KitTest::sentence)
                .isNotEmpty()
                .isSubsetOf(failed);
    }
}
