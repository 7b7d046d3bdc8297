package org.rosterstore.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster extra}: an application's own data about a contact. */
@Command(
        name = "extra",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Read, set or drop an application's own value about a contact.",
        description = {
            "",
            "Without VALUE it prints what there is. The contact need not be in the roster; server messages do not touch"
                    + " extras, and removing the contact drops them. Keys that begin with roster. belong to the library.",
            "Ends with 1 if there is no such value.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster extra romeo@montague.example juliet@capulet.example trusted yes   sets it",
            "  roster extra romeo@montague.example juliet@capulet.example trusted       prints yes",
            "  roster extra romeo@montague.example juliet@capulet.example trusted --drop",
            "  roster show romeo@montague.example juliet@capulet.example                all of them"
        })
final class ExtraCommand implements Callable<Integer> {

    private static final String RESERVED = "roster.";

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--drop", description = "Drop the value.")
    private boolean drop;

    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose roster.")
    private BareJid owner = JidConverter.NOBODY;

    @Parameters(index = "1", paramLabel = "CONTACT", description = "Whom it is about.")
    private BareJid contact = JidConverter.NOBODY;

    @Parameters(index = "2", paramLabel = "KEY", description = "The name of the value.")
    private String key = "";

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "What to set it to; '' is a value too.")
    private @Nullable String value;

    ExtraCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (drop && value != null) {
            throw new CommandFailure(ExitCode.USAGE, "--drop takes no VALUE");
        }
        if (key.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "KEY is empty: name the value");
        }
        if ((drop || value != null) && key.startsWith(RESERVED)) {
            throw new CommandFailure(ExitCode.USAGE, "keys that begin with roster. belong to the library");
        }
        try (RosterStore opened = value == null ? store.openOrEmpty(terminal) : store.open(terminal)) {
            if (value != null) {
                opened.commit(owner, set(value));
                return ExitCode.OK;
            }
            String found = Optional.ofNullable(
                            opened.find(owner, contact).extras().get(key))
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.NO, "%s has no extra %s about %s".formatted(owner, key, contact)));
            if (drop) {
                opened.commit(owner, RosterEdit.noExtra(contact, key));
            } else {
                terminal.out().line(SafeText.of(found));
            }
            return ExitCode.OK;
        }
    }

    private RosterEdit set(String to) {
        try {
            return RosterEdit.extra(contact, key, to);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
