package org.rosterstore.cli;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rosterstore.tck.ReportPage;
import org.rosterstore.tck.WrittenReport;

/**
 * Reports of the kit as JSON: any text is read or refused in the documented way; what was read is written and read again the
 * same; and on a page it is text, never a tag.
 *
 * <p>The input is the file. It stands in this package since the reader is not public.
 */
public final class ReportTarget {

    /** What texts of the seeds begin a tag with. */
    private static final String TAG = "<planted";

    private ReportTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        WrittenReport report;
        try {
            report = ReportReader.read(new StringReader(new String(octets, StandardCharsets.UTF_8)), "in.json");
        } catch (CommandFailure e) {
            check(e.exitCode() == ExitCode.DATA, "exit status " + e.exitCode());
            check(e.getMessage().startsWith("in.json"), "names no file: " + e.getMessage());
            return;
        }
        String json = report.toJson();
        check(json.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), "a control character in " + json);
        WrittenReport again = ReportReader.read(new StringReader(json), "again.json");
        check(report.equals(again), "not the same again: " + report + "\nand " + again);
        check(json.equals(again.toJson()), "not written the same again: " + json);
        check(report.conforms() == again.conforms(), "conforms, and does not");
        check(!ReportPage.of(List.of(report, again)).contains(TAG), "a tag of the report's on the page");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
