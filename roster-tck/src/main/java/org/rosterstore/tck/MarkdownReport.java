package org.rosterstore.tck;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Failure;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Test;

/** A report as Markdown: what was run and on what, the clauses by chapter and variant, then each failure. */
final class MarkdownReport {

    private static final int LONGEST = 4_000;

    private final WrittenReport report;
    private final Findings findings;
    private final StringBuilder page = new StringBuilder();

    MarkdownReport(WrittenReport report) {
        this.report = report;
        this.findings = new Findings(report);
        verdict();
        facts();
        problems();
        chapters();
        notes();
        failures();
    }

    private void verdict() {
        line("# Conformance of " + safe(report.store().name()));
        line("");
        line("**%s**: %s; %d tests in %s, seed %d."
                .formatted(
                        report.conforms() ? "Conforms" : "Does not conform",
                        ReportWords.counts(findings),
                        report.tests().size(),
                        ReportWords.seconds(report.run().time()),
                        report.run().seed()));
        line("");
    }

    private void facts() {
        line("| | |");
        line("|---|---|");
        ReportWords.facts(report).forEach((label, value) -> line("| %s | %s |".formatted(label, safe(value))));
    }

    private void problems() {
        report.problems().forEach(problem -> line("\n**Problem: %s.**".formatted(safe(problem))));
        if (report.ownersLeft() > 0) {
            line("\n" + ReportWords.ownersLeft(report) + ".");
        }
    }

    private void chapters() {
        Map<String, List<String>> chapters = findings.clauses().stream()
                .collect(Collectors.groupingBy(
                        clause -> findings.rule(clause).map(Rule::chapter).orElse("Not described in the report"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<String> variants = report.variants();
        chapters.forEach((title, clauses) -> {
            line("\n## " + safe(title) + "\n");
            line(Stream.concat(Stream.of("clause", "status"), Stream.concat(variants.stream(), Stream.of("text")))
                    .map(MarkdownReport::safe)
                    .collect(joining(" | ", "| ", " |")));
            line("|---|---|" + ":-:|".repeat(variants.size()) + "---|");
            clauses.forEach(clause -> clause(clause, variants));
        });
    }

    private void clause(String clause, List<String> variants) {
        Status status = findings.status(clause).orElse(Status.NOT_RUN);
        line(Stream.of(
                        Stream.of(safe(clause), status == Status.FAILED ? "**FAILED**" : status.toString()),
                        variants.stream().map(variant -> ReportWords.mark(findings.status(clause, variant))),
                        Stream.of(safe(findings.rule(clause).map(Rule::text).orElse(""))))
                .flatMap(cells -> cells)
                .collect(joining(" | ", "| ", " |")));
    }

    private void notes() {
        List<Test> noted =
                report.tests().stream().filter(test -> !test.note().isEmpty()).toList();
        if (!noted.isEmpty()) {
            line("\n## In numbers\n");
            noted.forEach(test ->
                    line("- %s, %s: %s".formatted(safe(test.sentence()), safe(test.variant()), safe(test.note()))));
        }
    }

    private void failures() {
        findings.byStatus().getOrDefault(Status.FAILED, List.of()).forEach(this::failures);
    }

    private void failures(String clause) {
        Optional<Rule> rule = findings.rule(clause);
        line("\n## %s failed\n".formatted(safe(clause)));
        rule.ifPresent(known -> line("%s\n\n*Why:* %s\n<br>*Check:* %s\n<br>*Replay:* %s"
                .formatted(
                        safe(known.text()),
                        safe(known.intent()),
                        safe(known.check()),
                        ReportWords.replay(report.run()))));
        for (Test test : findings.failures(clause)) {
            Failure failure = test.failure().orElseThrow();
            line("\n### %s, %s\n".formatted(safe(test.sentence()), safe(test.variant())));
            block("expected: %s\nactual:   %s".formatted(shown(failure.expected()), shown(failure.actual())));
        }
    }

    private static String shown(String text) {
        return PlainText.lines(PlainText.cut(text, LONGEST, "… (%,d characters more)"));
    }

    /** A fence that is longer than any in the text. */
    private void block(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        line(fence + "\n" + text + "\n" + fence);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** Text that is text in a cell of a table too. */
    private static String safe(String text) {
        return PlainText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
