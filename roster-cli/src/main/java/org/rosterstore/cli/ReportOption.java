package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.rosterstore.tck.Report;
import picocli.CommandLine.Option;

/** {@code --report}, which may come more than once. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write what was found to a file too, over one that is there: Markdown if its name ends with .md,"
                            + " JSON with .json, one HTML page with .html. May be given more than once.")
    private List<Path> files = List.of();

    /** Says what is wrong with the names before an hour of work, and not after it. */
    void check() throws IOException {
        for (Path file : files) {
            if (!file.toString().matches("(?s).*\\.(md|json|html)")) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--report %s: end the name with .md, .json or .html".formatted(file));
            }
            Path directory = file.toAbsolutePath().resolveSibling("").normalize();
            if (!Files.isDirectory(directory)) {
                throw new NoSuchFileException(directory.toString());
            }
        }
    }

    void write(Report report) throws IOException {
        for (Path file : files) {
            Files.writeString(file, content(report, file.toString()));
        }
    }

    private static String content(Report report, String name) {
        if (name.endsWith(".json")) {
            return report.toJson();
        }
        return name.endsWith(".html") ? report.toHtml() : report.toMarkdown();
    }
}
