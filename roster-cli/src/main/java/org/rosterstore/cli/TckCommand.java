package org.rosterstore.cli;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Effort;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.StoreFixture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roster tck}: runs the kit against a store, in a JVM of its own where the store brings its jars. */
@Command(
        name = "tck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Check a store against the contract, clause by clause.",
        description = {
            "",
            "Runs the conformance kit. It works on owners of its own with random names and erases them,"
                    + " so it may be pointed at a store that is in use.",
            "Without a store it checks the one StoreFixture that --classpath brings, else the store in memory.",
            "Ends with 0 if the store conforms, and with 1 if it does not.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster tck                                       the store in memory",
            "  roster tck --strict --require history,feed,catalog --store memory:",
            "  roster tck --classpath mystore.jar --store mystore:/tmp/rosters",
            "  roster tck --classpath 'target/classes:lib/*'    the StoreFixture that the class path names",
            "  roster tck --report report.html                  what was found as a page to show; also .md and .json",
            "  roster tck --seed 4711                           the same sequences again"
        })
final class TckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--strict", description = "A clause that applies to the store and was not verified is a failure.")
    private boolean strict;

    @Option(
            names = "--require",
            paramLabel = "ABILITY",
            split = ",",
            description = "The store must offer: ${COMPLETION-CANDIDATES}. Several are separated by commas.")
    private Set<Ability> required = Set.of();

    @Option(names = "--quick", description = "A look in a few seconds; too little to call a store conforming.")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of all that is random, as an earlier run has printed it.")
    private @Nullable Long seed;

    @Mixin
    private ReportOption files = new ReportOption();

    TckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        files.check();
        TckView view = new TckView(terminal);
        Report report = kit().run(view::progress);
        view.endOfProgress();
        if (json.isWanted()) {
            terminal.out().line(report.toJson().replace("\n", "")); // no string holds one
        } else {
            view.show(report);
        }
        files.write(report);
        return report.conforms() ? ExitCode.OK : ExitCode.NO;
    }

    private Conformance kit() {
        Conformance kit =
                Conformance.of(fixture()).strict(strict).require(required).effort(quick ? Effort.QUICK : Effort.FULL);
        return seed == null ? kit : kit.seed(seed);
    }

    /** What to check: the store that is named, else the fixture that stands on the class path, else the store in memory. */
    private StoreFixture fixture() {
        List<StoreFixture> fixtures = store.given(terminal).isPresent()
                ? List.of()
                : ServiceLoader.load(StoreFixture.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return switch (fixtures.size()) {
            case 0 -> StoreFixture.ofUri(store.orInMemory(terminal).uri());
            case 1 -> fixtures.get(0);
            default ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "there is more than one StoreFixture on the class path: %s; leave only one there, or name a --store"
                                .formatted(fixtures.stream()
                                        .map(it -> it.getClass().getName())
                                        .collect(Collectors.joining(", "))));
        };
    }
}
