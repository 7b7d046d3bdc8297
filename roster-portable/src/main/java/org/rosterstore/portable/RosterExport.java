package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.Unreadable;

/**
 * The way of rosters out of a store. Not safe for use by many threads at once. Each roster is one state of its owner;
 * not all of them are one state of the store.
 *
 * <pre>{@code
 * try (Xep0227Writer writer = new Xep0227Writer(Files.newOutputStream(file))) {
 *     new RosterExport(store, System.err::println).export(store.catalog().orElseThrow().owners(), writer::write);
 *     writer.finish();
 * }
 * }</pre>
 */
public final class RosterExport {

    /** Rosters in memory at a time. */
    private static final int BATCH = 100;

    private final RosterStore store;
    private final Consumer<? super Finding> findings;

    /**
     * An export that has not begun.
     *
     * @param store where the rosters are; not closed here
     * @param findings is told of owners that are not in the store, and of records that cannot be read
     */
    public RosterExport(RosterStore store, Consumer<? super Finding> findings) {
        this.store = requireNonNull(store, "store");
        this.findings = requireNonNull(findings, "findings");
    }

    /**
     * Hands on the rosters of some owners. A record that cannot be read is told to the listener and left out, and with
     * it the owner's ver; an owner that the store does not have is told and left out.
     *
     * @param owners whose rosters, for example all of a {@link org.rosterstore.Catalog}; one that comes twice is handed
     *     on once
     * @param rosters is given each roster, in the order of the owners; what it throws ends the export
     * @return how many rosters were handed on
     * @throws RosterStoreException if the store fails; some rosters may have been handed on
     */
    public long export(Stream<BareJid> owners, Consumer<? super Roster> rosters) {
        long exported = 0;
        Iterator<BareJid> remaining = owners.distinct().iterator();
        while (remaining.hasNext()) {
            List<BareJid> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH && remaining.hasNext()) {
                batch.add(remaining.next());
            }
            for (Roster roster : store.loadAll(batch).values()) {
                exported += export(roster, rosters) ? 1 : 0;
            }
        }
        return exported;
    }

    private boolean export(Roster roster, Consumer<? super Roster> rosters) {
        if (roster.revision().equals(Revision.NONE)) {
            report(Finding.Kind.SKIPPED, roster.owner(), Optional.empty(), "the store does not have this owner");
            return false;
        }
        for (Unreadable record : roster.unreadable()) {
            report(
                    Finding.Kind.REFUSED,
                    roster.owner(),
                    Optional.of(record.contact().toString()),
                    "the record cannot be read: " + record.problem());
        }
        rosters.accept(Roster.stored(roster.owner(), roster.revision(), roster.ver(), roster.contacts(), List.of()));
        return true;
    }

    private void report(Finding.Kind kind, BareJid owner, Optional<String> contact, String message) {
        findings.accept(new Finding(kind, Optional.empty(), Optional.of(owner.toString()), contact, message));
    }
}
