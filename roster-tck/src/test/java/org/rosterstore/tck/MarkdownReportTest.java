package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.WrittenReport.Failure;

class MarkdownReportTest {

    private static String markdown(WrittenReport report) {
        return new MarkdownReport(report).toString();
    }

    @Test
    void itHasTheFactsAndEveryStatusByChapterAndVariant() {
        assertThat(markdown(SampleReports.red()))
                .contains(
                        "**Does not conform**: 1 passed, 1 failed, 1 not offered, 1 not provided, 1 not run; 3 tests in 1.2 s")
                .contains("| Server | Redis 7.0.15 |", "| Durability | survives a restart |", "| Kit | 0.0.9 |")
                .contains("## Chapter READ\n", "| clause | status | plain | two handles | text |")
                .contains("| READ-1 | passed | ✓ | – | Text of READ-1. |", "| READ-2 | **FAILED** | ✓ | ✗ |")
                .contains("| FEED-1 | not offered | – | – |", "| FAIL-1 | not provided |", "| SIZE-1 | not run |")
                .contains("- a test of READ-1, plain: 12 sequences")
                .contains("## READ-2 failed", "*Check:* Check?", "### a test of READ-2, two handles")
                .contains("expected: one state\nactual:   two <b>states</b>")
                .contains("-Droster.tck.seed=-9223372036854775808");
    }

    @Test
    void whatStrangersWroteIsTextInACellToo() {
        Failure failure = new Failure("READ-1", "a", "```\n# not a heading\u001B[2J");
        String page = markdown(SampleReports.of(
                "<script>|*x*\n# no",
                SampleReports.RULES,
                List.of(SampleReports.test("READ-1", "plain", Optional.of(failure)))));
        assertThat(page)
                .startsWith("# Conformance of &lt;script>\\|\\*x\\*\\\\u000a# no\n")
                .contains("````\nexpected: a\nactual:   ```\n# not a heading\\u001b[2J\n````");
    }
}
