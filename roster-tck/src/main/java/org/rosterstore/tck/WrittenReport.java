package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.spi.StoredFormat;
import org.rosterstore.tck.Report.Status;

/**
 * A {@link Report} in words: what is written down, read again, and shown beside others. Clauses, variants, abilities and hooks
 * are strings here, since the kit that wrote it may be older or newer than the one that shows it. Immutable.
 *
 * <p>It holds facts only. What follows from them, whether the store {@linkplain #conforms() conforms} and what
 * {@linkplain #status became} of each clause, is worked out anew whenever it is asked for.
 *
 * @param store what was verified
 * @param run how it was verified
 * @param clauses the clauses of the kit that wrote it, in its order
 * @param tests what each test found, in the order in which they ran
 * @param problems what else keeps the store from conforming, each a sentence
 * @param ownersLeft how many of the kit's owners could not be erased and are still in the store
 */
public record WrittenReport(
        Store store, Run run, List<Rule> clauses, List<Test> tests, List<String> problems, int ownersLeft) {

    /** The number of the JSON format. A change that an older reader would misunderstand makes it another. */
    @StoredFormat("report")
    public static final int FORMAT = 1;

    /** Copies the collections. */
    public WrittenReport {
        requireNonNull(store, "store");
        requireNonNull(run, "run");
        clauses = List.copyOf(clauses);
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
    }

    /**
     * What was verified.
     *
     * @param name what the report calls it
     * @param product what keeps the data
     * @param version the version of what really answered, empty where there is none
     * @param durability what an acknowledged commit survives
     * @param freshness how old a read may be
     * @param offered the abilities that it offers
     * @param provided the hooks that its fixture provides
     */
    public record Store(
            String name,
            String product,
            String version,
            String durability,
            String freshness,
            List<String> offered,
            List<String> provided) {

        /** Copies the lists. */
        public Store {
            requireNonNull(name, "name");
            requireNonNull(product, "product");
            requireNonNull(version, "version");
            requireNonNull(durability, "durability");
            requireNonNull(freshness, "freshness");
            offered = List.copyOf(offered);
            provided = List.copyOf(provided);
        }
    }

    /**
     * How it was verified.
     *
     * @param began when
     * @param time the time of all tests together
     * @param seed the seed of all that was random
     * @param effort how much was done, by the names of {@link Effort}'s parts
     * @param kit the version of the kit
     * @param java the version of Java
     * @param system the operating system
     */
    public record Run(
            Instant began, Duration time, long seed, Map<String, Long> effort, String kit, String java, String system) {

        /** Copies the map, which keeps its order. */
        public Run {
            requireNonNull(began, "began");
            requireNonNull(time, "time");
            effort = Collections.unmodifiableMap(new LinkedHashMap<>(effort));
            requireNonNull(kit, "kit");
            requireNonNull(java, "java");
            requireNonNull(system, "system");
        }
    }

    /**
     * A clause as the kit that wrote the report had it.
     *
     * @param id the short name, for example {@code COMMIT-3}
     * @param chapter the title of its chapter
     * @param level how binding it is
     * @param text the normative sentence
     * @param intent why it is asked
     * @param check what to look at first when it does not hold
     * @param source the section of a standard, if it comes from one
     * @param ability what a store must offer for it to apply, if it is about an ability
     * @param hook what a fixture must provide for it to be verified, if a hook is needed
     */
    public record Rule(
            String id,
            String chapter,
            String level,
            String text,
            String intent,
            String check,
            Optional<String> source,
            Optional<String> ability,
            Optional<String> hook) {

        /** Checks for null. */
        public Rule {
            requireNonNull(id, "id");
            requireNonNull(chapter, "chapter");
            requireNonNull(level, "level");
            requireNonNull(text, "text");
            requireNonNull(intent, "intent");
            requireNonNull(check, "check");
            requireNonNull(source, "source");
            requireNonNull(ability, "ability");
            requireNonNull(hook, "hook");
        }
    }

    /**
     * One test in one variant.
     *
     * @param sentence what it shows
     * @param verifies the id of the clause that it was written for
     * @param variant how it reached the store
     * @param time how long it took
     * @param note what it did in numbers, empty where that is of no interest
     * @param failure what went wrong, if anything did
     */
    public record Test(
            String sentence, String verifies, String variant, Duration time, String note, Optional<Failure> failure) {

        /** Checks for null. */
        public Test {
            requireNonNull(sentence, "sentence");
            requireNonNull(verifies, "verifies");
            requireNonNull(variant, "variant");
            requireNonNull(time, "time");
            requireNonNull(note, "note");
            requireNonNull(failure, "failure");
        }
    }

    /**
     * What a test found broken.
     *
     * @param clause the id of the clause, which may be another than the test was written for
     * @param expected what a store that keeps it does
     * @param actual what this one did
     */
    public record Failure(String clause, String expected, String actual) {

        /** Checks for null. */
        public Failure {
            requireNonNull(clause, "clause");
            requireNonNull(expected, "expected");
            requireNonNull(actual, "actual");
        }
    }

    static WrittenReport of(Report report) {
        return ReportInWords.of(report);
    }

    /**
     * Whether the store conforms, as far as was asked.
     *
     * @return true if no test failed and there is no other problem
     */
    public boolean conforms() {
        return problems.isEmpty()
                && tests.stream().noneMatch(test -> test.failure().isPresent());
    }

    /**
     * The variants in which tests ran.
     *
     * @return their words, in the order in which they first ran
     */
    public List<String> variants() {
        return tests.stream().map(Test::variant).distinct().toList();
    }

    /**
     * What became of the clauses over all variants: those of {@link #clauses()}, then those that only a test names.
     *
     * @return the status of each by the clause's id, in that order
     */
    public Map<String, Status> status() {
        return new Findings(this).status();
    }

    /**
     * The report as JSON (RFC 8259) of format {@value #FORMAT}, with a member a line, and a line for each clause and each
     * test. {@code docs/report.md} describes it. Characters that would steer a terminal are escaped.
     *
     * @return one object, and the end of its last line
     */
    public String toJson() {
        return JsonReport.of(this);
    }
}
