package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster copy}: from one store into another. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Copy owners from one store into another, of whatever kind.",
        description = {
            "",
            "Each owner that differs becomes in TO what it is in FROM, in one commit; what is written is read back and"
                    + " compared by digest. Owners that are the same already are not written to: say the same again after"
                    + " an interruption, and it goes on where it was.",
            "A record that cannot be read in FROM is named, and TO keeps what it has of that contact. Owners that are only"
                    + " in TO stay, unless you say --mirror.",
            "Ends with 1 if something was not copied as it should be.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster copy FROM TO --all                             everybody",
            "  roster copy sqlite:bot.db 'postgresql://bot@db.example/rosters?passwordEnv=DB' --all",
            "  roster copy FROM TO romeo@montague.example            one owner",
            "  roster copy FROM TO --all --mirror                    and erase whom FROM does not have; asks first",
            "  roster copy FROM TO --all --json                      the counts, for a program"
        })
final class CopyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable") // ClassPathOption looks for it before this runs
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--all", description = "All owners that FROM has.")
    private boolean all;

    @Option(names = "--mirror", description = "With --all: erase the owners in TO that FROM does not have. Asks first.")
    private boolean mirror;

    @Parameters(index = "0", paramLabel = "FROM", description = "The URI of the store to read.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The URI of the store to write to.")
    private String to = "";

    @Parameters(index = "2..*", paramLabel = "OWNER", description = "Whom to copy.")
    private List<BareJid> owners = List.of();

    private final Progress progress;
    private final List<String> problems = new ArrayList<>();
    private final Set<BareJid> inFrom = new HashSet<>();
    private long onlyInTo;
    private long erased;

    CopyCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    @Override
    public Integer call() {
        checkArguments();
        StoreAddress source = StoreAddress.ofArgument(from, "FROM", terminal);
        StoreAddress target = StoreAddress.ofArgument(to, "TO", terminal);
        try (RosterStore reads = source.openExisting();
                RosterStore writes = target.open(terminal);
                RosterStore readsBack = target.open(terminal)) {
            RosterCopy copy = new RosterCopy(reads, writes, readsBack, this::problem, this::show);
            run(copy, reads);
            if (all && writes.catalog().isPresent()) {
                onlyInTo(reads, writes);
            } else if (mirror) {
                problem("TO cannot list its owners: nobody was erased");
            }
            conclude(copy);
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private void checkArguments() {
        if (all == !owners.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "whom? Name owners, or say --all; one of the two");
        }
        if (mirror && !all) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--mirror needs --all: else everybody but the named would be erased");
        }
        if (from.equals(to)) {
            throw new CommandFailure(ExitCode.USAGE, "FROM and TO are the same store");
        }
    }

    private void run(RosterCopy copy, RosterStore reads) {
        try {
            Stream<BareJid> whom = OwnerList.of(reads, owners);
            copy.copy(all ? whom.peek(inFrom::add) : whom);
        } catch (RosterStoreException e) {
            progress.end();
            terminal.err()
                    .line("stopped: %,d owners read, %,d the same, %,d written; say the same again to go on"
                            .formatted(copy.read(), copy.same(), copy.written()));
            throw e;
        } finally {
            progress.end();
        }
    }

    private void show(RosterCopy copy) {
        progress.show("%,d owners read: %,d the same, %,d written, %,d of them verified"
                .formatted(copy.read(), copy.same(), copy.written(), copy.verified()));
    }

    private void problem(String problem) {
        problems.add(problem);
        if (!json.isWanted()) {
            progress.end();
            terminal.err().line(Ink.RED, SafeText.of(problem));
        }
    }

    private void onlyInTo(RosterStore reads, RosterStore writes) {
        List<BareJid> extra = OwnerList.of(writes, List.of())
                .filter(owner -> !inFrom.contains(owner))
                .toList();
        onlyInTo = extra.size();
        if (!mirror || extra.isEmpty()) {
            return;
        }
        Map<BareJid, Revision> seen = new LinkedHashMap<>();
        extra.forEach(owner -> seen.put(owner, writes.revision(owner)));
        if (!confirmation.granted(
                terminal, "Erase %,d owners that only TO has (%s)?".formatted(extra.size(), names(extra)))) {
            problem("the owners that only TO has were not erased");
            return;
        }
        seen.forEach((owner, revision) -> erase(owner, revision, reads, writes));
    }

    private static String names(List<BareJid> owners) {
        String names = String.join(
                ", ", owners.stream().limit(3).map(BareJid::toString).toList());
        return owners.size() > 3 ? names + ", …" : names;
    }

    /** Unless somebody has begun to use the owner since: in TO, or in FROM. */
    private void erase(BareJid owner, Revision revision, RosterStore reads, RosterStore writes) {
        boolean isBack = !reads.load(owner).contacts().isEmpty();
        if (isBack || writes.commit(owner, RosterEdit.eraseAll(), Condition.at(revision)) instanceof Conflict) {
            problem(owner + ": was changed meanwhile, and is not erased; copy again");
        } else {
            erased++;
        }
    }

    private void conclude(RosterCopy copy) {
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("from", new StoreAddress(from));
            summary.put("to", new StoreAddress(to));
            summary.put("read", copy.read());
            summary.put("same", copy.same());
            summary.put("written", copy.written());
            summary.put("verified", copy.verified());
            summary.put("only_in_to", onlyInTo);
            summary.put("erased", erased);
            summary.put("problems", problems);
            terminal.out().line(Json.of(summary));
            return;
        }
        terminal.err()
                .line("%,d owners read: %,d the same, %,d written, %,d of them read back and verified"
                        .formatted(copy.read(), copy.same(), copy.written(), copy.verified()));
        if (erased > 0) {
            terminal.err().line("%,d owners that only TO had are erased".formatted(erased));
        } else if (onlyInTo > 0 && !mirror) {
            terminal.err().line("%,d owners are only in TO, and stay (--mirror erases them)".formatted(onlyInTo));
        }
    }
}
