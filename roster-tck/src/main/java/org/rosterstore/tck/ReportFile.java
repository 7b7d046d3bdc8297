package org.rosterstore.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The report of a run under JUnit: as Markdown, JSON and HTML. */
final class ReportFile {

    private static final Path FOLDER = Path.of("target", "roster-tck");
    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");
    private static final int LONGEST = 100;

    private ReportFile() {}

    /**
     * Writes the report, prints where it is and what it could not show, and fails if something besides single tests keeps the
     * store from conforming.
     */
    static void write(Report report) throws IOException {
        Path page = write(report, FOLDER);
        System.out.printf("conformance of %s: %s (and .md, .json)%n", PlainText.line(report.store()), page);
        if (!report.gaps().isEmpty()) {
            Files.write(GAPS, report.gaps(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            report.gaps().forEach(System.out::println);
        }
        if (!report.problems().isEmpty()) {
            throw new AssertionError(String.join("; ", report.problems()));
        }
    }

    /** Writes it into a folder, and answers where the page is. */
    static Path write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = name(report.store());
        Files.writeString(folder.resolve(name + ".md"), report.toMarkdown());
        Files.writeString(folder.resolve(name + ".json"), report.toJson());
        return Files.writeString(folder.resolve(name + ".html"), report.toHtml());
    }

    /** A name that is a plain file in every file system: {@code redis_localhost_6379} for {@code redis://localhost:6379}. */
    static String name(String store) {
        String name = store.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[_.-]+|[_.-]+$", "");
        return name.isEmpty() ? "store" : name.substring(0, Math.min(name.length(), LONGEST));
    }
}
