package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.WrittenReport.Failure;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Store;

/** The page fetches nothing, shows as text whatever strangers wrote, and has every status. */
class ReportPageTest {

    private static final String HOSTILE =
            "</pre></title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"' onclick=\"x\" \u001B[2J\u202E\uD800\uFFFF";

    /** A report in which strangers wrote every word. */
    private static WrittenReport hostile() {
        Rule rule = new Rule(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Optional.of(HOSTILE),
                Optional.of(HOSTILE),
                Optional.of(HOSTILE));
        List<WrittenReport.Test> tests = List.of(
                new WrittenReport.Test(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Duration.ZERO,
                        HOSTILE,
                        Optional.of(new Failure(HOSTILE, HOSTILE, HOSTILE))),
                new WrittenReport.Test(HOSTILE, "X" + HOSTILE, HOSTILE, Duration.ZERO, HOSTILE, Optional.empty()));
        WrittenReport sample = SampleReports.green();
        return new WrittenReport(
                new Store(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), List.of(HOSTILE)),
                sample.run(),
                List.of(rule, SampleReports.PASSED),
                tests,
                List.of(HOSTILE),
                3);
    }

    private static String withoutStyle(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "");
    }

    /** The markup without what stands between quotes. */
    private static String tags(String page) {
        return withoutStyle(page).replaceAll("\"[^\"]*\"", "");
    }

    @Test
    void nothingIsFetched() {
        for (String page : List.of(
                ReportPage.of(List.of(SampleReports.red())),
                ReportPage.of(List.of(hostile(), SampleReports.green(), SampleReports.red())))) {
            assertThat(page)
                    .contains(
                            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
                    .doesNotContainPattern(
                            "(?i)url\\s*\\(|@import|@font-face|image-set|<link|<base|<object|<embed|<iframe");
            assertThat(tags(page).replaceAll("<a [^>]*>", ""))
                    .doesNotContainPattern("(?i)<[^>]*\\s(src|srcset|href|data|poster|background|action|ping)\\s*=");
            assertThat(withoutStyle(page).replaceAll("<a [^>]*>", "")).doesNotContainPattern("(?i)https?:");
        }
    }

    @Test
    void linksLeadToTheStandardOrIntoThePage() {
        Matcher links = Pattern.compile("<a ([^>]*)>").matcher(ReportPage.of(List.of(hostile(), SampleReports.red())));
        assertThat(links.results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(
                        attributes -> assertThat(attributes)
                                .containsPattern(
                                        "href=\"(#[A-Za-z0-9-]+|https://www\\.rfc-editor\\.org/rfc/rfc[0-9]+(#[a-z]+-[0-9A-Z.]+)?)\""));
    }

    @Test
    void whatStrangersWroteIsText() {
        String page = ReportPage.of(List.of(hostile()));
        assertThat(page)
                .doesNotContain("<script", "<img", "\u001B", "\u202E", "\uD800", "\uFFFF")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "\\u001b[2J\\u202e\\ud800\\uffff");
        assertThat(tags(page)).doesNotContainPattern("<[^>]*\\son[a-z]+\\s*=");
        assertThat(Stream.of("html", "head", "title", "style", "body", "main", "table"))
                .allSatisfy(element ->
                        assertThat(page.split("</" + element + ">", -1)).hasSize(2));
    }

    @Test
    void whatIsOpenedIsClosed() {
        String page = withoutStyle(ReportPage.of(List.of(hostile(), SampleReports.green(), SampleReports.red())));
        Set<String> empty = Set.of("meta", "col");
        Deque<String> open = new ArrayDeque<>();
        Pattern.compile("<(/?)([a-z0-9]+)(?: [^<>]*)?>").matcher(page).results().forEach(tag -> {
            if (!tag.group(1).isEmpty()) {
                assertThat(open.pop()).isEqualTo(tag.group(2));
            } else if (!empty.contains(tag.group(2))) {
                open.push(tag.group(2));
            }
        });
        assertThat(open).isEmpty();
        assertThat(page.replaceAll("<(!DOCTYPE html|/?[a-z0-9]+( [^<>]*)?)>", ""))
                .doesNotContain("<", ">");
    }

    @Test
    void everyStatusIsThereInWords() {
        String page = withoutStyle(ReportPage.of(List.of(SampleReports.red())));
        assertThat(page)
                .contains("Does not conform", "Redis 7.0.15", "survives a restart", "2026-11-22 18:15 UTC", "0.0.9")
                .contains("<b>1</b> passed", "<b>1</b> failed: <a href=\"#READ-2\">READ-2</a>")
                .contains("<b>1</b> not offered: FEED-1<small> (no feed)", "<b>1</b> not run: SIZE-1")
                .contains("<b>1</b> not provided: FAIL-1<small> (the fixture lacks relay)");
        assertThat(row(page, "READ-1"))
                .contains(">✓</span><span class=\"spoken\">passed<", ">–</span><span class=\"spoken\">not run<");
        assertThat(row(page, "READ-2")).contains(">passed<", ">✗</span><span class=\"spoken\">failed<");
        assertThat(row(page, "FEED-1")).contains(">not offered</td>");
        assertThat(row(page, "FAIL-1")).contains(">not provided</td>");
        assertThat(row(page, "SIZE-1")).contains(">not run</td>");
    }

    private static String row(String page, String clause) {
        int begin = page.indexOf("<tr class=\"clause", page.lastIndexOf("<tr", page.indexOf("id=\"" + clause + "\"")));
        return page.substring(begin, page.indexOf("</tr>", begin));
    }

    @Test
    void aRedClauseOpensToWhatIsToBeKnown() {
        String row = row(withoutStyle(ReportPage.of(List.of(SampleReports.red()))), "READ-2");
        assertThat(row)
                .contains("<details open>", "What to check</b> Check?", "two handles", "one state")
                .contains("two &lt;b&gt;states&lt;/b&gt;", "<code>-Droster.tck.seed=-9223372036854775808</code>");
    }

    @Test
    void aSectionOfAStandardIsALink() {
        assertThat(ReportPage.of(List.of(SampleReports.red())))
                .contains("href=\"https://www.rfc-editor.org/rfc/rfc6121#section-2.5\" rel=\"noreferrer\">§2.5</a>")
                .contains("href=\"https://www.rfc-editor.org/rfc/rfc6121#appendix-A.1\" rel=\"noreferrer\">§A.1</a>");
    }

    @Test
    void storesOfDifferentKitsStandSideBySide() {
        WrittenReport older = SampleReports.of(
                "older:",
                List.of(
                        SampleReports.rule("READ-0", Optional.empty(), Optional.empty(), Optional.empty()),
                        SampleReports.PASSED),
                List.of(
                        SampleReports.test("READ-0", "upside down", Optional.empty()),
                        SampleReports.test("NEVER-7", "plain", Optional.empty())));
        String page = withoutStyle(ReportPage.of(List.of(SampleReports.red(), older)));
        assertThat(page)
                .contains("2 stores side by side", "<bdi>red:</bdi>", "<bdi>older:</bdi>", ">upside down</span>");
        assertThat(row(page, "READ-0")).contains("not a clause of kit", ">not in this report</td>");
        assertThat(row(page, "READ-2")).contains(">not in this report</td>").doesNotContain("not a clause of kit");
        assertThat(row(page, "NEVER-7"))
                .contains("The report does not say what this clause is.", ">not in this report</td>", ">passed<");
        assertThat(page.indexOf("id=\"READ-0\"")).isLessThan(page.indexOf("id=\"READ-1\""));
    }

    @Test
    void aMessageThatIsMuchTooLongIsCutAndSaysSo() {
        Failure failure = new Failure("READ-1", "short", "x".repeat(100_000));
        String page = ReportPage.of(List.of(SampleReports.of(
                "x", SampleReports.RULES, List.of(SampleReports.test("READ-1", "plain", Optional.of(failure))))));
        assertThat(page).hasSizeLessThan(40_000).contains("cut here: 96,000 characters more");
    }

    @Test
    void aReportWithoutATestIsAPageToo() {
        assertThat(ReportPage.of(List.of(SampleReports.of("x", SampleReports.RULES, List.of()))))
                .contains(">no test</th>", "<b>3</b> not run");
    }

    @Test
    void aPageNeedsAReport() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReportPage.of(List.of()));
    }
}
