package org.rosterstore.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --store}, else {@code ROSTER_STORE}, else the {@link DefaultStore}. */
final class StoreOption {

    static final String VARIABLE = "ROSTER_STORE";

    private static final String IN_MEMORY = "memory:";

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = {
                "The store, for example sqlite:bot.db. Without it, ROSTER_STORE says which, else see roster --help.",
                "Do not write a password here, where others see it: put passwordEnv=NAME or passwordFile=PATH into the URI."
            })
    private @Nullable String uri;

    @Mixin
    @SuppressWarnings("UnusedVariable") // ClassPathOption looks for it before this runs
    private ClassPathOption classPath = new ClassPathOption();

    private @Nullable StoreAddress address;

    /** The store that was given. */
    Optional<StoreAddress> given(Terminal terminal) {
        if (address == null && uri != null) {
            address = StoreAddress.ofArgument(uri, "--store", terminal);
        }
        return Optional.ofNullable(address)
                .or(() -> Optional.ofNullable(terminal.environment().get(VARIABLE))
                        .filter(it -> !it.isEmpty())
                        .map(StoreAddress::new));
    }

    /** For the kit, which brings owners of its own and leaves nothing behind: the store that was given, else one in memory. */
    StoreAddress orInMemory(Terminal terminal) {
        return given(terminal).orElseGet(() -> new StoreAddress(IN_MEMORY));
    }

    StoreAddress address(Terminal terminal) {
        return given(terminal).orElseGet(() -> byDefault(terminal).address());
    }

    private static DefaultStore byDefault(Terminal terminal) {
        return DefaultStore.of(terminal.environment(), System.getProperty("os.name"));
    }

    /** For commands that put something there: a file is made where there is none. */
    RosterStore open(Terminal terminal) {
        Optional<StoreAddress> given = given(terminal);
        return given.isPresent()
                ? given.get().open(terminal)
                : byDefault(terminal).open(terminal);
    }

    /** For commands that work with what is there. The default store holds nothing before anything was put there. */
    RosterStore openOrEmpty(Terminal terminal) {
        Optional<StoreAddress> given = given(terminal);
        DefaultStore byDefault = byDefault(terminal);
        if (given.isPresent() || byDefault.isThere()) {
            return address(terminal).openExisting();
        }
        terminal.err().line(Ink.DIM, SafeText.of(nothingYet(byDefault)));
        return RosterStores.open(IN_MEMORY);
    }

    /** For commands whose answer would deceive where nothing is. */
    RosterStore openExisting(Terminal terminal) {
        DefaultStore byDefault = byDefault(terminal);
        if (given(terminal).isEmpty() && !byDefault.isThere()) {
            throw new CommandFailure(ExitCode.NO, nothingYet(byDefault));
        }
        return address(terminal).openExisting();
    }

    private static String nothingYet(DefaultStore byDefault) {
        return "there are no rosters yet: no --store, no %s, and no %s; roster import or roster put makes it"
                .formatted(VARIABLE, byDefault.file());
    }
}
