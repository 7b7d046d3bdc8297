package org.rosterstore.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.RosterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster watch}: what changes in a store, while it changes. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say what changes in a store, whoever changes it, until Ctrl-C.",
        description = {
            "",
            "A line for each owner that changes, and one below it for each contact: + added, - removed, ~ changed, = as it"
                    + " is now (where the store knows who was touched, and not what was there before).",
            "If the store may have missed something it says so, and what is different is looked up.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster watch                          everybody, until Ctrl-C",
            "  roster watch romeo@montague.example   one owner, with what was there before",
            "  roster watch --for 10s                ten seconds",
            "  roster watch --count 1 --json         wait for the next change, for a program: one line each"
        })
final class WatchCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "A line of JSON for each change on standard output, for programs.")
    private boolean json;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to watch, for example 500ms, 10s, 5m.")
    private @Nullable Duration duration;

    @Option(names = "--count", paramLabel = "N", description = "How many changes to wait for.")
    private long count = Long.MAX_VALUE;

    @Parameters(arity = "0..*", paramLabel = "OWNER", description = "Whose rosters; without any, everybody's.")
    private List<BareJid> owners = List.of();

    private long seen;

    WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        BlockingQueue<Feed.Signal> signals = new LinkedBlockingQueue<>();
        try (RosterStore opened = store.open(terminal)) {
            Feed feed = opened.feed()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "this store cannot be watched: it does not tell of changes (it has no feed)"));
            Watched watched = new Watched(opened, Set.copyOf(owners));
            try (Feed.Registration registration = feed.subscribe(signals::add)) {
                Progress progress = new Progress(terminal.err());
                watched.begin(owner -> progress.show("looking at what is there: " + owner));
                progress.end();
                if (!json) {
                    terminal.err()
                            .line(
                                    Ink.DIM,
                                    SafeText.of("watching %s; Ctrl-C ends it".formatted(store.address(terminal))));
                }
                watch(signals, watched);
            }
        }
        return ExitCode.OK;
    }

    private void watch(BlockingQueue<Feed.Signal> signals, Watched watched) throws InterruptedException {
        long end = System.nanoTime() + (duration == null ? Long.MAX_VALUE / 2 : duration.toNanos());
        while (seen < count) {
            Feed.Signal signal = signals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                return;
            }
            if (signal instanceof Feed.Changed changed) {
                watched.changed(changed.owner()).ifPresent(this::say);
            } else {
                interrupted();
                watched.interrupted().forEach(this::say);
            }
        }
    }

    private void interrupted() {
        if (json) {
            Map<String, Object> line = Json.object();
            line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS));
            line.put("interrupted", true);
            terminal.out().line(Json.of(line));
        } else {
            terminal.out()
                    .line(
                            Ink.YELLOW,
                            time() + " interrupted: changes may have been missed; what differs now is looked up");
        }
    }

    private void say(Watched.Change change) {
        seen++;
        if (json) {
            Map<String, Object> line = Json.object();
            line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS));
            line.putAll(change.json());
            terminal.out().line(Json.of(line));
            return;
        }
        terminal.out()
                .line(time() + " "
                        + terminal.out().in(Ink.BOLD, SafeText.of(change.owner().toString()))
                        + SafeText.of(" at " + change.revision() + change.note()));
        change.lines().forEach(line -> terminal.out().line("  " + SafeText.of(line)));
    }

    private static String time() {
        return LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
}
