package org.rosterstore.cli;

import java.util.concurrent.Callable;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roster erase}: all that is kept of an owner. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Erase an owner: the roster, requests, extras, everything.",
        description = {
            "",
            "Asks first, and says what would be lost. There is no way back but a backup (see roster export).",
            "What is changed between question and answer is not erased. Ends with 1 if nothing was erased.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster erase romeo@montague.example               asks",
            "  roster erase romeo@montague.example --yes         in a script"
        })
final class EraseCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Parameters(index = "0", paramLabel = "OWNER", description = "Whom to erase.")
    private BareJid owner = JidConverter.NOBODY;

    EraseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            Roster roster = opened.load(owner);
            if (roster.revision().equals(Revision.NONE)) {
                throw new CommandFailure(ExitCode.NO, "the store does not have the owner " + owner);
            }
            String what = "%,d contacts and %,d pending requests"
                    .formatted(roster.items().count(), roster.requests().count());
            if (!confirmation.granted(terminal, "Erase %s, with %s?".formatted(owner, what))) {
                throw new CommandFailure(ExitCode.NO, "nothing was erased");
            }
            CommitResult result = opened.commit(owner, RosterEdit.eraseAll(), Condition.at(roster.revision()));
            if (result instanceof Conflict) {
                throw new CommandFailure(
                        ExitCode.NO, "%s was changed meanwhile; nothing was erased, look again".formatted(owner));
            }
            terminal.err().line(SafeText.of("%s: erased, with %s".formatted(owner, what)));
        }
        return ExitCode.OK;
    }
}
