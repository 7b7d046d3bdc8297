package org.rosterstore.cli;

import java.util.List;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.RosterStore;

/** The owners that a command is about: those named, else all that the store has. */
final class OwnerList {

    private OwnerList() {}

    static Stream<BareJid> of(RosterStore store, List<BareJid> named) {
        return named.isEmpty()
                ? catalog(store).owners().distinct()
                : named.stream().distinct();
    }

    static Catalog catalog(RosterStore store) {
        return store.catalog()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "this store cannot list its owners (it has no catalog): name them"));
    }
}
