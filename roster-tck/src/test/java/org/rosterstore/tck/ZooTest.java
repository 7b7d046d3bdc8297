package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.rosterstore.tck.zoo.WrongStore;
import org.rosterstore.tck.zoo.Zoo;

/** The kit against the zoo: it finds no fault where there is none, and every fault for what it is. */
@Tag("zoo") // takes minutes: -DexcludedGroups=zoo leaves it out
class ZooTest {

    private static final long SEED = 7;

    /** The tests of the kit that no wrong store fails, and why not. */
    private static final Map<String, String> NEVER_FAILED = Map.of();

    private static final Map<WrongStore, CompletableFuture<Report>> REPORTS = new LinkedHashMap<>();
    private static final ExecutorService KEEPERS =
            Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));

    /** Each store has a storage of its own, so that they can be looked at side by side. */
    @BeforeAll
    static void visitTheZoo() {
        Zoo.all()
                .forEach(
                        store -> REPORTS.put(store, CompletableFuture.supplyAsync(() -> store.examine(SEED), KEEPERS)));
    }

    @AfterAll
    static void leaveTheZoo() {
        KEEPERS.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> everyWrongStoreFailsItsClausesAndNoOthers() {
        return REPORTS.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.getKey().clause().id() + " " + it.getKey().name(),
                        () -> assertFound(it.getKey(), it.getValue().join())));
    }

    private static void assertFound(WrongStore store, Report report) {
        assertThat(store.isFoundIn(report))
                .as(
                        "broken are %s, perhaps %s, and of %s is said: %s\n%s",
                        store.fails(), store.perhaps(), store.clause(), store.message(), report.toMarkdown())
                .isTrue();
    }

    @Test
    void aWrongStoreFailsItsOwnClauseAndAtMostTwoOthers() {
        assertThat(REPORTS.keySet())
                .hasSizeGreaterThan(45)
                .allSatisfy(store -> assertThat(store.fails())
                        .contains(store.clause())
                        .hasSizeLessThanOrEqualTo(3 - store.perhaps().size()));
    }

    @Test
    void everyWrongStoreHasANameOfItsOwn() {
        assertThat(REPORTS.keySet()).extracting(WrongStore::name).doesNotHaveDuplicates();
    }

    /** The tests that need no server: a zoo in memory can show them. The others are for {@link WireZooTest}. */
    private static Stream<KitTest> inMemory() {
        return KitTest.ALL.stream().filter(test -> !test.bringsItsOwnHandles());
    }

    @Test
    void everyClauseHasAWrongStore() {
        assertThat(REPORTS.keySet())
                .extracting(WrongStore::clause)
                .containsAll(inMemory().map(KitTest::verifies).toList());
    }

    @Test
    void everyTestIsFailedBySomeWrongStore() {
        Set<String> failed = REPORTS.values().stream()
                .flatMap(report -> report.join().failures().stream())
                .map(ZooTest::name)
                .collect(Collectors.toSet());
        List<String> never = inMemory()
                .map(test -> test.verifies().id() + " " + test.sentence())
                .filter(test -> !failed.contains(test))
                .toList();
        assertThat(never).containsExactlyInAnyOrderElementsOf(NEVER_FAILED.keySet());
    }

    private static String name(TestResult result) {
        return result.verifies().id() + " " + result.test();
    }

    @Test
    void theRightStoreConformsInEveryVariant() {
        Effort shallow = new Effort(Effort.FULL.sequences(), Effort.FULL.length(), 3, Effort.FULL.rounds(), 20_000);
        Report report = Conformance.of(Zoo.right()).strict(true).effort(shallow).run(result -> {});
        assertThat(report.conforms()).as(report.toMarkdown()).isTrue();
        assertThat(report.results()).extracting(TestResult::variant).contains(Variant.values());
        assertThat(report.ownersLeft()).isZero();
    }

    @Test
    void theRightStoreThatStatesABoundConformsInEveryVariant() {
        Effort patient = new Effort(
                3, 10, 1, Zoo.EFFORT.rounds(), Zoo.EFFORT.contacts()); // most looks take as long as the bound
        Report report = Conformance.of(Zoo.rightWithinABound())
                .strict(true)
                .effort(patient)
                .run(result -> {});
        assertThat(report.conforms()).as(report.toMarkdown()).isTrue();
        assertThat(report.results()).extracting(TestResult::variant).contains(Variant.values());
        assertThat(report.ownersLeft()).isZero();
    }
}
