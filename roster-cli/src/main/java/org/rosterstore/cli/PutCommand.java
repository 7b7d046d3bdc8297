package org.rosterstore.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster put}: adds a contact, or changes what is named of it. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Add a contact, or change it.",
        description = {
            "",
            "What you do not name stays as it is; a new contact is without name, groups and subscription. The owner need"
                    + " not be there before. Nobody is told: no stanza is sent.",
            "The roster's ver is dropped, for it names the roster as it was before.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster put romeo@montague.example juliet@capulet.example --name 'Juliet ❤'",
            "  roster put romeo@montague.example nurse@capulet.example --group Capulets --group Verona",
            "  roster put romeo@montague.example nurse@capulet.example --no-groups --subscription both --no-ask",
            "  roster put romeo@montague.example nurse@capulet.example --name ''      without a name"
        })
final class PutCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--name", paramLabel = "NAME", description = "What the owner calls the contact; '' for nothing.")
    private @Nullable String name;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "A group to be in; may be given more than once. These are then all of them.")
    private List<String> groups = List.of();

    @Option(names = "--no-groups", description = "In no group any more.")
    private boolean noGroups;

    @Option(
            names = "--subscription",
            paramLabel = "STATE",
            description = "Who sees whose presence: none, to, from, both.")
    private @Nullable Subscription subscription;

    @Option(names = "--ask", description = "The owner has asked to see the contact's presence, and has no answer yet.")
    private boolean ask;

    @Option(names = "--no-ask", description = "The owner has not asked, or has an answer.")
    private boolean noAsk;

    @Option(names = "--approved", description = "The owner has approved the contact's request before it came.")
    private boolean approved;

    @Option(names = "--no-approved", description = "The owner has not.")
    private boolean noApproved;

    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose roster.")
    private BareJid owner = JidConverter.NOBODY;

    @Parameters(index = "1", paramLabel = "CONTACT", description = "Whom to add or change.")
    private BareJid contact = JidConverter.NOBODY;

    PutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        checkNotBoth("--group and --no-groups", !groups.isEmpty(), noGroups);
        checkNotBoth("--ask and --no-ask", ask, noAsk);
        checkNotBoth("--approved and --no-approved", approved, noApproved);
        try (RosterStore opened = store.open(terminal)) {
            Roster[] before = {Roster.none(owner)};
            Revision revision = opened.update(owner, roster -> {
                before[0] = roster;
                return edit(roster.contact(contact).item());
            });
            Optional<RosterItem> item = before[0].contact(contact).item();
            RosterItem after = changed(item);
            String effect = item.map(it -> it.identical(after) ? "unchanged" : "changed")
                    .orElse("added");
            new ContactEffect(owner, contact, effect, revision, Optional.of(after)).say(terminal, json);
        }
        return ExitCode.OK;
    }

    private static void checkNotBoth(String both, boolean yes, boolean no) {
        if (yes && no) {
            throw new CommandFailure(ExitCode.USAGE, both + " contradict each other");
        }
    }

    private RosterEdit edit(Optional<RosterItem> before) {
        RosterItem after = changed(before);
        return before.isPresent() && before.get().identical(after)
                ? RosterEdit.nothing()
                : RosterEdit.put(after).and(RosterEdit.noVer());
    }

    private RosterItem changed(Optional<RosterItem> before) {
        RosterItem changed = before.orElse(RosterItem.of(contact));
        try {
            changed = name == null ? changed : changed.withName(name);
            changed = groups.isEmpty() && !noGroups ? changed : changed.withGroups(new LinkedHashSet<>(groups));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        changed = subscription == null ? changed : changed.withSubscription(subscription);
        changed = ask || noAsk ? changed.withAsk(ask) : changed;
        return approved || noApproved ? changed.withApproved(approved) : changed;
    }
}
