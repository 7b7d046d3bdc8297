package org.rosterstore.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roster show}: a roster, or one contact of it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Show a roster, or all about one contact.",
        description = {
            "",
            "Ends with 1 if the store does not have the owner or the contact, and with 4 if a record cannot be read.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster show romeo@montague.example                          the roster as a table",
            "  roster show romeo@montague.example juliet@capulet.example   all about one contact",
            "  roster show romeo@montague.example --json                   for a program, with a digest of the content"
        })
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose roster.")
    private BareJid owner = JidConverter.NOBODY;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CONTACT", description = "Whom to show; else everybody.")
    private @Nullable BareJid contact;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            return contact == null ? show(opened.load(owner)) : show(opened.find(owner, contact));
        }
    }

    private int show(Roster roster) {
        if (roster.revision().equals(Revision.NONE)) {
            throw new CommandFailure(ExitCode.NO, "the store does not have the owner " + owner);
        }
        if (json.isWanted()) {
            terminal.out().line(Json.of(RosterJson.of(roster)));
        } else {
            terminal.table(RosterTable.of(roster));
            terminal.out()
                    .line(
                            Ink.DIM,
                            SafeText.of("%,d contacts, %,d pending requests; revision %s, ver %s"
                                    .formatted(
                                            roster.items().count(),
                                            roster.requests().count(),
                                            roster.revision(),
                                            roster.ver().map(Json::of).orElse("none"))));
        }
        roster.unreadable().stream()
                .sorted(Comparator.comparing(Unreadable::contact))
                .forEach(record -> terminal.err()
                        .line(
                                Ink.RED,
                                SafeText.of("%s: cannot be read: %s".formatted(record.contact(), record.problem()))));
        return roster.unreadable().isEmpty() ? ExitCode.OK : ExitCode.DATA;
    }

    private int show(Contact found) {
        if (found.isAbsent()) {
            throw new CommandFailure(ExitCode.NO, "%s does not have the contact %s".formatted(owner, found.jid()));
        }
        if (json.isWanted()) {
            terminal.out().line(Json.of(RosterJson.of(found)));
            return ExitCode.OK;
        }
        Table table = new Table("OF " + owner, found.jid().toString());
        found.item().ifPresent(item -> {
            table.row("name", item.name());
            table.row("subscription", RosterTable.subscription(found));
            List.copyOf(item.groups()).forEach(group -> table.row("group", group));
        });
        found.request().ifPresent(request -> {
            table.row("request", "received " + request.receivedAt());
            row(table, "request: nick", request.nick());
            row(table, "request: status", request.status());
        });
        for (Map.Entry<String, String> extra : new TreeMap<>(found.extras()).entrySet()) {
            table.row("extra " + extra.getKey(), extra.getValue());
        }
        table.row("changed in", found.changedIn().toString());
        terminal.table(table);
        return ExitCode.OK;
    }

    private static void row(Table table, String what, String text) {
        if (!text.isEmpty()) {
            table.row(what, text);
        }
    }
}
