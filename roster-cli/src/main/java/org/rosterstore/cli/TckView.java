package org.rosterstore.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rosterstore.StoreDescription;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.TestResult;

/** Shows what the kit does and what it has found. */
final class TckView {

    private final Terminal terminal;
    private final Progress progress;
    private int tests;
    private int failures;

    TckView(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    void progress(TestResult result) {
        tests++;
        failures += result.failure().isPresent() ? 1 : 0;
        progress.show("%d tests, %d failed: %s, %s".formatted(tests, failures, result.variant(), result.test()));
    }

    void endOfProgress() {
        progress.end();
    }

    void show(Report report) {
        Output out = terminal.out();
        StoreDescription store = report.description();
        out.line(out.in(Ink.BOLD, SafeText.of(report.store())));
        out.line(SafeText.of("%s %s".formatted(store.product(), store.version()).strip()));
        out.line(SafeText.of("durability: %s; freshness: %s".formatted(store.durability(), store.freshness())));
        out.line("");
        terminal.table(clauses(report));
        for (TestResult failure : report.failures()) {
            show(failure);
        }
        out.line("");
        report.problems().forEach(problem -> out.line(Ink.RED, SafeText.of(problem)));
        if (report.ownersLeft() > 0) {
            terminal.warn("%d owners of the kit could not be erased and are still in the store"
                    .formatted(report.ownersLeft()));
        }
        out.line(report.conforms() ? Ink.GREEN : Ink.RED, verdict(report));
    }

    private static Table clauses(Report report) {
        Table table = new Table("CLAUSE", "RESULT", "TESTS", "WHAT IT SAYS");
        for (Clause clause : Clause.values()) {
            Status status = report.status(clause);
            table.row(
                    clause.id(),
                    status == Status.FAILED ? "FAILED" : word(status),
                    Long.toString(tests(report, clause)),
                    clause.text());
        }
        return table;
    }

    private static long tests(Report report, Clause clause) {
        return report.results().stream()
                .filter(result -> result.clause() == clause)
                .count();
    }

    private void show(TestResult failure) {
        Output out = terminal.out();
        out.line("");
        out.line(Ink.RED, SafeText.of("%s, %s".formatted(failure.test(), failure.variant())));
        message(failure).lines().forEach(line -> out.line("  " + SafeText.of(line)));
    }

    private static String message(TestResult failure) {
        return failure.failure().map(Throwable::getMessage).orElse("");
    }

    private static String verdict(Report report) {
        String counts = Arrays.stream(Status.values())
                .map(status -> Map.entry(status, clauses(report, status)))
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getValue().size() + " " + word(entry.getKey()))
                .collect(Collectors.joining(", "));
        return "%s: %s; %d tests in %.1f s, seed %d"
                .formatted(
                        report.conforms() ? "conforms" : "DOES NOT CONFORM",
                        counts,
                        report.results().size(),
                        report.time().toMillis() / 1000.0,
                        report.seed());
    }

    private static List<Clause> clauses(Report report, Status status) {
        return Arrays.stream(Clause.values())
                .filter(clause -> report.status(clause) == status)
                .toList();
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
