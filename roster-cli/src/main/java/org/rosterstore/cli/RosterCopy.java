package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import org.rosterstore.portable.RosterImport;

/**
 * Owner by owner from one store into another. An owner whose digest is the same in both is not written to, so a copy that
 * was broken off is simply begun again. What was written is read back through another handle, and its digest compared.
 *
 * <p>A commit is made at the revision that was read, so that a change which somebody makes meanwhile is seen, and reported.
 * A record that cannot be read where it comes from is reported, and what the other store has of that contact stays as it is.
 */
final class RosterCopy {

    /** Rosters of each store in memory at a time. */
    private static final int BATCH = 100;

    private final RosterStore from;
    private final RosterStore to;
    private final RosterStore toAgain;
    private final Consumer<String> problems;
    private final Consumer<RosterCopy> progress;
    private long read;
    private long same;
    private long written;
    private long verified;

    /** Copies into {@code to}, and reads back from {@code toAgain}, a second handle on the same storage. */
    RosterCopy(
            RosterStore from,
            RosterStore to,
            RosterStore toAgain,
            Consumer<String> problems,
            Consumer<RosterCopy> progress) {
        this.from = from;
        this.to = to;
        this.toAgain = toAgain;
        this.problems = problems;
        this.progress = progress;
    }

    void copy(Stream<BareJid> owners) {
        Iterator<BareJid> remaining = owners.iterator();
        List<BareJid> batch = new ArrayList<>(BATCH);
        while (remaining.hasNext()) {
            batch.add(remaining.next());
            if (batch.size() == BATCH || !remaining.hasNext()) {
                copy(batch);
                batch.clear();
            }
        }
    }

    private void copy(List<BareJid> batch) {
        Map<BareJid, Roster> sources = load(from, batch, "where it comes from");
        Map<BareJid, Roster> targets = load(to, batch, "where it goes");
        Map<BareJid, String> digests = new LinkedHashMap<>();
        for (Roster source : sources.values()) {
            Roster target = targets.get(source.owner());
            if (source.revision().equals(Revision.NONE)) {
                problems.accept(source.owner() + ": not there, so there is nothing to copy");
            } else if (target != null) {
                copy(source, target).ifPresent(digest -> digests.put(source.owner(), digest));
            }
        }
        verify(digests);
    }

    /** All that can be read; where one cannot, the others by themselves. */
    private Map<BareJid, Roster> load(RosterStore store, List<BareJid> owners, String where) {
        try {
            return store.loadAll(owners);
        } catch (StoredDataException e) {
            Map<BareJid, Roster> rosters = new LinkedHashMap<>();
            for (BareJid owner : owners) {
                try {
                    rosters.put(owner, store.load(owner));
                } catch (StoredDataException unreadable) {
                    problems.accept(
                            "%s: not copied: cannot be read %s: %s".formatted(owner, where, unreadable.getMessage()));
                }
            }
            return rosters;
        }
    }

    /** The digest of what was written, or empty where nothing had to be. */
    private Optional<String> copy(Roster source, Roster target) {
        read++;
        source.unreadable()
                .forEach(record -> problems.accept("%s: %s: not copied: cannot be read: %s"
                        .formatted(source.owner(), record.contact(), record.problem())));
        if (isSame(source, target)) {
            same++;
            progress.accept(this);
            return Optional.empty();
        }
        Roster[] wanted = {source};
        Revision[] found = {target.revision()};
        RosterEdit[] last = {RosterEdit.nothing()};
        to.update(source.owner(), present -> {
            wanted[0] = wanted(source, present);
            found[0] = present.revision();
            last[0] = RosterImport.edit(present, wanted[0]);
            return last[0];
        });
        boolean isWritten = !last[0].isEmpty();
        if (isWritten && !found[0].equals(target.revision())) {
            problems.accept(
                    source.owner() + ": somebody has changed it where it goes while it was copied; what they wrote"
                            + " is replaced by the copy");
        }
        written += isWritten ? 1 : 0;
        same += isWritten ? 0 : 1;
        progress.accept(this);
        return isWritten ? Optional.of(RosterDigest.of(wanted[0])) : Optional.empty();
    }

    private static boolean isSame(Roster source, Roster target) {
        return !target.revision().equals(Revision.NONE)
                && source.unreadable().isEmpty()
                && target.unreadable().isEmpty()
                && RosterDigest.of(source).equals(RosterDigest.of(target));
    }

    /** The source, and of contacts that are unreadable in it what there is in its place. */
    private static Roster wanted(Roster source, Roster present) {
        Map<BareJid, Contact> contacts = source.contacts();
        if (!source.unreadable().isEmpty()) {
            contacts = new HashMap<>(contacts);
            for (Unreadable record : source.unreadable()) {
                Contact kept = present.contacts().get(record.contact());
                if (kept != null) {
                    contacts.put(record.contact(), kept);
                }
            }
        }
        return Roster.stored(source.owner(), source.revision(), source.ver(), contacts, List.of());
    }

    private void verify(Map<BareJid, String> digests) {
        if (digests.isEmpty()) {
            return;
        }
        load(toAgain, List.copyOf(digests.keySet()), "back")
                .forEach((owner, roster) -> verify(roster, digests.getOrDefault(owner, "")));
        progress.accept(this);
    }

    private void verify(Roster roster, String digest) {
        if (roster.unreadable().isEmpty() && RosterDigest.of(roster).equals(digest)) {
            verified++;
        } else {
            problems.accept(roster.owner() + ": what is read back is not what was written: somebody else has changed it"
                    + " meanwhile, or the store has lost it; copy again");
        }
    }

    long read() {
        return read;
    }

    long same() {
        return same;
    }

    long written() {
        return written;
    }

    long verified() {
        return verified;
    }
}
