package org.rosterstore.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rosterstore.tck.WrittenReport.Failure;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Run;
import org.rosterstore.tck.WrittenReport.Store;
import org.rosterstore.tck.WrittenReport.Test;

/** Reports made by hand, with a clause in each status. */
final class SampleReports {

    static final Rule PASSED = rule("READ-1", Optional.of("RFC 6121, 2.5 and A.1"), Optional.empty(), Optional.empty());
    static final Rule FAILED = rule("READ-2", Optional.empty(), Optional.empty(), Optional.empty());
    static final Rule NOT_OFFERED = rule("FEED-1", Optional.empty(), Optional.of("feed"), Optional.empty());
    static final Rule NOT_PROVIDED = rule("FAIL-1", Optional.empty(), Optional.empty(), Optional.of("relay"));
    static final Rule NOT_RUN = rule("SIZE-1", Optional.empty(), Optional.empty(), Optional.empty());
    static final List<Rule> RULES = List.of(PASSED, FAILED, NOT_OFFERED, NOT_PROVIDED, NOT_RUN);
    static final List<Test> TESTS = List.of(
            test("READ-1", "plain", Optional.empty()),
            test("READ-2", "plain", Optional.empty()),
            test("READ-2", "two handles", Optional.of(new Failure("READ-2", "one state", "two <b>states</b>"))));

    private SampleReports() {}

    /** Every status, of a store with a version. */
    static WrittenReport red() {
        return of("red:", RULES, TESTS);
    }

    static WrittenReport green() {
        return of("green:", List.of(PASSED, FAILED), TESTS.subList(0, 2));
    }

    static WrittenReport of(String name, List<Rule> rules, List<Test> tests) {
        return new WrittenReport(
                new Store(
                        name,
                        "Redis",
                        "7.0.15",
                        "survives a restart",
                        "current",
                        List.of("history"),
                        List.of("reopen")),
                new Run(
                        Instant.parse("2026-11-22T18:15:00.5Z"),
                        Duration.ofMillis(1_234),
                        Long.MIN_VALUE,
                        new TreeMap<>(Map.of("contacts", 5_000L, "rounds", 60L)),
                        "0.0.9",
                        "17.0.15 (Debian)",
                        "Linux 6.1 (amd64)"),
                rules,
                tests,
                List.of(),
                0);
    }

    static Rule rule(String id, Optional<String> source, Optional<String> ability, Optional<String> hook) {
        String chapter = id.substring(0, id.indexOf('-'));
        return new Rule(
                id, "Chapter " + chapter, "must", "Text of " + id + ".", "Intent.", "Check?", source, ability, hook);
    }

    static Test test(String clause, String variant, Optional<Failure> failure) {
        String note = variant.equals("plain") ? "12 sequences" : "";
        return new Test("a test of " + clause, clause, variant, Duration.ofMillis(5), note, failure);
    }
}
