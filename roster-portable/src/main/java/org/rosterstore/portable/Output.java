package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Place;

/** Where a reader's rosters and findings go. Each owner's roster goes there once. */
final class Output {

    private final Consumer<? super Roster> rosters;
    private final Consumer<? super Finding> findings;
    private final Set<BareJid> owners = new HashSet<>();

    Output(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        this.rosters = requireNonNull(rosters, "rosters");
        this.findings = requireNonNull(findings, "findings");
    }

    /** For findings about a file or a host. */
    OwnerReport report() {
        return report(Optional.empty());
    }

    /** For findings about an owner. */
    OwnerReport report(BareJid owner) {
        return report(Optional.of(owner.toString()));
    }

    /** For findings about an owner, as far as that is known. */
    OwnerReport report(Optional<String> owner) {
        return new OwnerReport(findings, owner);
    }

    /** For findings about damage. */
    OwnerReport report(DamagedFileException e) {
        return report(e.owner().map(BareJid::toString));
    }

    /**
     * Whether an owner's roster is still to come; if it is not, that is told.
     *
     * @param what what it comes in, which is not read then
     */
    boolean isNew(BareJid owner, Place place, String what, OwnerReport report) {
        boolean isNew = !owners.contains(owner);
        if (!isNew) {
            report.refused(place, "", "an owner that came before; nothing of this " + what + " is read");
        }
        return isNew;
    }

    void roster(Roster roster) {
        owners.add(roster.owner());
        rosters.accept(roster);
    }
}
