package org.rosterstore.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.portable.Finding.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster import}: from files, or from the Redis of other software, into a store. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Put rosters from files, or of other software, into a store.",
        description = {
            "",
            "Each owner is one commit. What the files say of a contact takes the place of what the store has of it;"
                    + " contacts that the files do not name stay, unless you say --replace.",
            "A URI in the place of the files is that of a Redis in which SleekXMPP keeps rosters. It is only read. Do not"
                    + " write its password there: put passwordEnv=NAME or passwordFile=PATH into the URI.",
            "An owner that has it all already is not written to, so an import that broke off can simply be done again."
                    + " What was repaired or refused is said with file and line on standard error.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster import export.xml                   what a server has exported (XEP-0227)",
            "  roster import /var/lib/prosody/export      the *.xml files of a directory",
            "  roster import --replace backup.xml         the owners in the file become as they are there",
            "  roster import --format prosody /var/lib/prosody      what Prosody keeps by itself",
            "  roster import --format smack --owner a@b.example dir  of Smack's DirectoryRosterStore",
            "  roster import redis+sleek://db.example/0   what SleekXMPP keeps in a Redis; rediss+sleek: with TLS",
            "  roster import --strict --json export.xml   for a program; 1 if something was refused"
        })
final class ImportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the files are: ${COMPLETION-CANDIDATES}. Without it, xep0227, and of a URI sleekxmpp.")
    private @Nullable ImportFormat format;

    @Option(
            names = "--owner",
            paramLabel = "JID",
            converter = JidConverter.class,
            description =
                    "Whose roster it is, where the format does not say: smack, aioxmpp, a single file of prosody. Of"
                            + " sleekxmpp, the only owner that is wanted.")
    private @Nullable BareJid owner;

    @Option(
            names = "--replace",
            description =
                    "Drop the contacts, requests and extras that the files do not have, of the owners that they have.")
    private boolean replace;

    @Option(names = "--strict", description = "End with 1 if something was refused. The rest comes in all the same.")
    private boolean strict;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say also what was skipped because it is no part of a roster.")
    private boolean verbose;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files and directories to read, or one URI: redis+sleek://[user@]host[:port][/database].")
    private List<String> names = List.of();

    private final Progress progress;
    private final FindingPrinter printer;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
        this.printer = new FindingPrinter(terminal, progress);
    }

    @Override
    public Integer call() throws IOException {
        printer.configure(json.isWanted(), verbose);
        ImportFormat.Source source = new ImportFormat.Source(names, owner);
        ImportFormat used = format == null ? ImportFormat.of(names) : format;
        names.stream()
                .filter(ImportFormat::isUri)
                .forEach(uri -> StoreAddress.warnOfPassword(uri, "FILE", "", terminal));
        try (RosterStore opened = store.open(terminal)) {
            StoreImport into = new StoreImport(opened, replace);
            try {
                used.read(source, roster -> put(roster, into), printer);
            } finally {
                progress.end();
            }
            if (into.owners() == 0 && printer.findings().count(Kind.REFUSED) > 0) {
                throw new CommandFailure(ExitCode.DATA, "no roster could be read; what was refused says why");
            }
            conclude(into);
        }
        return strict && printer.findings().count(Kind.REFUSED) > 0 ? ExitCode.NO : ExitCode.OK;
    }

    private void put(Roster roster, StoreImport into) {
        into.accept(roster);
        progress.show("%,d owners, %,d contacts".formatted(into.owners(), into.items()));
    }

    private void conclude(StoreImport into) {
        Findings findings = printer.findings();
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("store", store.address(terminal));
            summary.put("owners", into.owners());
            summary.put("added", into.added());
            summary.put("changed", into.changed());
            summary.put("unchanged", into.unchanged());
            summary.put("items", into.items());
            summary.put("requests", into.requests());
            summary.put("repaired", findings.count(Kind.REPAIRED));
            summary.put("refused", findings.count(Kind.REFUSED));
            summary.put("skipped", findings.count(Kind.SKIPPED));
            summary.put("findings", findings.all().stream().map(Findings::json).toList());
            terminal.out().line(Json.of(summary));
        } else {
            terminal.err()
                    .line(SafeText.of(
                            "%s: %,d owners (%,d added, %,d changed, %,d unchanged), %,d contacts, %,d pending requests; %s"
                                    .formatted(
                                            store.address(terminal),
                                            into.owners(),
                                            into.added(),
                                            into.changed(),
                                            into.unchanged(),
                                            into.items(),
                                            into.requests(),
                                            findings.counts())));
        }
    }
}
