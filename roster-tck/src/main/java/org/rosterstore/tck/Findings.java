package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Test;

/** What a report says of each clause: over all variants, and in each. */
final class Findings {

    private final WrittenReport report;
    private final Map<String, Rule> rules;
    private final Map<String, List<Test>> verifying;
    private final Map<String, List<Test>> failing;

    Findings(WrittenReport report) {
        this.report = report;
        this.rules = report.clauses().stream()
                .collect(Collectors.toMap(Rule::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        this.verifying = report.tests().stream()
                .collect(Collectors.groupingBy(Test::verifies, LinkedHashMap::new, Collectors.toList()));
        this.failing = report.tests().stream()
                .filter(test -> test.failure().isPresent())
                .collect(Collectors.groupingBy(
                        test -> test.failure().orElseThrow().clause(), LinkedHashMap::new, Collectors.toList()));
    }

    WrittenReport report() {
        return report;
    }

    Optional<Rule> rule(String clause) {
        return Optional.ofNullable(rules.get(clause));
    }

    /** The clauses that the report lists, then those that only a test names. */
    List<String> clauses() {
        Map<String, Boolean> ids = new LinkedHashMap<>();
        rules.keySet().forEach(id -> ids.put(id, true));
        verifying.keySet().forEach(id -> ids.put(id, true));
        failing.keySet().forEach(id -> ids.put(id, true));
        return List.copyOf(ids.keySet());
    }

    Map<String, Status> status() {
        Map<String, Status> all = new LinkedHashMap<>();
        clauses().forEach(clause -> status(clause).ifPresent(status -> all.put(clause, status)));
        return all;
    }

    /** Empty if the report does not know the clause. */
    Optional<Status> status(String clause) {
        if (failing.containsKey(clause)) {
            return Optional.of(Status.FAILED);
        }
        Optional<Rule> rule = rule(clause);
        if (isMissing(rule.flatMap(Rule::ability), report.store().offered())) {
            return Optional.of(Status.NOT_OFFERED);
        }
        if (isMissing(rule.flatMap(Rule::hook), report.store().provided())) {
            return Optional.of(Status.NOT_PROVIDED);
        }
        if (verifying.containsKey(clause)) {
            return Optional.of(Status.PASSED);
        }
        return rule.map(known -> Status.NOT_RUN);
    }

    private static boolean isMissing(Optional<String> needed, List<String> there) {
        return needed.isPresent() && !there.contains(needed.get());
    }

    /** What became of a clause in one variant: passed, failed or not run. */
    Status status(String clause, String variant) {
        if (isAmong(failures(clause), variant)) {
            return Status.FAILED;
        }
        return isAmong(tests(clause), variant) ? Status.PASSED : Status.NOT_RUN;
    }

    private static boolean isAmong(List<Test> tests, String variant) {
        return tests.stream().anyMatch(test -> test.variant().equals(variant));
    }

    /** The tests that were written for a clause. */
    List<Test> tests(String clause) {
        return verifying.getOrDefault(clause, List.of());
    }

    /** The tests that found a clause broken. */
    List<Test> failures(String clause) {
        return failing.getOrDefault(clause, List.of());
    }

    /** The clauses with a status. */
    Map<Status, List<String>> byStatus() {
        Map<Status, List<String>> all = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            all.put(status, new ArrayList<>());
        }
        status().forEach((clause, status) -> all.getOrDefault(status, List.of()).add(clause));
        return all;
    }

    /** Abilities or hooks that clauses need and the report does not have, by what the clause needs. */
    Set<String> needed(List<String> clauses, Function<Rule, Optional<String>> need) {
        return clauses.stream()
                .flatMap(clause -> rule(clause).flatMap(need).stream())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
