package org.rosterstore.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;
import picocli.CommandLine.Option;

/** {@code --store}, else {@code ROSTER_STORE}, else a store in memory. */
final class StoreOption {

    static final String IN_MEMORY = "memory:";

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = {
                "The store, for example memory:. Without it ROSTER_STORE says which, else it is memory:.",
                "Do not write a password here, where others see it: put passwordEnv=NAME or passwordFile=PATH into the URI."
            })
    private @Nullable String uri;

    /** The URI, after a warning if it shows a password to everybody who can list processes. */
    String uri(Terminal terminal) {
        if (uri == null) {
            return Optional.ofNullable(System.getenv("ROSTER_STORE"))
                    .filter(it -> !it.isEmpty())
                    .orElse(IN_MEMORY);
        }
        if (!StoreUri.parse(uri).toString().equals(uri)) {
            terminal.warn("the password in --store is seen by everybody who can list processes;"
                    + " write passwordEnv=NAME or passwordFile=PATH into the URI, or set ROSTER_STORE");
        }
        return uri;
    }

    RosterStore open(Terminal terminal) {
        return RosterStores.open(uri(terminal));
    }
}
