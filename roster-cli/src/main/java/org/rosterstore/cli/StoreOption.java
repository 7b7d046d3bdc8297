package org.rosterstore.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;
import picocli.CommandLine.Option;

/** {@code --store}, else {@code ROSTER_STORE}, else a store in memory. */
final class StoreOption {

    static final String VARIABLE = "ROSTER_STORE";

    private static final String IN_MEMORY = "memory:";

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = {
                "The store, for example memory:. Without it ROSTER_STORE says which, else it is memory:.",
                "Do not write a password here, where others see it: put passwordEnv=NAME or passwordFile=PATH into the URI."
            })
    private @Nullable String uri;

    private boolean warned;

    /** The URI, by default that of a store in memory. */
    String uri(Terminal terminal) {
        return given(terminal).orElse(IN_MEMORY);
    }

    /** The URI that was given, after a warning if it shows a password to everybody who can list processes. */
    Optional<String> given(Terminal terminal) {
        if (uri == null) {
            return Optional.ofNullable(System.getenv(VARIABLE)).filter(it -> !it.isEmpty());
        }
        if (!warned && !StoreUri.parse(uri).toString().equals(uri)) {
            terminal.warn("the password in --store is seen by everybody who can list processes;"
                    + " write passwordEnv=NAME or passwordFile=PATH into the URI, or set " + VARIABLE);
            warned = true;
        }
        return Optional.of(uri);
    }

    RosterStore open(Terminal terminal) {
        return RosterStores.open(uri(terminal));
    }
}
