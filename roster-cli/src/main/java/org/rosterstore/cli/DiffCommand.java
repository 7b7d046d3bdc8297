package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roster diff}: what tells two stores apart. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say what two stores hold differently, by owner, contact and part.",
        description = {
            "",
            "A line for each contact: + if only B has it, - if only A has it, ~ with each part that differs. Revisions are"
                    + " each store's own and not compared. Nothing is written.",
            "Ends with 0 if there is no difference, and with 1 if there is one.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster diff A B                          everybody in either store",
            "  roster diff A B romeo@montague.example   one owner",
            "  roster diff A B --json                   for a program"
        })
final class DiffCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable") // ClassPathOption looks for it before this runs
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "A", description = "The URI of the one store.")
    private String uriOfA = "";

    @Parameters(index = "1", paramLabel = "B", description = "The URI of the other store.")
    private String uriOfB = "";

    @Parameters(index = "2..*", paramLabel = "OWNER", description = "Whose rosters; without any, everybody's.")
    private List<BareJid> owners = List.of();

    private final Progress progress;
    private final List<Map<String, Object>> found = new ArrayList<>();
    private long compared;
    private long different;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    @Override
    public Integer call() {
        try (RosterStore a = StoreAddress.ofArgument(uriOfA, "A", terminal).openExisting();
                RosterStore b = StoreAddress.ofArgument(uriOfB, "B", terminal).openExisting()) {
            everybody(a, b).forEach(owner -> compare(owner, a, b));
        } finally {
            progress.end();
        }
        if (json.isWanted()) {
            Map<String, Object> answer = Json.object();
            answer.put("compared", compared);
            answer.put("different", different);
            answer.put("owners", found);
            terminal.out().line(Json.of(answer));
        } else {
            terminal.err().line("%,d owners compared: %,d differ".formatted(compared, different));
        }
        return different == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private Stream<BareJid> everybody(RosterStore a, RosterStore b) {
        Set<BareJid> seen = new HashSet<>();
        return owners.isEmpty()
                ? Stream.concat(OwnerList.of(a, owners), OwnerList.of(b, owners))
                        .filter(seen::add)
                : OwnerList.of(a, owners);
    }

    private void compare(BareJid owner, RosterStore a, RosterStore b) {
        compared++;
        progress.show("%,d owners compared: %,d differ".formatted(compared, different));
        Optional<Roster> rosterOfA = load(owner, a, "A");
        Optional<Roster> rosterOfB = load(owner, b, "B");
        if (rosterOfA.isEmpty() || rosterOfB.isEmpty()) {
            return; // it has been said why
        }
        boolean isInA = !rosterOfA.get().revision().equals(Revision.NONE);
        boolean isInB = !rosterOfB.get().revision().equals(Revision.NONE);
        RosterDifference difference = RosterDifference.between(rosterOfA.get(), rosterOfB.get());
        if (isInA == isInB && difference.isEmpty()) {
            return;
        }
        String where = isInA == isInB ? "" : isInA ? " (only in A)" : " (only in B)";
        say(owner, where, difference);
    }

    private Optional<Roster> load(BareJid owner, RosterStore store, String which) {
        try {
            return Optional.of(store.load(owner));
        } catch (StoredDataException e) {
            different++;
            Map<String, Object> entry = Json.object();
            entry.put("owner", owner);
            entry.put("problem", "cannot be read in %s: %s".formatted(which, e.getMessage()));
            found.add(entry);
            if (!json.isWanted()) {
                progress.end();
                terminal.out().line(SafeText.of("%s: %s".formatted(owner, entry.get("problem"))));
            }
            return Optional.empty();
        }
    }

    private void say(BareJid owner, String where, RosterDifference difference) {
        different++;
        if (json.isWanted()) {
            Map<String, Object> entry = Json.object();
            entry.put("owner", owner);
            entry.put("ver", difference.ver().map(RosterDifference.Part::json));
            entry.put(
                    "contacts",
                    difference.contacts().stream()
                            .map(RosterDifference.Line::json)
                            .toList());
            found.add(entry);
        } else {
            progress.end();
            terminal.out().line(Ink.BOLD, SafeText.of(owner + where));
            difference.lines().forEach(line -> terminal.out().line("  " + SafeText.of(line)));
        }
    }
}
