package org.rosterstore.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --store}, else {@code ROSTER_STORE}. */
final class StoreOption {

    static final String VARIABLE = "ROSTER_STORE";

    private static final StoreAddress IN_MEMORY = new StoreAddress("memory:");

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = {
                "The store, for example memory:. Without it, ROSTER_STORE says which.",
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
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE))
                        .filter(it -> !it.isEmpty())
                        .map(StoreAddress::new));
    }

    /** For commands that bring owners of their own and leave nothing behind: the store that was given, else one in memory. */
    StoreAddress orInMemory(Terminal terminal) {
        return given(terminal).orElse(IN_MEMORY);
    }

    /** For commands about what is stored: the store that was given. What they use without one is decided here, and only here. */
    StoreAddress address(Terminal terminal) {
        return given(terminal)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "which store? Name it by --store URI, or set %s".formatted(VARIABLE)));
    }

    RosterStore open(Terminal terminal) {
        return address(terminal).open();
    }
}
