package org.rosterstore.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code roster demo}: the main job, on real input, from import to export. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "See it all at work, on rosters that real servers have exported.",
        description = {
            "",
            "Imports what Prosody and ejabberd have exported, shows a roster, makes the changes that an XMPP program"
                    + " makes, exports it all, imports that into a second store, and checks that both are equal.",
            "It works on owners of a new domain and erases them at the end, so it may be pointed at a store in use."
                    + " Without one it works on a SQLite file of its own, which is removed at the end.",
            "Ends with 1 if anything is not as it must be.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster demo                                    on a SQLite file of its own",
            "  roster demo --store memory:                    in memory",
            "  roster demo --store redis://localhost:6379     in any store whose backend is there",
            "  roster demo --json                             what was checked, for a program"
        })
final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long begin = System.nanoTime();
        DemoReport report = new DemoReport(terminal, !json.isWanted());
        TemporaryDirectory directory = TemporaryDirectory.make("roster-demo");
        try (directory) {
            run(directory, report);
        }
        report.check("its files are removed", !directory.isThere(), directory.path());
        conclude(report, (System.nanoTime() - begin) / 1e9);
        return report.broken().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    /** On the store that was given, else on a durable one that goes with the directory. */
    private void run(TemporaryDirectory directory, DemoReport report) throws IOException {
        Optional<StoreAddress> given = store.given(terminal);
        StoreAddress address =
                given.orElseGet(() -> StoreAddress.of(directory.path().resolve("rosters.db")));
        try (RosterStore first = given.isPresent() ? address.open(terminal) : RosterStores.open(address.uri());
                RosterStore second = RosterStores.open("memory:the second store of the demonstration");
                Demo demo = new Demo(first, second, directory, report)) {
            demo.run(address.toString());
        }
    }

    private void conclude(DemoReport report, double seconds) {
        if (json.isWanted()) {
            terminal.out().line(Json.of(report.json()));
            return;
        }
        terminal.out().line("");
        if (report.broken().isEmpty()) {
            terminal.out().line(Ink.GREEN, "All %d checks hold. It took %.1f s.".formatted(report.checks(), seconds));
        } else {
            report.broken()
                    .forEach(check -> terminal.out()
                            .line(
                                    Ink.RED,
                                    SafeText.of("NOT AS IT MUST BE: %s — %s".formatted(check.what(), check.seen()))));
        }
    }
}
