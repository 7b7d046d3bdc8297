package org.rosterstore.tck;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kit as a JUnit class: extend it, say how to open your store, and run it as any other test.
 *
 * <pre>{@code
 * class MyStoreTest extends RosterStoreTck {
 *     public RosterStore open() {
 *         return new MyStore(…);
 *     }
 * }
 * }</pre>
 *
 * <p>The tests stand in a tree of variants and chapters. Clauses about abilities that the store does not offer, and clauses
 * that need a {@linkplain StoreFixture hook} that this class does not provide, have no test there; they are printed,
 * written to {@code target/coverage-gaps.txt}, and listed in the report, which is written to {@code target/roster-tck} as
 * {@code NAME.html}, {@code NAME.md} and {@code NAME.json}. If a test is red, its message names the clause, what was expected,
 * what came instead, and what to look at first.
 *
 * <p>System properties: {@code roster.tck.seed} replays a run, {@code roster.tck.strict=true} makes a clause that was not
 * verified a failure, {@code roster.tck.require=history,feed,catalog} does so for abilities that are not offered,
 * {@code roster.tck.effort=quick} does less of what is done many times, {@code roster.tck.variants=plain} runs some variants
 * only, {@code roster.tck.kills=200} kills a server that often.
 */
public abstract class RosterStoreTck implements StoreFixture {

    /** For subclasses. */
    protected RosterStoreTck() {}

    /**
     * The kit as it is to be run; override to change it.
     *
     * @param kit the kit as the system properties say
     * @return the kit to run
     */
    protected Conformance configure(Conformance kit) {
        return kit;
    }

    /** The store's name in the report: the simple name of the class. */
    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    /**
     * The tests of the kit.
     *
     * @return a container for each variant, and a last test that nothing is missing
     */
    @TestFactory
    final Stream<DynamicNode> conformance() {
        Conformance kit = configure(SystemProperties.configure(Conformance.of(fixture())));
        Conformance.Survey survey = kit.survey();
        List<TestResult> results = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger ownersLeft = new AtomicInteger();
        Map<Variant, Map<String, List<Conformance.Case>>> tree = kit.cases(survey).stream()
                .collect(Collectors.groupingBy(
                        Conformance.Case::variant,
                        TreeMap::new,
                        Collectors.groupingBy(
                                it -> it.test().verifies().chapter(), LinkedHashMap::new, Collectors.toList())));
        Stream<DynamicNode> variants = tree.entrySet().stream()
                .map(variant -> DynamicContainer.dynamicContainer(
                        variant.getKey().toString(),
                        variant.getValue().entrySet().stream()
                                .map(chapter -> DynamicContainer.dynamicContainer(
                                        chapter.getKey(),
                                        chapter.getValue().stream().map(it -> test(it, results, ownersLeft))))));
        DynamicNode whole = DynamicTest.dynamicTest(
                "the report", () -> ReportFile.write(kit.report(survey, List.copyOf(results), ownersLeft.get())));
        return Stream.concat(variants, Stream.of(whole));
    }

    /** What the tests run against: this, unless it is found elsewhere. */
    StoreFixture fixture() {
        return this;
    }

    private static DynamicTest test(Conformance.Case it, List<TestResult> results, AtomicInteger ownersLeft) {
        String name = it.test().verifies().id() + " " + it.test().sentence();
        URI source =
                URI.create("method:" + it.test().method().getDeclaringClass().getName() + "#"
                        + it.test().method().getName() + "(org.rosterstore.tck.Trial)");
        return DynamicTest.dynamicTest(name, source, () -> {
            Conformance.Run run = it.run();
            TestResult result = run.result();
            results.add(result);
            ownersLeft.addAndGet(run.ownersLeft());
            if (result.failure().isPresent()) {
                throw result.failure().get();
            }
        });
    }
}
