package org.rosterstore.tck;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link Report} as Markdown: what was run, clause by clause, then each failure. */
final class MarkdownReport {

    private final StringBuilder page = new StringBuilder();

    MarkdownReport(Report report) {
        head(report);
        clauses(report);
        page.append('\n');
        notes(report);
        failures(report);
    }

    private void head(Report report) {
        page.append("# Conformance of ").append(report.store()).append("\n\n");
        page.append("%s, %d tests in %.1f s, seed %d.%n"
                .formatted(
                        report.conforms() ? "Conforms" : "Does not conform",
                        report.results().size(),
                        report.time().toMillis() / 1000.0,
                        report.seed()));
        page.append("%nStore: %s %s. Durability: %s. Freshness: %s.%n"
                .formatted(
                        report.description().product(),
                        report.description().version(),
                        report.description().durability(),
                        report.description().freshness()));
        page.append("Variants: ")
                .append(report.results().stream()
                        .map(TestResult::variant)
                        .distinct()
                        .map(Variant::toString)
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        for (String problem : report.problems()) {
            page.append("\n**").append(problem).append("**\n");
        }
        if (report.ownersLeft() > 0) {
            page.append("\n%d owners of the kit could not be erased.%n".formatted(report.ownersLeft()));
        }
    }

    private void clauses(Report report) {
        page.append("\n| clause | status | text |\n|---|---|---|\n");
        Arrays.stream(Clause.values())
                .map(clause -> "| %s | %s | %s |%n".formatted(clause.id(), word(report.status(clause)), clause.text()))
                .forEach(page::append);
    }

    private void notes(Report report) {
        report.results().stream()
                .filter(result -> !result.note().isEmpty())
                .map(result -> "- %s, %s: %s%n".formatted(result.test(), result.variant(), result.note()))
                .forEach(page::append);
    }

    private void failures(Report report) {
        for (TestResult result : report.failures()) {
            page.append("\n## %s, %s%n%n```%n%s%n```%n"
                    .formatted(
                            result.test(),
                            result.variant(),
                            result.failure().orElseThrow().getMessage()));
        }
    }

    private static String word(Report.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
