package org.rosterstore.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roster remove}: drops a contact's item and extras. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Remove a contact from a roster.",
        description = {
            "",
            "Drops the item and the extras. A pending request of the contact stays, for it waits for an answer all the"
                    + " same. A record that cannot be read is dropped too. Nobody is told: no stanza is sent.",
            "The roster's ver is dropped, for it names the roster as it was before.",
            "Ends with 1 if there was nothing to remove.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster remove romeo@montague.example tybalt@capulet.example --store URI",
            "  roster prune romeo@montague.example   all at once that are subscribed to nothing"
        })
final class RemoveCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose roster.")
    private BareJid owner = JidConverter.NOBODY;

    @Parameters(index = "1", paramLabel = "CONTACT", description = "Whom to remove.")
    private BareJid contact = JidConverter.NOBODY;

    RemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean[] there = new boolean[1];
        Revision revision;
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            revision = opened.update(owner, roster -> {
                boolean isUnreadable =
                        roster.unreadable().stream().map(Unreadable::contact).anyMatch(contact::equals);
                there[0] = isUnreadable || hasItemOrExtras(roster.contact(contact));
                return there[0] ? RosterEdit.remove(contact).and(RosterEdit.noVer()) : RosterEdit.nothing();
            });
        }
        if (!there[0]) {
            throw new CommandFailure(ExitCode.NO, "%s does not have the contact %s".formatted(owner, contact));
        }
        new ContactEffect(owner, contact, "removed", revision, Optional.empty()).say(terminal, json);
        return ExitCode.OK;
    }

    private static boolean hasItemOrExtras(Contact found) {
        return found.item().isPresent() || !found.extras().isEmpty();
    }
}
