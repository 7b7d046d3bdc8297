package org.rosterstore.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.portable.RosterExport;
import org.rosterstore.portable.Xep0227Writer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster export}: from a store into a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Write the rosters of a store to a file (XEP-0227).",
        description = {
            "",
            "Writes all owners, or those that you name: items, pending requests, extras. The file is there whole or not"
                    + " at all, only you may read it, and the same rosters give the same octets.",
            "Ends with 1 if a record could not be read, or a named owner is not there: the rest is written.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster export backup.xml                         everything",
            "  roster export romeo.xml romeo@montague.example   one owner",
            "  roster export --force backup.xml                 over the last backup",
            "  roster export - | gzip > backup.xml.gz           to standard output"
        })
final class ExportCommand implements Callable<Integer> {

    /** Those of one domain stand together, as they do in the file. */
    private static final Comparator<BareJid> ORDER = Comparator.comparing(
                    (BareJid owner) -> BareJid.stored(owner.domainpart()))
            .thenComparing(Comparator.naturalOrder());

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--force", description = "Overwrite OUT if it exists.")
    private boolean force;

    @Parameters(index = "0", paramLabel = "OUT", description = "The file to write, or - for standard output.")
    private String out = "";

    @Parameters(index = "1..*", paramLabel = "OWNER", description = "Whose rosters; without any, everybody's.")
    private List<BareJid> owners = List.of();

    private final Progress progress;
    private final FindingPrinter printer;
    private long rosters;
    private long items;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
        this.printer = new FindingPrinter(terminal, progress);
    }

    @Override
    public Integer call() throws IOException {
        json.expectNoneAt(out);
        printer.configure(json.isWanted(), true);
        try (RosterStore opened = store.openExisting(terminal)) {
            Stream<BareJid> sorted = OwnerList.of(opened, owners).sorted(ORDER);
            try (OutputFile file = OutputFile.open(out, force)) {
                export(opened, sorted, file);
            }
        }
        conclude();
        return printer.findings().all().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private void export(RosterStore from, Stream<BareJid> sorted, OutputFile file) throws IOException {
        try (Xep0227Writer writer = new Xep0227Writer(file.stream())) {
            new RosterExport(from, printer).export(sorted, roster -> write(roster, writer));
            writer.finish();
        } finally {
            progress.end();
        }
        file.keep();
    }

    private void write(Roster roster, Xep0227Writer writer) {
        writer.write(roster);
        rosters++;
        items += roster.items().count();
        progress.show("%,d owners, %,d contacts".formatted(rosters, items));
    }

    private void conclude() {
        Findings findings = printer.findings();
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("out", out);
            summary.put("owners", rosters);
            summary.put("items", items);
            summary.put("findings", findings.all().stream().map(Findings::json).toList());
            terminal.out().line(Json.of(summary));
        } else {
            terminal.err()
                    .line(SafeText.of("%s: %,d owners, %,d contacts; %d not written"
                            .formatted(
                                    out.equals("-") ? "standard output" : out,
                                    rosters,
                                    items,
                                    findings.all().size())));
        }
    }
}
