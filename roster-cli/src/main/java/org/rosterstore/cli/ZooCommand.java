package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rosterstore.tck.zoo.WrongStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roster zoo}: runs the kit on stores that are wrong on purpose, and shows whether it finds each. */
@Command(
        name = "zoo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "See the kit find stores that are wrong on purpose.",
        description = {
            "",
            "Each store of the zoo has one fault. The kit has found it if exactly the clauses fail that the fault breaks,"
                    + " and the message says what is wrong. No store of yours is touched.",
            "Ends with 0 if every one is found, and with 1 if one is not.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster zoo                                       all of them: some minutes",
            "  roster zoo --only CAS-                           those that break conditions",
            "  roster zoo --only retry                          by a word of their names or of what they do",
            "  roster zoo --json                                the table for a program"
        })
final class ZooCommand implements Callable<Integer> {

    private static final long SEED = 7;

    private final Terminal terminal;
    private final Supplier<List<WrongStore>> zoo;
    private final ZooView view;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Only stores with this in their name, in what they do, or in the clause that they break.")
    private String only = "";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all that is random; else it is 7.")
    private long seed = SEED;

    ZooCommand(Terminal terminal, Supplier<List<WrongStore>> zoo) {
        this.terminal = terminal;
        this.zoo = zoo;
        this.view = new ZooView(terminal);
    }

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        List<WrongStore> stores = chosen();
        ZooVisit visit = new ZooVisit(examine(stores), only.isEmpty());
        if (json.isWanted()) {
            terminal.out().line(Json.of(ZooView.json(visit)));
        } else {
            view.show(visit, (System.nanoTime() - begin) / 1e9);
        }
        return visit.missed().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private List<WrongStore> chosen() {
        String wanted = only.toLowerCase(Locale.ROOT);
        List<WrongStore> stores = zoo.get().stream()
                .filter(store -> Stream.of(
                                store.name(), store.fault(), store.clause().id())
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted)))
                .toList();
        if (stores.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--only %s: no wrong store has this in its name, in what it does, or in its clause"
                            .formatted(only));
        }
        return stores;
    }

    /** Each store has a storage of its own, so that they can be looked at side by side. */
    private List<ZooVisit.Sighting> examine(List<WrongStore> stores) {
        ExecutorService keepers =
                Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));
        AtomicInteger done = new AtomicInteger();
        try {
            List<CompletableFuture<ZooVisit.Sighting>> sightings = new ArrayList<>();
            for (WrongStore store : stores) {
                sightings.add(CompletableFuture.supplyAsync(
                        () -> {
                            ZooVisit.Sighting sighting = new ZooVisit.Sighting(store, store.examine(seed));
                            view.progress(done.incrementAndGet(), stores.size(), store);
                            return sighting;
                        },
                        keepers));
            }
            return sightings.stream().map(CompletableFuture::join).toList();
        } finally {
            keepers.shutdownNow();
            view.endOfProgress();
        }
    }
}
