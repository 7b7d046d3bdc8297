package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;
import org.rosterstore.portable.Finding.Kind;
import org.rosterstore.portable.RosterExport;
import org.rosterstore.portable.RosterImport;
import org.rosterstore.portable.Xep0227Reader;
import org.rosterstore.portable.Xep0227Writer;

/**
 * The demonstration, from import to export. All its owners are in domains of its own, which nobody else can have
 * ({@code .invalid}, RFC 6761), and closing it erases them.
 */
final class Demo implements AutoCloseable {

    private final RosterStore store;
    private final RosterStore second;
    private final DemoReport report;
    private final Map<RealExport, String> domains = new EnumMap<>(RealExport.class);
    private final List<BareJid> owners = new ArrayList<>();
    private final Thread interrupted = new Thread(this::cleanUpQuietly);
    private final TemporaryDirectory directory;

    Demo(RosterStore store, RosterStore second, TemporaryDirectory directory, DemoReport report) {
        this.store = store;
        this.second = second;
        this.report = report;
        this.directory = directory;
        String unique = Long.toHexString(Revision.newCommitId()).substring(0, 6);
        for (RealExport export : RealExport.values()) {
            domains.put(export, "%s-%s.invalid".formatted(export.word(), unique));
        }
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    void run(String uri) throws IOException {
        StoreDescription description = store.describe();
        report.chapter("Two servers' exports go into " + uri);
        report.say(
                "%s %s".formatted(description.product(), description.version()).strip());
        report.say("durability: " + description.durability());
        for (RealExport export : RealExport.values()) {
            importFrom(export);
        }

        BareJid romeo = owner("romeo", RealExport.PROSODY);
        report.chapter("The roster of " + romeo);
        report.table(RosterTable.of(store.load(romeo)));

        report.chapter("What an XMPP program does with it");
        new DemoChanges(store, report).run(romeo, owner("bot", RealExport.PROSODY));

        report.chapter("Out of this store and into another");
        moveToSecondStore();
    }

    private void importFrom(RealExport export) throws IOException {
        Path files = export.unpack(directory.path());
        Findings findings = new Findings();
        RosterImport into = new RosterImport(store);
        new Xep0227Reader(roster -> into.accept(inOwnDomain(roster, export)), findings).read(files);
        RosterImport.Counts counts = into.counts();
        report.check(
                export.server() + ": all owners came over",
                counts.owners() == RealExport.OWNERS && counts.unchanged() == 0,
                "%d owners, %d contacts, %d pending requests; %s"
                        .formatted(counts.owners(), counts.items(), counts.requests(), findings.counts()));
        report.findings(export, findings);
        List<String> skipped = findings.all().stream()
                .filter(finding -> finding.kind() == Kind.SKIPPED)
                .map(finding -> finding.message())
                .distinct()
                .toList();
        if (!skipped.isEmpty()) {
            report.say("passed over unread, passwords among it: " + String.join("; ", skipped));
        }
    }

    /** The same roster under a name of the demonstration's own. A file has no revisions, so nothing else changes. */
    private Roster inOwnDomain(Roster roster, RealExport export) {
        BareJid owner = owner(roster.owner().localpart(), export);
        owners.add(owner);
        return Roster.stored(owner, roster.revision(), roster.ver(), roster.contacts(), roster.unreadable());
    }

    private BareJid owner(String localpart, RealExport export) {
        return BareJid.of(localpart, domains.getOrDefault(export, ""));
    }

    private void moveToSecondStore() throws IOException {
        Findings findings = new Findings();
        Path file = directory.path().resolve("all.xml");
        long exported;
        try (Xep0227Writer writer = new Xep0227Writer(Files.newOutputStream(file))) {
            exported = new RosterExport(store, findings).export(owners.stream(), writer::write);
            writer.finish();
        }
        report.check(
                "export to one file",
                exported == owners.size(),
                "%d owners, %,d octets".formatted(exported, Files.size(file)));

        RosterImport into = new RosterImport(second);
        new Xep0227Reader(into, findings).read(file);
        report.check(
                "import into a second store: nothing to repair, refuse or skip",
                findings.all().isEmpty() && into.counts().owners() == exported,
                findings.all().isEmpty() ? into.counts().items() + " contacts" : findings.all());

        List<BareJid> different = owners.stream()
                .filter(owner -> !store.load(owner).sameContent(second.load(owner)))
                .toList();
        report.check(
                "both stores hold the same",
                different.isEmpty(),
                different.isEmpty() ? "%d of %d rosters are equal".formatted(owners.size(), owners.size()) : different);

        RosterImport again = new RosterImport(store);
        new Xep0227Reader(again, findings).read(file);
        report.check(
                "importing the file where it came from changes nothing",
                again.counts().unchanged() == exported,
                "%d of %d unchanged".formatted(again.counts().unchanged(), exported));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        cleanUp();
        List<BareJid> left = owners.stream()
                .filter(owner -> !store.load(owner).contacts().isEmpty())
                .toList();
        report.chapter("Nothing is left behind");
        report.check(
                "the demonstration's owners are erased",
                left.isEmpty(),
                left.isEmpty() ? owners.size() + " owners" : left);
    }

    private void cleanUp() {
        owners.forEach(store::erase);
        owners.forEach(second::erase);
    }

    /** After Ctrl-C: there is nobody left to tell. */
    private void cleanUpQuietly() {
        try {
            cleanUp();
        } catch (RuntimeException e) {
            // The store is out of reach.
        }
    }
}
