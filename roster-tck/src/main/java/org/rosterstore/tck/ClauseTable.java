package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Rule;

/** The clauses of a {@link ReportPage} by chapter, with a column for each store and variant. */
final class ClauseTable {

    private static final Set<String> KNOWN =
            Arrays.stream(Clause.values()).map(Clause::id).collect(Collectors.toUnmodifiableSet());

    private final Html page;
    private final List<Findings> all;
    private final ClauseDetails details;
    private final int columns;

    ClauseTable(Html page, List<Findings> all) {
        this.page = page;
        this.all = all;
        this.details = new ClauseDetails(page, all);
        this.columns = all.stream().mapToInt(ClauseTable::columns).sum();
    }

    /** Where a clause stands on the page. */
    static String anchor(String clause) {
        return clause.matches("[A-Za-z0-9-]{1,60}") ? clause : "clause-" + Integer.toHexString(clause.hashCode());
    }

    void write() {
        Map<String, List<String>> chapters = merged().stream()
                .collect(Collectors.groupingBy(this::chapter, LinkedHashMap::new, Collectors.toList()));
        page.open("section", "id", "clauses", "aria-label", "Clauses").line();
        contents(chapters);
        page.open("table", "class", all.size() > 2 ? "clauses many" : "clauses", "style", "--marks:" + columns)
                .line();
        header();
        int number = 0;
        for (Map.Entry<String, List<String>> chapter : chapters.entrySet()) {
            number++;
            page.open("tbody", "id", "chapter-" + number).line();
            page.open("tr", "class", "chapter")
                    .element("th", chapter.getKey(), "colspan", Integer.toString(columns + 2), "scope", "rowgroup")
                    .close("tr")
                    .line();
            chapter.getValue().forEach(this::row);
            page.close("tbody").line();
        }
        page.close("table").line();
        page.close("section").line();
    }

    /** The clauses of all reports, each where the first report that has it says that it stands. */
    private List<String> merged() {
        List<String> merged = new ArrayList<>();
        for (Findings findings : all) {
            int place = 0;
            for (String clause : findings.clauses()) {
                int found = merged.indexOf(clause);
                if (found < 0) {
                    merged.add(place, clause);
                    place++;
                } else {
                    place = found + 1;
                }
            }
        }
        return merged;
    }

    private String chapter(String clause) {
        return rule(clause).map(Rule::chapter).orElse("Not described in any report");
    }

    private Optional<Rule> rule(String clause) {
        return all.stream().flatMap(findings -> findings.rule(clause).stream()).findFirst();
    }

    private void contents(Map<String, List<String>> chapters) {
        page.open("nav", "class", "chapters", "aria-label", "Chapters")
                .line()
                .open("ul")
                .line();
        int number = 0;
        for (Map.Entry<String, List<String>> chapter : chapters.entrySet()) {
            number++;
            long failed = chapter.getValue().stream().filter(this::isFailed).count();
            page.open("li", "class", failed > 0 ? "failed" : "")
                    .open("a", "href", "#chapter-" + number)
                    .foreign(chapter.getKey());
            if (failed > 0) {
                page.element("span", " %d failed".formatted(failed));
            }
            page.close("a").close("li").line();
        }
        page.close("ul").close("nav").line();
    }

    private boolean isFailed(String clause) {
        return all.stream().anyMatch(findings -> findings.status(clause).equals(Optional.of(Status.FAILED)));
    }

    private static int columns(Findings findings) {
        return Math.max(1, findings.report().variants().size());
    }

    private void header() {
        page.open("colgroup").open("col", "class", "id").open("col").close("colgroup");
        for (Findings findings : all) {
            int marks = columns(findings);
            String width = "width:%srem".formatted(Math.max(2, 8 / marks));
            page.open("colgroup", "span", Integer.toString(marks), "style", width)
                    .close("colgroup");
        }
        page.line().open("thead").line();
        page.open("tr", "class", "names");
        page.element("th", "Clause", "colspan", "2", "rowspan", "2", "scope", "colgroup", "class", "corner");
        for (Findings findings : all) {
            String name = findings.report().store().name();
            page.open("th", span(columns(findings), "scope", "colgroup", "class", "name first", "title", name))
                    .foreign(name)
                    .close("th");
        }
        page.close("tr").line().open("tr", "class", "variants");
        for (Findings findings : all) {
            List<String> variants = findings.report().variants();
            for (int i = 0; i < variants.size(); i++) {
                page.open("th", "scope", "col", "class", i == 0 ? "first" : "")
                        .element("span", variants.get(i))
                        .close("th");
            }
            if (variants.isEmpty()) {
                page.element("th", "no test", "scope", "col", "class", "first");
            }
        }
        page.close("tr").line().close("thead").line();
    }

    private void row(String clause) {
        boolean failed = isFailed(clause);
        page.open("tr", "class", failed ? "clause failed" : "clause", "id", anchor(clause))
                .line();
        page.open("th", "scope", "row").foreign(clause).close("th").line();
        page.open("td", "class", "text").line();
        details.write(clause, rule(clause), failed, KNOWN.contains(clause));
        page.close("td").line();
        all.forEach(findings -> cells(findings, clause));
        page.close("tr").line();
    }

    private void cells(Findings findings, String clause) {
        Optional<Status> status = findings.status(clause);
        List<String> variants = findings.report().variants();
        boolean ran =
                status.filter(it -> it == Status.PASSED || it == Status.FAILED).isPresent();
        if (!ran || variants.isEmpty()) {
            page.element(
                    "td",
                    status.map(Status::toString).orElse("not in this report"),
                    span(columns(findings), "class", "none first"));
        } else {
            for (int i = 0; i < variants.size(); i++) {
                mark(findings.status(clause, variants.get(i)), i == 0);
            }
        }
        page.line();
    }

    private void mark(Status status, boolean first) {
        page.open("td", "class", "mark " + StoreCards.kind(status) + (first ? " first" : ""))
                .element("span", ReportWords.mark(status), "aria-hidden", "true")
                .element("span", status.toString(), "class", "spoken")
                .close("td");
    }

    private static String[] span(int columns, String... attributes) {
        List<String> all = new ArrayList<>(List.of("colspan", Integer.toString(columns), "style", "--span:" + columns));
        all.addAll(List.of(attributes));
        return all.toArray(String[]::new);
    }
}
