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

    /** What every fault of the zoo shows at. */
    private static final Effort GLANCE = new Effort(20, 25, 2, 30, 3_500);

    /** The tests of the kit that no wrong store fails, and why not. */
    private static final Map<String, String> NEVER_FAILED = Map.of();

    private static final Map<WrongStore, CompletableFuture<Report>> REPORTS = new LinkedHashMap<>();
    private static final ExecutorService KEEPERS =
            Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));

    /** Each store has a storage of its own, so that they can be looked at side by side. */
    @BeforeAll
    static void visitTheZoo() {
        Zoo.all().forEach(store -> REPORTS.put(store, CompletableFuture.supplyAsync(() -> run(store), KEEPERS)));
    }

    @AfterAll
    static void leaveTheZoo() {
        KEEPERS.shutdownNow();
    }

    private static Report run(WrongStore store) {
        return Conformance.of(store.fixture())
                .effort(GLANCE)
                .variants(Set.of(store.variant()))
                .seed(SEED)
                .run(result -> {});
    }

    @TestFactory
    Stream<DynamicTest> everyWrongStoreFailsItsClausesAndNoOthers() {
        return REPORTS.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.getKey().clause().id() + " " + it.getKey().name(),
                        () -> expectFound(it.getKey(), it.getValue().join())));
    }

    /** Where threads race, what the kit sees first depends on who is faster: such a store is looked at once more. */
    private static void expectFound(WrongStore store, Report report) {
        assertFound(store, isFound(store, report) ? report : run(store));
    }

    private static boolean isFound(WrongStore store, Report report) {
        return report.failedClauses().equals(store.fails())
                && report.failures().stream().anyMatch(failure -> names(failure, store));
    }

    private static void assertFound(WrongStore store, Report report) {
        assertThat(report.failedClauses()).as(report.toMarkdown()).isEqualTo(store.fails());
        assertThat(report.failures())
                .filteredOn(failure -> failure.clause() == store.clause())
                .as("what is said of %s, of which a part is: %s", store.clause(), store.message())
                .anyMatch(failure -> names(failure, store));
    }

    /** Whether the failure is of the clause that the store breaks, and says what is wrong with it. */
    private static boolean names(TestResult failure, WrongStore store) {
        return failure.clause() == store.clause() && finding(failure).contains(store.message());
    }

    /** What the message says of this store, without the clause's own words. */
    private static String finding(TestResult failure) {
        String message = failure.failure().orElseThrow().getMessage();
        return message.substring(message.indexOf("expected:"), message.lastIndexOf("check:"));
    }

    @Test
    void aWrongStoreFailsItsOwnClauseAndAtMostTwoOthers() {
        assertThat(REPORTS.keySet())
                .hasSizeGreaterThan(45)
                .allSatisfy(store ->
                        assertThat(store.fails()).contains(store.clause()).hasSizeLessThanOrEqualTo(3));
    }

    @Test
    void everyWrongStoreHasANameOfItsOwn() {
        assertThat(REPORTS.keySet()).extracting(WrongStore::name).doesNotHaveDuplicates();
    }

    @Test
    void everyClauseHasAWrongStore() {
        assertThat(REPORTS.keySet()).extracting(WrongStore::clause).contains(Clause.values());
    }

    @Test
    void everyTestIsFailedBySomeWrongStore() {
        Set<String> failed = REPORTS.values().stream()
                .flatMap(report -> report.join().failures().stream())
                .map(ZooTest::name)
                .collect(Collectors.toSet());
        List<String> never = KitTest.ALL.stream()
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
}
