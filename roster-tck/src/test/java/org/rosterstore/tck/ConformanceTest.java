package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;
import org.rosterstore.BareJid;
import org.rosterstore.History;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;
import org.rosterstore.tck.zoo.Zoo;

/** How the kit is set up and run, and what it says of what it did not do. */
class ConformanceTest {

    /** A look at what would be run. */
    private static Report survey(Conformance kit) {
        return kit.variants(Set.of()).run(result -> {});
    }

    /** The right store without a hook. */
    private static StoreFixture bare() {
        StoreFixture right = Zoo.right();
        return () -> right.open();
    }

    private static StoreFixture withoutHistory() {
        StoreFixture right = Zoo.right();
        return () -> new ForwardingRosterStore(right.open()) {
            @Override
            public Optional<History> history() {
                return Optional.empty();
            }
        };
    }

    @Test
    void aHookThatIsNotProvidedIsListedAsSuch() {
        Report report = survey(Conformance.of(bare()));
        assertThat(report.provided()).isEmpty();
        assertThat(report.status(Clause.FAIL_READ)).isEqualTo(Report.Status.NOT_PROVIDED);
        assertThat(report.status(Clause.LIFE_DURABLE)).isEqualTo(Report.Status.NOT_PROVIDED);
        assertThat(report.status(Clause.FAIL_REPAIR)).isEqualTo(Report.Status.NOT_PROVIDED);
        assertThat(report.status(Clause.READ_UNKNOWN)).isEqualTo(Report.Status.NOT_RUN);
        assertThat(report.toMarkdown()).contains("| FAIL-1 | not provided |");
    }

    @Test
    void whatNeedsAHookIsNotRunWithoutIt() {
        Conformance kit = Conformance.of(bare());
        assertThat(kit.cases(kit.survey()))
                .noneMatch(it -> it.test().verifies().hook().isPresent())
                .noneMatch(it -> it.variant() == Variant.REOPENED)
                .anyMatch(it -> it.variant() == Variant.DECORATED);
    }

    @Test
    void anAbilityThatIsNotOfferedIsListedAsSuch() {
        Report report = survey(Conformance.of(withoutHistory()).strict(true));
        assertThat(report.offered()).containsExactlyInAnyOrder(Ability.FEED, Ability.CATALOG);
        assertThat(report.status(Clause.HISTORY_REACH)).isEqualTo(Report.Status.NOT_OFFERED);
        assertThat(report.problems()).noneMatch(problem -> problem.startsWith("HISTORY"));
    }

    @Test
    void anAbilityThatIsRequiredAndNotOfferedIsAProblem() {
        Report report = survey(Conformance.of(withoutHistory()).require(Set.of(Ability.HISTORY, Ability.FEED)));
        assertThat(report.problems()).containsExactly("history is required and not offered");
        assertThat(report.conforms()).isFalse();
    }

    @Test
    void whatIsDueAndWasNotVerifiedIsAProblemForTheStrict() {
        assertThat(survey(Conformance.of(bare())).problems()).isEmpty();
        assertThat(survey(Conformance.of(bare()).strict(true)).problems())
                .contains("READ-1 was not verified", "HISTORY-1 was not verified")
                .doesNotContain("FAIL-1 was not verified");
        assertThat(survey(Conformance.of(Zoo.right()).strict(true)).problems()).contains("FAIL-1 was not verified");
    }

    @Test
    void aStoreThatHangsFails() {
        StoreFixture right = Zoo.right();
        StoreFixture hanging = () -> new ForwardingRosterStore(right.open()) {
            @Override
            public Roster load(BareJid owner) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("interrupted");
            }
        };
        Conformance kit =
                Conformance.of(hanging).variants(Set.of(Variant.PLAIN)).patience(Duration.ofMillis(200));
        Conformance.Case first = kit.cases(kit.survey()).get(0);
        assertThat(first.run().result().failure()).get().satisfies(failure -> {
            assertThat(failure.clause()).isEqualTo(Clause.READ_UNKNOWN);
            assertThat(failure).hasMessageContaining("it hangs");
            assertThat(failure.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("await"));
        });
    }

    @Test
    void theDiscoveredFormFailsWithoutAStore() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(DiscoveredStoreTest.class))
                .execute()
                .allEvents()
                .failed()
                .assertEventsMatchExactly(EventConditions.event(EventConditions.finishedWithFailure(
                        TestExecutionResultConditions.message(message -> message.contains("roster.tck.store")))));
    }

    /** As a store's author would write it. */
    static class RightStoreTest extends RosterStoreTck {

        private final StoreFixture right = Zoo.right();

        @Override
        public RosterStore open() {
            return right.open();
        }

        @Override
        protected Conformance configure(Conformance kit) {
            return kit.effort(Effort.QUICK).variants(Set.of(Variant.PLAIN)).strict(true);
        }
    }

    /** Of which strict says that too little was run. */
    static class HurriedStoreTest extends RightStoreTest {

        @Override
        protected Conformance configure(Conformance kit) {
            return super.configure(kit).variants(Set.of());
        }
    }

    @Test
    void theSubclassFormHasATestForEachClauseThatApplies() {
        long tests = KitTest.ALL.stream().filter(test -> test.needs().isEmpty()).count();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(RightStoreTest.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(tests + 1).failed(0)); // and the report
    }

    @Test
    void theSubclassFormFailsWhereSomethingIsMissing() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(HurriedStoreTest.class))
                .execute()
                .testEvents()
                .failed()
                .assertEventsMatchExactly(
                        EventConditions.event(EventConditions.finishedWithFailure(TestExecutionResultConditions.message(
                                message -> message.contains("READ-1 was not verified")))));
    }
}
