package org.rosterstore.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The report of a run under JUnit. */
final class ReportFile {

    private static final Path FOLDER = Path.of("target", "roster-tck");
    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");

    private ReportFile() {}

    /** Writes the report, prints what it could not show, and fails if something besides single tests keeps the store from conforming. */
    static void write(Report report) throws IOException {
        Files.createDirectories(FOLDER);
        String name = report.store().replaceAll("[^A-Za-z0-9._-]+", "_");
        Files.writeString(FOLDER.resolve(name + ".md"), report.toMarkdown());
        if (!report.gaps().isEmpty()) {
            Files.write(GAPS, report.gaps(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            report.gaps().forEach(System.out::println);
        }
        if (!report.problems().isEmpty()) {
            throw new AssertionError(String.join("; ", report.problems()));
        }
    }
}
