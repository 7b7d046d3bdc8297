package org.rosterstore.tck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Rule;

/** The head of a {@link ReportPage}: a card for each store, with the verdict, the counts and the facts of the run. */
final class StoreCards {

    private final Html page;

    StoreCards(Html page) {
        this.page = page;
    }

    void write(List<Findings> all) {
        boolean alone = all.size() == 1;
        page.open("section", "class", alone ? "stores alone" : "stores", "aria-label", "Stores")
                .line();
        for (Findings findings : all) {
            page.open("div", "class", "store").line();
            card(findings, !alone);
            page.close("div").line();
        }
        page.close("section").line();
    }

    private void card(Findings findings, boolean named) {
        WrittenReport report = findings.report();
        page.open("div", "class", "outcome").line();
        if (named) {
            page.open("h2").foreign(report.store().name()).close("h2").line();
        }
        boolean conforms = report.conforms();
        page.open("p", "class", conforms ? "verdict passed" : "verdict failed");
        page.element("span", conforms ? "✓" : "✗", "class", "seal", "aria-hidden", "true");
        page.text(conforms ? " Conforms" : " Does not conform").close("p").line();
        page.open("p", "class", "ran")
                .text("%,d tests in %s on "
                        .formatted(
                                report.tests().size(),
                                ReportWords.seconds(report.run().time())))
                .open("strong")
                .foreign(ReportWords.product(report.store()))
                .close("strong")
                .close("p")
                .line();
        problems(report);
        bar(findings);
        counts(findings);
        page.close("div").line();
        facts(report);
    }

    private void problems(WrittenReport report) {
        if (report.problems().isEmpty() && report.ownersLeft() == 0) {
            return;
        }
        page.open("ul", "class", "problems").line();
        for (String problem : report.problems()) {
            page.open("li").text("Problem: ").foreign(problem).close("li").line();
        }
        if (report.ownersLeft() > 0) {
            page.element("li", ReportWords.ownersLeft(report)).line();
        }
        page.close("ul").line();
    }

    /** The counts once more, for the eye. */
    private void bar(Findings findings) {
        page.open("div", "class", "bar", "aria-hidden", "true");
        findings.byStatus().forEach((status, clauses) -> {
            if (!clauses.isEmpty()) {
                page.open("span", "class", kind(status), "style", "flex-grow:" + clauses.size())
                        .close("span");
            }
        });
        page.close("div").line();
    }

    private void counts(Findings findings) {
        page.open("ul", "class", "counts").line();
        findings.byStatus().forEach((status, clauses) -> {
            if (!clauses.isEmpty()) {
                page.open("li", "class", kind(status));
                page.element("b", Integer.toString(clauses.size())).text(" " + status);
                which(findings, status, clauses);
                page.close("li").line();
            }
        });
        page.close("ul").line();
    }

    private void which(Findings findings, Status status, List<String> clauses) {
        switch (status) {
            case PASSED -> {}
            case FAILED -> {
                page.text(": ");
                String comma = "";
                for (String clause : clauses) {
                    page.text(comma).element("a", clause, "href", "#" + ClauseTable.anchor(clause));
                    comma = ", ";
                }
            }
            case NOT_OFFERED -> reason(findings, clauses, "no ", Rule::ability);
            case NOT_PROVIDED -> reason(findings, clauses, "the fixture lacks ", Rule::hook);
            case NOT_RUN -> page.text(": " + Ranges.of(clauses));
        }
    }

    private void reason(Findings findings, List<String> clauses, String lacks, Function<Rule, Optional<String>> need) {
        Set<String> needed = findings.needed(clauses, need);
        page.text(": " + Ranges.of(clauses));
        page.element("small", " (" + lacks + String.join(", ", needed) + ")");
    }

    private void facts(WrittenReport report) {
        page.open("dl", "class", "facts").line();
        for (Map.Entry<String, String> fact : ReportWords.facts(report).entrySet()) {
            page.open("div")
                    .element("dt", fact.getKey())
                    .open("dd")
                    .foreign(fact.getValue())
                    .close("dd")
                    .close("div")
                    .line();
        }
        page.close("dl").line();
    }

    /** The class of the style sheet. */
    static String kind(Status status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case NOT_OFFERED, NOT_PROVIDED -> "none";
            case NOT_RUN -> "none idle";
        };
    }
}
