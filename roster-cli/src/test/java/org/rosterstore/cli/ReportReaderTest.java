package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.ReportPage;
import org.rosterstore.tck.StoreFixture;
import org.rosterstore.tck.WrittenReport;

/** Reports come back as they were written; whatever is wrong with one is said with file, line and column. */
class ReportReaderTest {

    private static final String WRITTEN = Conformance.of(StoreFixture.ofUri("memory:read again"))
            .variants(Set.of())
            .run(result -> {})
            .toJson()
            .replace("\"tests\": []", """
                    "tests": [
                        {"test": "a", "verifies": "READ-1", "variant": "plain", "milliseconds": 1, "note": "7"},
                        {"test": "b", "verifies": "READ-2", "variant": "plain", "milliseconds": 2,
                         "failure": {"clause": "READ-2", "expected": "one", "actual": "\\u202e\\ud800"}}]""");

    private static WrittenReport read(String json) {
        return ReportReader.read(new StringReader(json), "a.json");
    }

    private static String complaint(String json) {
        return complaint(new StringReader(json));
    }

    private static String complaint(Reader in) {
        try {
            ReportReader.read(in, "a.json");
        } catch (CommandFailure e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
            assertThat(e).hasMessageStartingWith("a.json:");
            return e.getMessage();
        }
        throw new AssertionError("it was read");
    }

    @Test
    void aReportComesBackAsItWasWritten() {
        WrittenReport report = read(WRITTEN);
        assertThat(read(report.toJson())).isEqualTo(report);
        assertThat(report.tests()).hasSize(2);
        assertThat(report.conforms()).isFalse();
        assertThat(report.status()).containsEntry("READ-2", Report.Status.FAILED);
        assertThat(report.toJson()).contains("\\u202e\\ud800");
    }

    @Test
    void whatFollowsFromTheTestsIsNotTakenFromTheFile() {
        WrittenReport report = read(WRITTEN.replace("\"conforms\": true", "\"conforms\": \"of course\"")
                .replace("\"status\": \"not run\"", "\"status\": \"passed\""));
        assertThat(report.conforms()).isFalse();
        assertThat(report.status()).containsEntry("READ-3", Report.Status.NOT_RUN);
    }

    @Test
    void wordsAndMembersThatThisKitDoesNotKnowAreRead() {
        WrittenReport report = read(WRITTEN.replace("\"plain\"", "\"upside down\"")
                .replace("\"READ-1\"", "\"TELEPATHY-1\"")
                .replace("\"format\": 1", "\"format\": 1, \"weather\": {\"rain\": [null, 1.5e9, true, []]}"));
        assertThat(report.variants()).containsExactly("upside down");
        assertThat(report.status()).containsEntry("TELEPATHY-1", Report.Status.PASSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"format\": 1 | \"format\": 2 | a.json:2:13: format: the report is of format 2",
                "\"format\": 1 | \"formal\": 1 | a.json:1:1: this is no report of the kit",
                "\"format\": 1 | \"format\": \"1\" | a.json:2:13: format: a number expected, and there is a text",
                "\"format\": 1 | \"format\": 1, \"format\": 1 | Duplicate field 'format'",
                "\"ownersLeft\": 0 | \"ownersLeft\": -1 | ownersLeft: a whole number from 0 to",
                "\"ownersLeft\": 0 | \"ownersLeft\": 1e3 | ownersLeft: a whole number from 0 to",
                "\"ownersLeft\": 0 | \"ownersLeft\": 99999999999999999999999999999999 | too large or too deep",
                "\"problems\": [] | \"problems\": {} | problems: a list expected, and there is an object",
                "\"problems\": [] | \"problems\": [null] | problems[0]: a text expected, and there is null",
                "\"milliseconds\": 2 | \"milliseconds\": true | tests[1].milliseconds: a number expected, and there is true",
                "\"verifies\": \"READ-1\", | ~~ | tests[0]: there is no \"verifies\"",
                "\"id\": \"READ-2\" | \"id\": \"READ-1\" | clauses[1].id: READ-1 for the second time",
                "\"began\": \"2 | \"began\": \"+9999999992 | run.began: a time as 2026-11-22T18:15:00Z expected",
                "\"began\": \"2 | \"began\": \"0 | run.began: a time as 2026-11-22T18:15:00Z expected",
                "\"seed\": \" | \"seed\": \"x | run.seed: a number of 64 bits expected",
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String complaint) {
        String json = WRITTEN.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));
        assertThat(json).isNotEqualTo(WRITTEN);
        assertThat(complaint(json)).contains(complaint).containsPattern("^a\\.json:[0-9]+:[0-9]+: ");
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "null, an object expected", "'[]', an object expected", "hello, this is no JSON"})
    void whatIsNoReport(String text, String complaint) {
        assertThat(complaint(text)).contains(complaint);
    }

    @Test
    void everyBeginningOfAReportIsAnErrorAndNothingElse() {
        for (int length = 0; length < WRITTEN.length() - 2; length += 97) {
            complaint(WRITTEN.substring(0, length));
        }
        assertThat(complaint(WRITTEN + "{}")).contains("here is more");
    }

    @Test
    void depthAndSizeAreBounded() {
        assertThat(complaint("[".repeat(1_000_000))).contains("too large or too deep");
        assertThat(complaint("{\"format\": 1, \"x\": " + "{\"y\": ".repeat(20) + "1" + "}".repeat(20) + "}"))
                .contains("too large or too deep");
        assertThat(complaint("{\"x\": \"" + "x".repeat(2_000_000) + "\"}")).contains("too large or too deep");
        assertThat(complaint("[" + "1,".repeat(2_100_000) + "1]")).contains("more than 2,000,000 values");
        assertThat(complaint(" ".repeat(JsonValue.CHARACTERS + 10_000))).contains("too large or too deep");
    }

    @Test
    void whatMakesAPageLargeIsBounded() {
        assertThat(complaint(tests("\"v%d\"", "\"READ-1\""))).contains("more than 32 variants");
        assertThat(complaint(tests("\"plain\"", "\"READ-%d\""))).contains("tests of more than 2,000 clauses");
    }

    private static String tests(String variant, String clause) {
        String tests = IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"test\": \"t\", \"verifies\": %s, \"variant\": %s, \"milliseconds\": 1}"
                        .formatted(clause.formatted(i), variant.formatted(i)))
                .collect(Collectors.joining(","));
        return WRITTEN.replaceFirst("(?s)\"tests\": \\[.*\\]", "\"tests\": [" + tests + "]");
    }

    @Test
    void aStreamThatFailsIsTheSameException() {
        assertThat(complaint(failing(new IOException("the disk is gone")))).contains("the disk is gone");
        CharacterCodingException malformed = new MalformedInputException(1);
        assertThat(complaint(failing(malformed))).contains("this is no UTF-8");
    }

    private static Reader failing(IOException failure) {
        return new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw failure;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void theLargestReportMakesAPageInTime() {
        String json = tests("\"plain\"", "\"READ-1\"");
        assertThat(ReportPage.of(java.util.List.of(read(json), read(WRITTEN)))).contains("2 stores side by side");
        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> read(json + "x"));
    }
}
