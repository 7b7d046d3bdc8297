package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.zoo.WrongStore;
import org.rosterstore.tck.zoo.Zoo;

/** The form in which reports are kept: its numbers, and the octets of its JSON. */
class WrittenReportTest {

    /** What its JSON means is the JSON: it is read in the command's module. */
    @Test
    void theJsonIsThatOfTheGoldenFile() {
        byte[] json = SampleReports.red().toJson().getBytes(StandardCharsets.UTF_8);
        GoldenFiles.of("report", WrittenReport.FORMAT)
                .verify(Map.of("red", json), octets -> new String(octets, StandardCharsets.UTF_8));
    }

    @Test
    void everyStatusIsWorkedOutFromTheTests() {
        assertThat(SampleReports.red().status())
                .containsExactly(
                        entry("READ-1", Status.PASSED),
                        entry("READ-2", Status.FAILED),
                        entry("FEED-1", Status.NOT_OFFERED),
                        entry("FAIL-1", Status.NOT_PROVIDED),
                        entry("SIZE-1", Status.NOT_RUN));
        assertThat(SampleReports.red().conforms()).isFalse();
        assertThat(SampleReports.green().conforms()).isTrue();
    }

    @Test
    void aClauseThatOnlyATestNamesHasAStatusToo() {
        WrittenReport report = SampleReports.of("x", List.of(SampleReports.PASSED), SampleReports.TESTS);
        assertThat(report.status()).containsExactly(entry("READ-1", Status.PASSED), entry("READ-2", Status.FAILED));
    }

    @Test
    void aProblemKeepsAStoreFromConforming() {
        WrittenReport green = SampleReports.green();
        assertThat(new WrittenReport(
                                green.store(), green.run(), green.clauses(), green.tests(), List.of("it is late"), 0)
                        .conforms())
                .isFalse();
    }

    @Test
    void itSaysWhatTheReportSays() {
        WrongStore wrong = Zoo.all().get(0);
        Instant before = Instant.now();
        Report report = Conformance.of(wrong.fixture())
                .effort(Effort.QUICK)
                .variants(Set.of(Variant.PLAIN))
                .seed(7)
                .require(Set.of(Ability.FEED))
                .run(result -> {});
        WrittenReport written = report.written();

        Map<String, Status> status = written.status();
        assertThat(status).hasSameSizeAs(Clause.values()).containsValue(Status.FAILED);
        assertThat(Arrays.asList(Clause.values()))
                .allSatisfy(clause -> assertThat(status).containsEntry(clause.id(), report.status(clause)));
        assertThat(written.conforms()).isEqualTo(report.conforms());
        assertThat(written.run().seed()).isEqualTo(7);
        assertThat(written.run().began()).isBetween(before, Instant.now());
        assertThat(written.run().effort()).containsEntry("sequences", 20L).containsEntry("contacts", 5_000L);
        assertThat(written.run().kit()).as("filled in by the build").matches("[0-9]+\\..*");
        assertThat(written.store().offered()).containsExactly("catalog", "feed", "history");
        assertThat(written.clauses())
                .allSatisfy(rule -> assertThat(rule.chapter())
                        .as("the title of %s", rule.id())
                        .isNotEqualTo("null"));
    }

    @Test
    void whatWouldSteerATerminalOrEndALineIsEscaped() {
        String json = SampleReports.of("a\"b\\c\n\u001B[2J\u202E\u2028\uD800 朋友 𝔘", List.of(), List.of())
                .toJson();
        assertThat(json).contains("\"a\\\"b\\\\c\\n\\u001b[2J\\u202e\\u2028\\ud800 朋友 𝔘\"");
        assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @Test
    void anAnswerThatIsMuchTooLongIsCut() {
        Nonconformity failure = new Nonconformity(Clause.READ_FRESH, "short", "x".repeat(100_000));
        WrittenReport written = new Report(
                        "x",
                        Zoo.right().open().describe(),
                        Set.of(),
                        Set.of(),
                        Instant.EPOCH,
                        Effort.QUICK,
                        1,
                        List.of(new TestResult(
                                "a test",
                                Clause.READ_FRESH,
                                Variant.PLAIN,
                                java.util.Optional.of(failure),
                                "",
                                java.time.Duration.ZERO)),
                        List.of(),
                        0)
                .written();
        assertThat(written.tests().get(0).failure().orElseThrow().actual())
                .hasSizeBetween(10_000, 10_100)
                .endsWith("x… (90,000 characters more)");
    }
}
