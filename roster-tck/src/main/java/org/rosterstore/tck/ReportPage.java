package org.rosterstore.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Reports as one HTML page, several stores side by side. The page is one file that fetches nothing and runs nothing: no script,
 * no font, no image, and a content security policy that forbids them. What stores and strangers wrote is shown as text.
 */
public final class ReportPage {

    private ReportPage() {}

    /**
     * Makes the page. The reports may be of different kits: a clause that one of them does not know is shown as such.
     *
     * @param reports at least one, in the order of their columns
     * @return the page, complete, to be stored as UTF-8
     * @throws IllegalArgumentException if there is no report
     */
    public static String of(List<WrittenReport> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("a page needs a report");
        }
        List<Findings> all = reports.stream().map(Findings::new).toList();
        Html page = new Html();
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        head(page, reports);
        page.open("body").line();
        page.element("a", "Skip to the clauses", "class", "skip", "href", "#clauses")
                .line();
        header(page, reports);
        page.open("main").line();
        new StoreCards(page).write(all);
        new ClauseTable(page, all).write();
        page.close("main").line();
        legend(page);
        page.close("body").close("html").line();
        return page.toString();
    }

    private static void head(Html page, List<WrittenReport> reports) {
        page.open("head").line();
        page.raw("""
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <meta name="color-scheme" content="light dark">
                """);
        page.element("title", title(reports)).line();
        page.raw("<style>\n").raw(style()).raw("</style>\n");
        page.close("head").line();
    }

    private static String title(List<WrittenReport> reports) {
        return reports.size() == 1
                ? "Conformance of " + reports.get(0).store().name()
                : "Conformance of %d stores".formatted(reports.size());
    }

    private static void header(Html page, List<WrittenReport> reports) {
        page.open("header", "class", "top").line();
        page.element("p", "Roster Store · conformance report", "class", "kind").line();
        if (reports.size() == 1) {
            page.open("h1").foreign(reports.get(0).store().name()).close("h1").line();
        } else {
            page.element("h1", "%d stores side by side".formatted(reports.size()))
                    .line();
        }
        page.close("header").line();
    }

    private static void legend(Html page) {
        page.raw("""
                <footer>
                <h2>How to read it</h2>
                <dl class="legend">
                <div><dt><span class="mark passed" aria-hidden="true">✓</span> passed</dt>
                <dd>Tests of the clause ran in this variant, and none found it broken.</dd></div>
                <div><dt><span class="mark failed" aria-hidden="true">✗</span> failed</dt>
                <dd>A test found it broken. The clause opens to what was expected, what came instead, and what to check.</dd></div>
                <div><dt><span class="mark none" aria-hidden="true">–</span> not run</dt>
                <dd>No test of the clause ran in this variant.</dd></div>
                <div><dt>not offered</dt>
                <dd>The clause is about an ability that the store does not have. It neither passes nor fails.</dd></div>
                <div><dt>not provided</dt>
                <dd>To verify the clause, the kit needs a hook that the store’s fixture does not provide.</dd></div>
                </dl>
                <p>A variant is how the tests reached the store: over one handle, over two that take turns, watched by its feed, \
                under a decorator, or through a new handle for each call.</p>
                """);
        page.open("p", "class", "made")
                .text("Made by version " + ReportInWords.kit()
                        + " of the kit. This page fetches nothing and runs nothing.")
                .close("p")
                .line();
        page.raw("</footer>\n");
    }

    private static String style() {
        try (InputStream file = Objects.requireNonNull(
                ReportPage.class.getResourceAsStream("report.css"), "report.css is not in the jar")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
