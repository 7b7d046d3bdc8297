package org.rosterstore.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.ReportPage;
import org.rosterstore.tck.WrittenReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster report}: reports of the kit, put side by side on one page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Put reports of the kit side by side on one HTML page.",
        description = {
            "",
            "Reads what roster tck --report FILE.json, or a run of the kit under JUnit, has written,"
                    + " and makes one page that fetches nothing: a column for each store, in the order given.",
            "The reports may be of older or newer kits. A file that cannot be read ends it with 4.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster report target/roster-tck/*.json --output conformance.html",
            "  roster report redis-7.json redis-8.json valkey.json --output redis.html",
            "  roster report mine.json --output - | less      to standard output"
        })
final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE.json", description = "The reports, in the order of their columns.")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PAGE",
            description = "The page to write, over one that is there, or - for standard output.")
    private String output = "-";

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<WrittenReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(ReportReader.read(Files.newBufferedReader(file), file.toString()));
        }
        try (OutputFile page = OutputFile.open(output, true)) {
            page.stream().write(ReportPage.of(reports).getBytes(StandardCharsets.UTF_8));
            page.stream().close();
            page.keep();
        }
        if (!output.equals("-")) {
            show(reports);
        }
        return ExitCode.OK;
    }

    private void show(List<WrittenReport> reports) {
        Table table = new Table("STORE", "VERDICT", "PASSED", "FAILED", "KIT", "SERVER");
        for (WrittenReport report : reports) {
            table.row(
                    report.store().name(),
                    report.conforms() ? "✓ conforms" : "✗ does not conform",
                    count(report, Status.PASSED),
                    count(report, Status.FAILED),
                    report.run().kit(),
                    (report.store().product() + " " + report.store().version()).strip());
        }
        terminal.table(table);
        terminal.out().line("");
        terminal.out().line(SafeText.of("the page: " + output));
    }

    private static String count(WrittenReport report, Status status) {
        return Long.toString(
                report.status().values().stream().filter(it -> it == status).count());
    }
}
