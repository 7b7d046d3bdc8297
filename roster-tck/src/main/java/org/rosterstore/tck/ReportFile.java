package org.rosterstore.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run under JUnit. */
final class ReportFile {

    private static final Path FOLDER = Path.of("target", "roster-tck");

    private ReportFile() {}

    /** Writes the report, and fails if something besides single tests keeps the store from conforming. */
    static void write(Report report) throws IOException {
        Files.createDirectories(FOLDER);
        String name = report.store().replaceAll("[^A-Za-z0-9._-]+", "_");
        Files.writeString(FOLDER.resolve(name + ".md"), report.toMarkdown());
        if (!report.problems().isEmpty()) {
            throw new AssertionError(String.join("; ", report.problems()));
        }
    }
}
