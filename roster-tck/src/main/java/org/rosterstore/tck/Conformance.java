package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;

/**
 * The kit, ready to be run against a store. Immutable: each setting gives a changed copy.
 *
 * <pre>{@code
 * Report report = Conformance.of(StoreFixture.ofUri("memory:")).strict(true).run(result -> {});
 * }</pre>
 */
public final class Conformance {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final StoreFixture fixture;
    private final boolean strict;
    private final Set<Ability> required;
    private final Set<Variant> variants;
    private final Effort effort;
    private final long seed;
    private final Duration patience;

    private Conformance(
            StoreFixture fixture,
            boolean strict,
            Set<Ability> required,
            Set<Variant> variants,
            Effort effort,
            long seed,
            Duration patience) {
        this.fixture = fixture;
        this.strict = strict;
        this.required = required;
        this.variants = variants;
        this.effort = effort;
        this.seed = seed;
        this.patience = patience;
    }

    /**
     * The whole kit: all variants, full effort, a random seed, not strict, nothing required.
     *
     * @param fixture how to come to the store
     * @return the kit for that store
     */
    public static Conformance of(StoreFixture fixture) {
        return new Conformance(
                requireNonNull(fixture, "fixture"),
                false,
                Set.of(),
                EnumSet.allOf(Variant.class),
                Effort.FULL,
                new SplittableRandom().nextLong(),
                PATIENCE);
    }

    /**
     * Whether a clause that applies to the store and was not verified is a problem. Clauses that need a hook which the
     * fixture does not provide are not meant.
     *
     * @param strict whether to be strict
     * @return the changed copy
     */
    public Conformance strict(boolean strict) {
        return new Conformance(fixture, strict, required, variants, effort, seed, patience);
    }

    /**
     * Abilities whose absence is a problem.
     *
     * @param required what the store must offer
     * @return the changed copy
     */
    public Conformance require(Set<Ability> required) {
        return new Conformance(fixture, strict, Set.copyOf(required), variants, effort, seed, patience);
    }

    /**
     * The variants to run, as far as the store allows them.
     *
     * @param variants which
     * @return the changed copy
     */
    public Conformance variants(Set<Variant> variants) {
        return new Conformance(fixture, strict, required, Set.copyOf(variants), effort, seed, patience);
    }

    /**
     * How much to do.
     *
     * @param effort the effort
     * @return the changed copy
     */
    public Conformance effort(Effort effort) {
        return new Conformance(fixture, strict, required, variants, requireNonNull(effort, "effort"), seed, patience);
    }

    /**
     * The seed of all that is random; a report prints it. The same seed gives the same sequences, but not the same
     * interleaving of threads.
     *
     * @param seed any number
     * @return the changed copy
     */
    public Conformance seed(long seed) {
        return new Conformance(fixture, strict, required, variants, effort, seed, patience);
    }

    /** A test that takes longer than this hangs. */
    Conformance patience(Duration patience) {
        return new Conformance(fixture, strict, required, variants, effort, seed, patience);
    }

    /**
     * Runs the tests, one after the other.
     *
     * @param progress told of each result as it comes
     * @return all that was found
     * @throws org.rosterstore.RosterStoreException if the store cannot even be opened
     */
    public Report run(Consumer<? super TestResult> progress) {
        Survey survey = survey();
        List<TestResult> results = new ArrayList<>();
        int left = 0;
        for (Case it : cases(survey)) {
            Run run = it.run();
            left += run.ownersLeft();
            results.add(run.result());
            progress.accept(run.result());
        }
        return report(survey, results, left);
    }

    /** When it was looked at, what the store offers and the fixture provides. */
    record Survey(Instant began, StoreDescription description, Set<Ability> offered, Set<Hook> provided) {}

    Survey survey() {
        try (RosterStore store = fixture.open()) {
            return new Survey(
                    Instant.now(),
                    store.describe(),
                    Arrays.stream(Ability.values())
                            .filter(ability -> ability.isOfferedBy(store))
                            .collect(Collectors.toUnmodifiableSet()),
                    Arrays.stream(Hook.values())
                            .filter(hook -> hook.isProvidedBy(fixture))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** The tests to run, variant by variant. */
    List<Case> cases(Survey survey) {
        return Arrays.stream(Variant.values())
                .filter(variants::contains)
                .filter(variant -> isPossible(variant, survey))
                .flatMap(variant -> KitTest.ALL.stream()
                        .filter(test -> applies(test, survey))
                        .filter(test -> variant == Variant.PLAIN || !test.bringsItsOwnHandles())
                        .map(test -> new Case(test, variant)))
                .toList();
    }

    private static boolean isPossible(Variant variant, Survey survey) {
        return switch (variant) {
            case PLAIN, TWO_HANDLES, DECORATED -> true;
            case OBSERVED -> survey.offered().contains(Ability.FEED);
            case REOPENED -> survey.provided().contains(Hook.REOPEN);
        };
    }

    private static boolean applies(KitTest test, Survey survey) {
        return test.verifies().ability().map(survey.offered()::contains).orElse(true)
                && survey.provided().containsAll(test.needs());
    }

    Report report(Survey survey, List<TestResult> results, int ownersLeft) {
        return new Report(
                fixture.name(),
                survey.description(),
                survey.offered(),
                survey.provided(),
                survey.began(),
                effort,
                seed,
                List.copyOf(results),
                problems(survey, results),
                ownersLeft);
    }

    private List<String> problems(Survey survey, List<TestResult> results) {
        List<String> problems = new ArrayList<>();
        for (Ability ability : required) {
            if (!survey.offered().contains(ability)) {
                problems.add("%s is required and not offered".formatted(ability));
            }
        }
        if (strict) {
            Set<Clause> verified = results.stream().map(TestResult::verifies).collect(Collectors.toSet());
            for (Clause clause : Clause.values()) {
                boolean isDue = clause.ability().map(survey.offered()::contains).orElse(true)
                        && clause.hook().map(survey.provided()::contains).orElse(true);
                if (isDue && !verified.contains(clause)) {
                    problems.add("%s was not verified".formatted(clause.id()));
                }
            }
        }
        return problems;
    }

    /** A result, and how many of the test's owners could not be erased. */
    record Run(TestResult result, int ownersLeft) {}

    /** One test in one variant. */
    final class Case {

        private final KitTest test;
        private final Variant variant;

        Case(KitTest test, Variant variant) {
            this.test = test;
            this.variant = variant;
        }

        KitTest test() {
            return test;
        }

        Variant variant() {
            return variant;
        }

        /** Runs the test on a thread of its own, so that a store that hangs is a failure and not a hanging build. */
        Run run() {
            long begin = System.nanoTime();
            AtomicReference<Run> finished = new AtomicReference<>();
            Thread thread = new Thread(() -> finished.set(attempt(begin)), "roster-tck " + test.sentence());
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread.setDaemon(true);
            thread.start();
            try {
                thread.join(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Run run = finished.get();
            if (run == null) {
                StackTraceElement[] stack = thread.getStackTrace();
                thread.interrupt();
                Nonconformity hanging = new Nonconformity(
                        test.verifies(), "an end within %d s".formatted(patience.toSeconds()), "it hangs");
                hanging.setStackTrace(stack);
                return new Run(result(begin, hanging, ""), 0);
            }
            return run;
        }

        private Run attempt(long begin) {
            Nonconformity failure = null;
            String note = "";
            int left = 0;
            StoreFixture used = test.needs().contains(Hook.OUTAGE) ? RelayedFixture.whereNeeded(fixture) : fixture;
            try {
                Trial trial = new Trial(
                        used,
                        variant,
                        test.verifies(),
                        effort,
                        seed ^ test.sentence().hashCode());
                try {
                    failure = verdict(trial);
                    note = trial.note();
                } finally {
                    left = trial.cleanUp();
                }
            } catch (RuntimeException e) {
                failure = new Nonconformity(test.verifies(), "a store that can be opened", e);
            } finally {
                if (used instanceof RelayedFixture relayed) {
                    relayed.close();
                }
            }
            return new Run(result(begin, failure, note), left);
        }

        private @Nullable Nonconformity verdict(Trial trial) {
            try {
                test.run(trial);
                trial.compareWithModel();
                return null;
            } catch (Nonconformity e) {
                return e;
            } catch (Throwable e) {
                return new Nonconformity(test.verifies(), "no failure", e);
            }
        }

        private TestResult result(long begin, @Nullable Nonconformity failure, String note) {
            return new TestResult(
                    test.sentence(),
                    test.verifies(),
                    variant,
                    Optional.ofNullable(failure),
                    note,
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
