package org.rosterstore.cli;

import java.io.IOException;
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
                    + " Without one it works in memory.",
            "Ends with 1 if anything is not as it must be.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster demo                                    in memory",
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
        StoreAddress address = store.orInMemory(terminal);
        DemoReport report = new DemoReport(terminal, !json.isWanted());
        try (RosterStore first = address.open();
                RosterStore second = RosterStores.open("memory:the second store of the demonstration");
                Demo demo = new Demo(first, second, report)) {
            demo.run(address.toString());
        }
        conclude(report, (System.nanoTime() - begin) / 1e9);
        return report.broken().isEmpty() ? ExitCode.OK : ExitCode.NO;
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
