package org.rosterstore.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rosterstore.tck.WrittenReport.Failure;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Test;

/** A clause of a {@link ReportPage}: its text, which opens to what failed, why it is asked, and where it comes from. */
final class ClauseDetails {

    private static final int LONGEST = 4_000;
    private static final Pattern RFC = Pattern.compile("RFC ([0-9]{1,5})(?:, (.*))?");
    private static final Pattern SECTION = Pattern.compile("[0-9A-Z]{1,3}(?:\\.[0-9]{1,3}){0,6}");

    private final Html page;
    private final List<Findings> all;

    ClauseDetails(Html page, List<Findings> all) {
        this.page = page;
        this.all = all;
    }

    void write(String clause, Optional<Rule> rule, boolean failed, boolean known) {
        if (failed) {
            page.raw("<details open>");
        } else {
            page.raw("<details>");
        }
        page.open("summary").text(rule.map(Rule::text).orElse("The report does not say what this clause is."));
        if (!known) {
            page.text(" ").element("span", "not a clause of kit " + ReportInWords.kit(), "class", "tag");
        }
        page.close("summary").line().open("div", "class", "more").line();
        if (failed) {
            rule.map(Rule::check)
                    .filter(check -> !check.isEmpty())
                    .ifPresent(check -> labelled("What to check", check));
            all.forEach(findings -> failures(findings, clause));
        }
        rule.ifPresent(it -> origin(clause, it));
        tests(clause);
        page.close("div").line().close("details").line();
    }

    private void labelled(String label, String text) {
        if (!text.isEmpty()) {
            page.open("p").element("b", label).text(" " + text).close("p").line();
        }
    }

    private void failures(Findings findings, String clause) {
        Map<String, List<Test>> failed = findings.failures(clause).stream()
                .collect(Collectors.groupingBy(Test::sentence, LinkedHashMap::new, Collectors.toList()));
        if (failed.isEmpty()) {
            return;
        }
        page.open("div", "class", "failures").line();
        if (all.size() > 1) {
            page.open("p", "class", "where")
                    .foreign(findings.report().store().name())
                    .close("p")
                    .line();
        }
        failed.forEach((sentence, tests) -> failure(clause, sentence, tests));
        page.open("p", "class", "replay")
                .element("b", "To replay")
                .text(" ")
                .raw(code(ReportWords.replay(findings.report().run())))
                .close("p")
                .line();
        page.close("div").line();
    }

    /** What stands between backquotes in a text of ours. */
    private static String code(String text) {
        return text.replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    /** The first variant in which it failed is open; the others are often the same. */
    private void failure(String clause, String sentence, List<Test> tests) {
        page.open("p", "class", "sentence")
                .element("span", "✗ ", "aria-hidden", "true")
                .element("span", "failed: ", "class", "spoken")
                .text(sentence);
        String verifies = tests.get(0).verifies();
        if (!verifies.equals(clause)) {
            page.element("small", " (a test of %s)".formatted(verifies));
        }
        page.close("p").line();
        boolean open = true;
        for (Test test : tests) {
            page.raw(open ? "<details class=\"variant\" open>" : "<details class=\"variant\">");
            page.element("summary", test.variant());
            test.failure().ifPresent(this::finding);
            page.close("details").line();
            open = false;
        }
    }

    private void finding(Failure failure) {
        page.open("dl", "class", "finding");
        page.element("dt", "expected").open("dd").pre(cut(failure.expected())).close("dd");
        page.element("dt", "actual").open("dd").pre(cut(failure.actual())).close("dd");
        page.close("dl");
    }

    private static String cut(String text) {
        return PlainText.cut(text, LONGEST, "… (cut here: %,d characters more, which the JSON report has)");
    }

    private void origin(String clause, Rule rule) {
        labelled("Why", rule.intent());
        rule.source().ifPresent(this::source);
        for (Findings findings : all) {
            findings.rule(clause)
                    .filter(other -> !other.text().equals(rule.text()))
                    .ifPresent(other -> labelled(
                            "In kit %s".formatted(findings.report().run().kit()), other.text()));
        }
    }

    /** {@code RFC 6121, 2.5 and 3.1.3}, each section a link for readers who want it. */
    private void source(String source) {
        page.open("p").element("b", "Source").text(" ");
        Matcher rfc = RFC.matcher(source);
        if (rfc.matches()) {
            String document = "https://www.rfc-editor.org/rfc/rfc" + rfc.group(1);
            link(document, "RFC " + rfc.group(1));
            if (rfc.group(2) != null) {
                sections(document, rfc.group(2));
            }
        } else {
            page.text(source);
        }
        page.close("p").line();
    }

    private void sections(String document, String sections) {
        for (String section : sections.split(", | and ", -1)) {
            page.text(" ");
            if (SECTION.matcher(section).matches()) {
                String kind = Character.isDigit(section.charAt(0)) ? "section-" : "appendix-";
                link(document + "#" + kind + section, "§" + section);
            } else {
                page.text(section);
            }
        }
    }

    private void link(String address, String text) {
        page.element("a", text, "href", address, "rel", "noreferrer");
    }

    private void tests(String clause) {
        Map<String, List<String>> tests = all.stream()
                .flatMap(findings -> findings.tests(clause).stream())
                .collect(Collectors.groupingBy(
                        Test::sentence, LinkedHashMap::new, Collectors.mapping(Test::note, Collectors.toList())));
        if (tests.isEmpty()) {
            return;
        }
        page.open("p")
                .element("b", "Verified by")
                .close("p")
                .line()
                .open("ul", "class", "tests")
                .line();
        tests.forEach((sentence, notes) -> {
            page.open("li").text(sentence);
            notes.stream()
                    .filter(note -> !note.isEmpty())
                    .findFirst()
                    .ifPresent(note -> page.element("small", " (" + note + ")"));
            page.close("li").line();
        });
        page.close("ul").line();
    }
}
