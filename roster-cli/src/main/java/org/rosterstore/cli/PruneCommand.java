package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;
import org.rosterstore.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster prune}: drops contacts that nothing ties to their owner. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Remove contacts that are subscribed to nothing.",
        description = {
            "",
            "Such a contact has subscription none, no request is pending in either direction, none is approved in"
                    + " advance, and it is in no group and has no extras, for those somebody gave it on purpose.",
            "Without --yes it only says who would go. An owner's are removed in one commit, and the ver is dropped with"
                    + " them, for it names the roster as it was before.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster prune                                who would go, of everybody",
            "  roster prune romeo@montague.example --yes   remove them",
            "  roster prune --all                          also those that are in groups or have extras"
        })
final class PruneCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--all", description = "Also contacts that are in a group or have extras.")
    private boolean all;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it. Without this nothing is changed.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say who would go, as without --yes; wins over it.")
    private boolean dryRun;

    @Parameters(arity = "0..*", paramLabel = "OWNER", description = "Whose rosters; without any, everybody's.")
    private List<BareJid> owners = List.of();

    private final Progress progress;
    private final List<Map<String, Object>> found = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private long read;

    PruneCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    @Override
    public Integer call() {
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            OwnerList.of(opened, owners).forEach(owner -> prune(owner, opened));
        } finally {
            progress.end();
        }
        conclude();
        return unreadable.isEmpty() ? ExitCode.OK : ExitCode.DATA;
    }

    private boolean isDone() {
        return yes && !dryRun;
    }

    private void prune(BareJid owner, RosterStore opened) {
        read++;
        progress.show("%,d owners, %,d contacts to prune".formatted(read, found.size()));
        List<BareJid> pruned = new ArrayList<>();
        try {
            if (isDone()) {
                opened.update(owner, roster -> {
                    pruned.clear();
                    pruned.addAll(obsolete(roster));
                    return edit(pruned);
                });
            } else {
                pruned.addAll(obsolete(opened.load(owner)));
            }
        } catch (StoredDataException e) {
            String problem = "%s: cannot be read: %s".formatted(owner, e.getMessage());
            unreadable.add(problem);
            progress.end();
            terminal.err().line(Ink.RED, SafeText.of(problem));
        }
        pruned.forEach(contact -> say(owner, contact));
    }

    private List<BareJid> obsolete(Roster roster) {
        return roster.contacts().values().stream()
                .filter(this::isObsolete)
                .map(Contact::jid)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private boolean isObsolete(Contact contact) {
        return contact.request().isEmpty()
                && contact.item()
                        .filter(item -> item.subscription() == Subscription.NONE && !item.ask() && !item.approved())
                        .filter(item -> all
                                || (item.groups().isEmpty() && contact.extras().isEmpty()))
                        .isPresent();
    }

    private static RosterEdit edit(List<BareJid> contacts) {
        return contacts.isEmpty()
                ? RosterEdit.nothing()
                : RosterEdit.all(contacts.stream().map(RosterEdit::remove).toList())
                        .and(RosterEdit.noVer());
    }

    private void say(BareJid owner, BareJid contact) {
        Map<String, Object> entry = Json.object();
        entry.put("owner", owner);
        entry.put("contact", contact);
        found.add(entry);
        if (!json.isWanted()) {
            progress.end();
            terminal.out().line(SafeText.of("%s: %s".formatted(owner, contact)));
        }
    }

    private void conclude() {
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("owners", read);
            summary.put("removed", isDone());
            summary.put("contacts", found);
            summary.put("unreadable", unreadable);
            terminal.out().line(Json.of(summary));
        } else {
            String what = isDone()
                    ? "%,d contacts of %,d owners removed"
                    : "%,d contacts of %,d owners would go; --yes removes them";
            terminal.err().line(what.formatted(found.size(), owners()));
        }
    }

    private long owners() {
        return found.stream().map(entry -> entry.get("owner")).distinct().count();
    }
}
