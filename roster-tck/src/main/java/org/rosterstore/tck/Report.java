package org.rosterstore.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rosterstore.StoreDescription;

/**
 * What the kit found. Immutable.
 *
 * @param store the name of the store
 * @param description what the store says of itself
 * @param offered the abilities that it offers
 * @param provided the hooks that its fixture provides
 * @param began when it was begun
 * @param effort how much was done
 * @param seed the seed of all that was random
 * @param results one for each test and variant, in the order in which they ran
 * @param problems what else keeps the store from conforming: abilities that are required and missing, clauses that a strict
 *     run could not verify
 * @param ownersLeft how many of the kit's owners could not be erased and are still in the store
 */
public record Report(
        String store,
        StoreDescription description,
        Set<Ability> offered,
        Set<Hook> provided,
        Instant began,
        Effort effort,
        long seed,
        List<TestResult> results,
        List<String> problems,
        int ownersLeft) {

    /** Copies the collections. */
    public Report {
        offered = Set.copyOf(offered);
        provided = Set.copyOf(provided);
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    /** What became of a clause over all variants. */
    public enum Status {
        /** Tests ran and none found it broken. */
        PASSED,
        /** A test found it broken. */
        FAILED,
        /** It is about an ability that the store does not offer. */
        NOT_OFFERED,
        /** It needs a hook that the fixture does not provide. */
        NOT_PROVIDED,
        /** Its tests were not among those that ran. */
        NOT_RUN;

        /** The status in words, for example {@code not offered}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Whether the store conforms, as far as was asked.
     *
     * @return true if no clause failed and there is no other problem
     */
    public boolean conforms() {
        return failures().isEmpty() && problems.isEmpty();
    }

    /**
     * The results that are failures.
     *
     * @return the failures in the order in which they came
     */
    public List<TestResult> failures() {
        return results.stream().filter(result -> result.failure().isPresent()).toList();
    }

    /**
     * The clauses that were found broken.
     *
     * @return the clauses
     */
    public Set<Clause> failedClauses() {
        return failures().stream().map(TestResult::clause).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What became of a clause.
     *
     * @param clause the clause
     * @return its status over all variants
     */
    public Status status(Clause clause) {
        if (failedClauses().contains(clause)) {
            return Status.FAILED;
        }
        if (!clause.ability().map(offered::contains).orElse(true)) {
            return Status.NOT_OFFERED;
        }
        if (!clause.hook().map(provided::contains).orElse(true)) {
            return Status.NOT_PROVIDED;
        }
        return results.stream().anyMatch(result -> result.verifies() == clause) ? Status.PASSED : Status.NOT_RUN;
    }

    /**
     * What this run could not show: clauses on what is not offered, not provided, or was not run.
     *
     * @return a line for each reason, empty if every clause was verified
     */
    public List<String> gaps() {
        return Stream.of(Status.NOT_OFFERED, Status.NOT_PROVIDED, Status.NOT_RUN)
                .map(this::gap)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> gap(Status status) {
        String clauses = Arrays.stream(Clause.values())
                .filter(clause -> status(clause) == status)
                .map(Clause::id)
                .collect(Collectors.joining(", "));
        return clauses.isEmpty()
                ? Optional.empty()
                : Optional.of("not covered on %s, %s: %s".formatted(store, status, clauses));
    }

    /**
     * The time of all tests together.
     *
     * @return the sum
     */
    public Duration time() {
        return results.stream().map(TestResult::time).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The report as it is written down and read again.
     *
     * @return the report in words
     */
    public WrittenReport written() {
        return WrittenReport.of(this);
    }

    /**
     * The report as a page of Markdown.
     *
     * @return the page
     */
    public String toMarkdown() {
        return new MarkdownReport(written()).toString();
    }

    /**
     * The report as JSON, as {@link WrittenReport#toJson()} describes it.
     *
     * @return one object
     */
    public String toJson() {
        return written().toJson();
    }

    /**
     * The report as one HTML page that fetches nothing. {@link ReportPage#of} puts several stores side by side.
     *
     * @return the page
     */
    public String toHtml() {
        return ReportPage.of(List.of(written()));
    }
}
