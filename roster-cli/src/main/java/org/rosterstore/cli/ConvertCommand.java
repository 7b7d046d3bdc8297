package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Kind;
import org.rosterstore.portable.Xep0227Reader;
import org.rosterstore.portable.Xep0227Writer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster convert}: XEP-0227 in, checked and repaired XEP-0227 out. No store is involved. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Check and repair what a server has exported (XEP-0227).",
        description = {
            "",
            "Reads the export of a server, repairs what can be repaired, refuses what cannot, one by one,"
                    + " and says so with file and line on standard error.",
            "Rosters and pending requests come over; passwords and all else are passed over unread.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster convert export.xml checked.xml          one file",
            "  roster convert /var/lib/prosody/export all.xml the *.xml files of a directory",
            "  roster convert romeo.xml juliet.xml both.xml   some files into one",
            "  roster convert --strict export.xml - | less    to standard output; 1 if something was refused",
            "  roster convert --json export.xml checked.xml   what was repaired or refused, for a program"
        })
final class ConvertCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--strict", description = "End with 1 if something was refused. OUT is written all the same.")
    private boolean strict;

    @Option(names = "--force", description = "Overwrite OUT if it exists.")
    private boolean force;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say also what was skipped because it is no part of a roster.")
    private boolean verbose;

    @Parameters(
            arity = "2..*",
            paramLabel = "IN... OUT",
            hideParamSyntax = true,
            description = "Files and directories to read, and the file to write: one that only you may read, or - for"
                    + " standard output.")
    private List<String> files = List.of();

    private final Progress progress;
    private final FindingPrinter printer;
    private final Findings findings;
    private long owners;
    private long items;
    private long requests;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
        this.printer = new FindingPrinter(terminal, progress);
        this.findings = printer.findings();
    }

    @Override
    public Integer call() throws IOException {
        Path[] in = files.subList(0, files.size() - 1).stream().map(Path::of).toArray(Path[]::new);
        String out = files.get(files.size() - 1);
        json.expectNoneAt(out);
        printer.configure(json.isWanted(), verbose);
        try (OutputFile file = OutputFile.open(out, force)) {
            convert(in, file);
        }
        conclude(out);
        return strict && findings.count(Kind.REFUSED) > 0 ? ExitCode.NO : ExitCode.OK;
    }

    private void convert(Path[] in, OutputFile file) throws IOException {
        try (Xep0227Writer writer = new Xep0227Writer(file.stream())) {
            new Xep0227Reader(roster -> write(roster, writer), printer).read(in);
            if (owners == 0 && findings.count(Kind.REFUSED) > 0) {
                throw new CommandFailure(ExitCode.DATA, "no roster could be read; what was refused says why");
            }
            writer.finish();
        } finally {
            progress.end();
        }
        file.keep();
    }

    private void write(Roster roster, Xep0227Writer writer) {
        writer.write(roster);
        owners++;
        items += roster.items().count();
        requests += roster.requests().count();
        progress.show("%,d owners, %,d contacts".formatted(owners, items));
    }

    private void conclude(String out) {
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("out", out);
            summary.put("owners", owners);
            summary.put("items", items);
            summary.put("requests", requests);
            summary.put("repaired", findings.count(Kind.REPAIRED));
            summary.put("refused", findings.count(Kind.REFUSED));
            summary.put("skipped", findings.count(Kind.SKIPPED));
            summary.put("findings", findings.all().stream().map(Findings::json).toList());
            terminal.out().line(Json.of(summary));
        } else {
            terminal.err()
                    .line(SafeText.of("%s: %,d owners, %,d contacts, %,d pending requests; %s"
                            .formatted(
                                    out.equals("-") ? "standard output" : out,
                                    owners,
                                    items,
                                    requests,
                                    findings.counts())));
        }
    }
}
