package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roster owners}: who is in a store, page by page, so that the first come at once. */
@Command(
        name = "owners",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "List whose rosters a store has.",
        description = {"", "One owner a line, in the order of the store, which is sorted page by page.%n"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster owners                        who is there",
            "  roster owners -l                     with the number of contacts and requests of each",
            "  roster owners --store sqlite:bot.db  of another store",
            "  roster owners | wc -l                how many",
            "  roster owners --json                 for a program"
        })
final class OwnersCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = {"-l", "--long"},
            description = "Read each roster too, and say how many contacts and requests it has, and its revision.")
    private boolean isLong;

    private boolean unreadable;

    OwnersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Object> all = new ArrayList<>();
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            Catalog catalog = OwnerList.catalog(opened);
            Optional<String> mark = Optional.empty();
            do {
                Catalog.Page page = catalog.page(mark, PAGE);
                List<BareJid> owners = page.owners().stream().sorted().toList();
                if (json.isWanted()) {
                    owners.forEach(owner -> all.add(isLong ? row(owner, opened).json() : owner));
                } else if (isLong) {
                    table(owners, opened, mark.isEmpty());
                } else {
                    owners.forEach(owner -> terminal.out().line(SafeText.of(owner.toString())));
                }
                mark = page.next();
            } while (mark.isPresent());
        }
        if (json.isWanted()) {
            Map<String, Object> answer = Json.object();
            answer.put("owners", all);
            terminal.out().line(Json.of(answer));
        }
        return unreadable ? ExitCode.DATA : ExitCode.OK;
    }

    private void table(List<BareJid> owners, RosterStore opened, boolean isFirst) {
        if (owners.isEmpty() && !isFirst) {
            return;
        }
        Table table = new Table("OWNER", "CONTACTS", "REQUESTS", "UNREADABLE", "REVISION");
        owners.forEach(owner -> row(owner, opened).to(table));
        terminal.table(table);
    }

    private Row row(BareJid owner, RosterStore opened) {
        try {
            Row row = Row.of(opened.load(owner));
            unreadable |= row.unreadable() > 0;
            return row;
        } catch (StoredDataException e) {
            unreadable = true;
            return new Row(owner, 0, 0, 1, "cannot be read: " + e.getMessage());
        }
    }

    /** One owner, counted. */
    private record Row(BareJid owner, long contacts, long requests, long unreadable, String revision) {

        static Row of(Roster roster) {
            return new Row(
                    roster.owner(),
                    roster.items().count(),
                    roster.requests().count(),
                    roster.unreadable().size(),
                    roster.revision().toString());
        }

        void to(Table table) {
            table.row(
                    owner.toString(),
                    Long.toString(contacts),
                    Long.toString(requests),
                    unreadable == 0 ? "" : Long.toString(unreadable),
                    revision);
        }

        Map<String, Object> json() {
            Map<String, Object> json = Json.object();
            json.put("owner", owner);
            json.put("contacts", contacts);
            json.put("requests", requests);
            json.put("unreadable", unreadable);
            json.put("revision", revision);
            return json;
        }
    }
}
